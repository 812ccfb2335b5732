// What haconf says about a text, and how it can be mended.
import type { Span } from './span';
import type { Severity } from './tree';

export interface Edit extends Span {
  readonly newText: string;
}

/** A change that removes a problem. `safe`: it keeps what the file does for the daemon, so the command line may apply it unasked. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** The one to offer first. */
  readonly preferred?: boolean;
}

/** Another place that explains a problem. `path` is set when it lies in another file. */
export interface Note extends Span {
  readonly message: string;
  readonly path?: string;
}

/** A finding with offsets into the text that was checked. */
export interface Problem extends Span {
  /** Id of the rule: kebab-case, names the defect, is the name of its page. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** `daemon`: the selected release says something here too. `advice`: it is silent. */
  readonly origin: 'daemon' | 'advice';
  readonly notes?: readonly Note[];
  readonly tag?: 'deprecated' | 'unused';
  readonly fixes: readonly Fix[];
}
