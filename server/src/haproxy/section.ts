// A section of an HAProxy file: its header and the lines below it. The lines may be exchanged when the text is edited; kind, name and header stay.
import type { Part } from '../core/part';
import { look, type Reader } from '../core/reading';
import type { Statement } from '../core/tree';

/** One section: its header line and the lines below it. `kind` is the header's keyword; an unknown one is kept as written. What stands above the first header is a section without kind and name. */
export class Section implements Part {
  readers: Set<Reader> | undefined = undefined;
  /** Offset of the first line. */
  start: number;

  constructor(
    readonly kind: string,
    readonly name: string,
    readonly header: Statement,
    private lines: readonly Statement[],
  ) {
    this.start = header.start;
  }

  /** The lines below the header. */
  get body(): readonly Statement[] {
    look(this);
    return this.lines;
  }
}
