// Which words are bound to which places of a grammar. Lines of the same form share the list: it grows along a tree of forms, so that binding a line of a known form makes no object. Names no keyword.
import type { Keyword } from '../knowledge';
import type { KnownMarks, LastMarks } from '../marks';
import type { Span } from '../span';
import type { Word } from '../tree';
import type { Argument, Literal, Params } from './notation';

/** A word (or a part of one) bound to a place in a grammar. Says nothing of what stands there: lines of the same form share it. */
export interface Slot {
  /** Index of the (first) word. */
  readonly word: number;
  readonly node: Argument | Literal | Params;
  /** The keyword of a set that the word named, or in whose arguments it stands. */
  readonly keyword: Keyword | undefined;
  /** The part of the word's text, where it is not all of it. */
  readonly part: Span | undefined;
}

/** Most forms that are shared: then those known are let go of. */
const mostForms = 20_000;
/** Most forms that go on from one: another one more is not shared. */
const mostNext = 1000;
let forms = 0;

/** The slots of a line so far: one slot more than those of the form before. */
export class Form {
  private first: Form | undefined = undefined;
  private next: Form | undefined = undefined;
  private list: readonly Slot[] | undefined = undefined;
  /** The marks of its slots, and those of the line that was looked at last; kept by marks.ts. */
  marks: KnownMarks | undefined = undefined;
  last: LastMarks | undefined = undefined;

  private constructor(
    private readonly before: Form | undefined,
    private readonly slot: Slot | undefined,
  ) {}

  /** That of a line of which nothing is bound yet. */
  static readonly empty = new Form(undefined, undefined);

  /** The form with one slot more. `start` and `end`: the part of the word's text; an end of -1: all of it. */
  with(node: Slot['node'], word: number, keyword: Keyword | undefined, start: number, end: number): Form {
    let last: Form | undefined;
    let count = 0;
    for (let form = this.first; form; form = form.next) {
      const slot = form.slot as Slot;
      if (slot.node === node && slot.word === word && slot.keyword === keyword && (end < 0 ? slot.part === undefined : slot.part?.start === start && slot.part.end === end)) {
        // What was found comes first, as it is likely to come again.
        if (last) {
          last.next = form.next;
          form.next = this.first;
          this.first = form;
        }
        return form;
      }
      last = form;
      count++;
    }
    const form = new Form(this, { word, node, keyword, part: end < 0 ? undefined : { start, end } });
    if (count >= mostNext) return form;
    if (++forms > mostForms) {
      Form.empty.first = undefined;
      forms = 0;
    }
    form.next = this.first;
    this.first = form;
    return form;
  }

  /** All slots, in the order in which they were bound. */
  get slots(): readonly Slot[] {
    if (!this.list) {
      const list: Slot[] = [];
      for (let form: Form | undefined = this; form?.slot; form = form.before) list.push(form.slot);
      this.list = list.reverse().slice();
    }
    return this.list;
  }
}

/** Where a slot stands, relative to its statement. */
export function slotSpan(words: readonly Word[], { word, part }: Slot): Span {
  const own = words[word];
  if (!own) return { start: 0, end: 0 };
  return part ? { start: own.start + part.start, end: own.start + part.end } : { start: own.start, end: own.end };
}
