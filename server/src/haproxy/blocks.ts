// The conditional blocks of a file while it is read: which lines the daemon reads, and what is wrong with the `.` lines themselves.
import { text as message } from '../core/text';
import type { LineProblem, Word } from '../core/tree';
import { evaluate } from './conditions';
import type { Dialect } from './dialect';
import type { Environment } from './environment';

/** Whether the daemon reads the lines here: undefined where it is not known. */
export type Reading = boolean | undefined;

interface Block {
  /** Whether the block as a whole is read. */
  readonly outer: Reading;
  /** Whether an earlier branch was taken. */
  taken: Reading;
  /** Whether the current branch is read. */
  inner: Reading;
  inElse: boolean;
}

export interface Blocks {
  /** Whether the daemon reads the line that comes now, given its first word. */
  reading(word: string): Reading;
  /** Takes in a line that begins with a point; returns what is wrong with it. */
  directive(words: readonly Word[]): LineProblem[];
  /** Number of blocks that are open. */
  depth(): number;
  save(): BlocksState;
  restore(state: BlocksState): void;
}

/** The blocks that are open at one line. Equal keys: equal states. */
export interface BlocksState {
  readonly open: readonly Readonly<Block>[];
  readonly key: string;
}

const notices = new Set(['.alert', '.warning', '.notice', '.diag']);

/** Whether a line with this first word carries a condition: all of the rest of the line, empty words included. */
export function isConditionLine(word: string): boolean {
  return word === '.if' || word === '.elif';
}

/** Deepest nesting (MAXNESTEDCONDS). */
const deepest = 99;

function both(a: Reading, b: Reading): Reading {
  return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
}

export function blocksOf(dialect: Dialect, environment: Environment): Blocks {
  let open: Block[] = [];
  const reading = (): Reading => {
    const last = open[open.length - 1];
    return last ? both(last.outer, last.inner) : true;
  };
  const fault = (word: Word, text: string): LineProblem[] => [{ rule: 'bad-conditional', severity: 'error', message: text, start: word.start, end: word.end }];

  /** Evaluates the condition behind the first word. */
  const condition = (words: readonly Word[]): { truth: Reading; problems: LineProblem[] } => {
    const rest = dialect.defaultValues ? words.slice(1) : words.slice(1, 2);
    if (rest.some((word) => word.opaque)) return { truth: undefined, problems: [] };
    const verdict = evaluate(rest.map((word) => word.text).join(' '), dialect, environment);
    if (!verdict.fault) return { truth: verdict.truth, problems: [] };
    const span = placeIn(rest, verdict.fault.at);
    return { truth: undefined, problems: [{ rule: 'bad-condition', severity: 'error', message: verdict.fault.message, ...span }] };
  };

  const conditionals: Readonly<Record<string, (words: readonly Word[], head: Word) => LineProblem[]>> = {
    '.if': (words, head) => {
      const outer = reading();
      const { truth, problems } = outer === false ? { truth: false, problems: [] } : condition(words);
      open.push({ outer, taken: truth, inner: truth, inElse: false });
      return open.length > deepest ? fault(head, message('too many nested `.if`: at most {0}', deepest)) : problems;
    },
    '.elif': (words, head) => {
      const block = open[open.length - 1];
      if (!block) return fault(head, message('`{0}` without `.if`', '.elif'));
      if (block.inElse) return fault(head, message('`{0}` must not follow `.else`', '.elif'));
      if (block.outer === false || block.taken === true) {
        block.inner = false;
        return [];
      }
      const { truth, problems } = condition(words);
      block.inner = both(block.taken === undefined ? undefined : true, truth);
      block.taken = truth === true ? true : truth === undefined || block.taken === undefined ? undefined : false;
      return problems;
    },
    '.else': (words, head) => {
      if (dialect.defaultValues && words.length > 1) return fault(words[1] as Word, message('`{0}` takes nothing', '.else'));
      const block = open[open.length - 1];
      if (!block) return fault(head, message('`{0}` without `.if`', '.else'));
      if (block.inElse) return fault(head, message('`{0}` must not follow `.else`', '.else'));
      block.inElse = true;
      block.inner = block.taken === undefined ? undefined : !block.taken;
      return [];
    },
    '.endif': (words, head) => {
      if (dialect.defaultValues && words.length > 1) return fault(words[1] as Word, message('`{0}` takes nothing', '.endif'));
      return open.pop() ? [] : fault(head, message('`{0}` without `.if`', '.endif'));
    },
  };

  return {
    reading: (word) => (word === '.elif' || word === '.else' || word === '.endif' ? (open.length > 0 ? open[open.length - 1]?.outer : true) : reading()),
    depth: () => open.length,
    save: () => ({ open: open.map((block) => ({ ...block })), key: open.map(({ outer, taken, inner, inElse }) => `${outer}/${taken}/${inner}/${inElse}`).join(' ') }),
    restore(state) {
      open = state.open.map((block) => ({ ...block }));
    },
    directive(words) {
      const head = words[0] as Word;
      const handler = conditionals[head.text];
      if (handler) return handler(words, head);
      const now = reading();
      if (now === false) return [];
      if (!notices.has(head.text)) return fault(head, message('unknown directive `{0}`', head.text));
      if (dialect.defaultValues && words.length > 2) return fault(words[2] as Word, message('`{0}` takes one text: put it in quotes', head.text));
      if (now === undefined || (head.text !== '.alert' && head.text !== '.warning')) return [];
      const last = words[words.length - 1] as Word;
      return [{ rule: 'user-message', severity: head.text === '.alert' ? 'error' : 'warning', message: words[1]?.text || head.text, start: head.start, end: last.end }];
    },
  };
}

/** The span of the word in which an offset of the joined words falls. */
function placeIn(words: readonly Word[], offset: number): { start: number; end: number } {
  let from = 0;
  for (const word of words) {
    const end = from + word.text.length;
    if (offset <= end) return word.quoted ? { start: word.start, end: word.end } : { start: Math.min(word.start + Math.max(offset - from, 0), word.end - 1), end: word.end };
    from = end + 1;
  }
  const last = words[words.length - 1];
  return last ? { start: last.start, end: last.end } : { start: 0, end: 1 };
}
