// Ends of lines that were bound before: the parameters of one server are often those of the next. Names no keyword.
import type { Keyword } from '../knowledge';
import type { Match } from './match';
import type { Params } from './notation';
import type { Form } from './slots';
import type { Surroundings } from './types';

/** What reading the rest of a line came to: nothing but slots. */
interface Tail {
  /** What decides, beside the words: where the line stands, and what was bound before. */
  readonly around: Surroundings;
  readonly keyword: Keyword | undefined;
  readonly before: Form;
  readonly after: Form;
  /** Number of words that were read. */
  readonly count: number;
}

/** Ends of lines that are remembered of a place in a grammar, and the longest of them. */
const mostTails = 500;
const longestTail = 200;

/** The ends of lines that a place of a grammar has read. */
export class Tails {
  private readonly known = new Map<string, Tail>();

  /** Reads on from a word as `read` does, or does what came of it when an equal end of a line was read. */
  read(match: Match, node: Params, at: number, read: (match: Match, node: Params, at: number) => number): number {
    const { written, words, around, keyword, form } = match;
    const first = words[at];
    if (written === undefined || first === undefined || match.probe >= 0 || written.length - first.start > longestTail) return read(match, node, at);
    const tail = written.slice(first.start);
    const known = this.known.get(tail);
    if (known?.around === around && known.before === form && known.keyword === keyword) {
      match.form = known.after;
      return at + known.count;
    }
    const { told } = match;
    const next = read(match, node, at);
    if (next >= 0 && !match.lost && match.told === told && match.keyword === keyword) {
      if (this.known.size >= mostTails) this.known.clear();
      // A copy, so that the text it was cut out of may go.
      this.known.set(` ${tail}`.slice(1), { around, keyword, before: form, after: match.form, count: next - at });
    }
    return next;
  }
}
