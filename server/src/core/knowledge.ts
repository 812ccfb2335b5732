// Keywords as data: where and in which releases each is known, its grammar, its words of explanation. Names no keyword.

import { type Grammar, parseGrammar } from './grammar/notation';
import type { KnownMarks } from './marks';
import { firstOf, parseReleases, type ReleaseLine, type ReleaseSet, removedIn } from './release';

/** One keyword as it stands in the data files; see docs/data.md for each field. */
export interface KeywordEntry {
  readonly name: string;
  /** Sections or blocks where it may stand, each with a release mark where it differs: `listen`, `frontend{-2.4}`. */
  readonly in?: readonly string[];
  /** Sections where the daemon reads it, warns and ignores it; marks as in `in`. */
  readonly ignored?: readonly string[];
  /** Releases that know it, as a mark (`2.2+`); default all. */
  readonly releases?: string;
  /** Grammar of its arguments; default: none. */
  readonly syntax?: string;
  /** Releases, as a mark, that look for the last argument only, so that one before it may be empty. */
  readonly takesEmpty?: string;
  /** Grammar of its arguments behind a prefix such as `no`, where it is another. */
  readonly prefixedSyntax?: string;
  /** Type of what stands in parentheses glued to the name, for entries such as `set-var(<var>)`. */
  readonly parens?: string;
  /** Grammar of what else may be glued to the name, for entries that are known by how a word begins. */
  readonly glued?: string;
  /** Releases that warn that it is deprecated, as a mark. */
  readonly deprecated?: string;
  /** Releases, as a mark, in which something newer takes its place although the daemon does not say so. */
  readonly outdated?: string;
  /** Releases that warn about it behind a prefix only, as a mark. */
  readonly prefixedDeprecated?: string;
  /** What to write instead once deprecated or removed. */
  readonly replacement?: string;
  /** Template of the replacement line over the names of the grammar's slots. */
  readonly rewrite?: string;
  /** Releases that answer with an error of their own instead of not knowing the word, as a mark. */
  readonly refused?: string;
  /** Releases, as a mark, that only warn about wrong or missing arguments, and ignore the line. */
  readonly forgives?: string;
  /** Prefixes it may take (`no`, `default`), each with a release mark where it differs. */
  readonly prefix?: readonly string[];
  readonly modes?: readonly string[];
  /** Name of the block that it opens. */
  readonly opens?: string;
  /** Grammar of each line of that block, where its lines are values and not keywords. */
  readonly lines?: string;
  readonly repeat?: boolean;
  readonly required?: boolean;
  /** The default that holds when the keyword is not written. */
  readonly default?: string;
  readonly doc?: string;
  /** Anchor in the manual; several, each with a mark of releases, where manuals differ. */
  readonly url?: string | readonly string[];
  /** Anything a language wants to know beside; its own code reads it. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A data file: entries of one set. A set is a name space: `statement`, `bind`, `server`, `converter` ... */
export interface KeywordFile {
  readonly set: string;
  readonly entries: readonly KeywordEntry[];
  /** In bundles: the names of the entries, and one of these by its number, so that only those are read that are asked for. */
  readonly names?: readonly string[];
  readonly entryAt?: (number: number) => KeywordEntry;
}

/** An entry made ready for look-ups. */
export interface Keyword {
  readonly entry: KeywordEntry;
  readonly name: string;
  /** The first word of its name, and the number of its words. */
  readonly head: string;
  readonly length: number;
  readonly set: string;
  /** Releases that accept it, by section; the key `*` when it has no sections. */
  readonly where: ReadonlyMap<string, ReleaseSet>;
  /** Union of `where`. */
  readonly releases: ReleaseSet;
  readonly deprecated: ReleaseSet;
  readonly refused: ReleaseSet;
  /** Releases that read it with a warning and ignore it, by section. */
  readonly ignored: ReadonlyMap<string, ReleaseSet>;
  /** Nothing but its grammar says how a line with it is read. */
  readonly ordinary: boolean;
  /** Nothing may be glued to its name. */
  readonly bare: boolean;
  /** Its parsed grammar; kept by `grammarOf`. */
  grammar: Grammar | undefined;
  /** Its marks; kept by marks.ts. */
  marks: KnownMarks | undefined;
}

/** How a name stands in a section and release: `later`: not yet; `removed`: no more; `elsewhere`: known, but not in this section; `ignored`: read, but without effect here. */
export type Standing = 'known' | 'ignored' | 'later' | 'removed' | 'elsewhere' | 'unknown';

export interface Found {
  readonly keyword: Keyword | undefined;
  readonly standing: Standing;
}

/** Of a name that is known nowhere. */
export const unknown: Found = { keyword: undefined, standing: 'unknown' };

const nowhere: ReadonlyMap<string, ReleaseSet> = new Map();

/** Reads items such as `frontend{-2.4}` into release sets by section. */
function sectionMarks(line: ReleaseLine, items: readonly string[], own: ReleaseSet): Map<string, ReleaseSet> {
  const where = new Map<string, ReleaseSet>();
  for (const item of items) {
    const brace = item.indexOf('{');
    const section = brace < 0 ? item : item.slice(0, brace);
    where.set(section, (where.get(section) ?? 0) | (brace < 0 ? own : own & parseReleases(line, item.slice(brace + 1, -1))));
  }
  return where;
}

/** What a set holds under a name. */
interface Shelf {
  readonly places: { readonly file: KeywordFile; readonly number: number }[];
  keywords: readonly Keyword[] | undefined;
  /** What was found under the name last, and where. */
  last: { readonly section: string; readonly release: number; readonly found: Found } | undefined;
}

/** Keywords of one language in all releases. Look-ups are plain map reads; grammars are parsed when first used. */
export class Knowledge {
  /** The files of each set until it is first asked for, and what was made of them. */
  private readonly files = new Map<string, KeywordFile[]>();
  private readonly sets = new Map<string, Map<string, Shelf>>();
  private readonly grammars = new Map<string, Grammar>();
  private readonly beginnings = new Map<string, readonly Keyword[]>();

  constructor(
    readonly line: ReleaseLine,
    files: readonly KeywordFile[],
  ) {
    for (const file of files) {
      const same = this.files.get(file.set);
      if (same) same.push(file);
      else this.files.set(file.set, [file]);
    }
  }

  /** A set by its names; its files are read now. */
  private shelves(set: string): ReadonlyMap<string, Shelf> | undefined {
    const known = this.sets.get(set);
    const files = known ? undefined : this.files.get(set);
    if (!files) return known;
    const shelves = new Map<string, Shelf>();
    this.sets.set(set, shelves);
    for (const file of files) {
      const names = file.names ?? file.entries.map(({ name }) => name);
      for (let number = 0; number < names.length; number++) {
        const name = names[number] as string;
        const shelf = shelves.get(name);
        if (shelf) shelf.places.push({ file, number });
        else shelves.set(name, { places: [{ file, number }], keywords: undefined, last: undefined });
      }
    }
    return shelves;
  }

  /** The keywords of a name, made ready when first asked for. */
  private keywords(set: string, shelf: Shelf): readonly Keyword[] {
    return (shelf.keywords ??= shelf.places.map(({ file, number }) => this.ready(file.entryAt?.(number) ?? (file.entries[number] as KeywordEntry), set)));
  }

  private ready(entry: KeywordEntry, set: string): Keyword {
    const line = this.line;
    const own = entry.releases ? parseReleases(line, entry.releases) : line.all;
    const where = sectionMarks(line, entry.in ?? ['*'], own);
    const words = entry.name.split(' ');
    let releases = 0;
    for (const set of where.values()) releases |= set;
    return {
      entry,
      name: entry.name,
      head: words[0] as string,
      length: words.length,
      set,
      where,
      releases,
      deprecated: entry.deprecated ? parseReleases(line, entry.deprecated) : 0,
      refused: entry.refused ? parseReleases(line, entry.refused) : 0,
      ignored: entry.ignored ? sectionMarks(line, entry.ignored, line.all) : nowhere,
      ordinary: entry.outdated === undefined && entry.takesEmpty === undefined && entry.forgives === undefined,
      bare: entry.parens === undefined && entry.glued === undefined,
      grammar: undefined,
      marks: undefined,
    };
  }

  /** All keywords of a set under a name, in any release and section. */
  all(set: string, name: string): readonly Keyword[] {
    const shelf = this.shelves(set)?.get(name);
    return shelf ? this.keywords(set, shelf) : [];
  }

  /** All keywords of a set. */
  *each(set: string): Generator<Keyword> {
    for (const shelf of this.shelves(set)?.values() ?? []) yield* this.keywords(set, shelf);
  }

  /** The names of a set. */
  names(set: string): Iterable<string> {
    return this.shelves(set)?.keys() ?? [];
  }

  /** Whether a set is known at all. */
  has(set: string): boolean {
    return this.files.has(set);
  }

  /** Looks a name up for a section (`*` for sets without sections) and a release index. */
  find(set: string, name: string, section: string, release: number): Found {
    const shelf = this.shelves(set)?.get(name);
    if (!shelf) return unknown;
    const { last } = shelf;
    if (last && last.section === section && last.release === release) return last.found;
    const found = this.findIn(this.keywords(set, shelf), section, release);
    shelf.last = { section, release, found };
    return found;
  }

  private findIn(list: readonly Keyword[], section: string, release: number): Found {
    const bit = 1 << release;
    let best: Keyword | undefined;
    let standing: Standing = 'unknown';
    for (const keyword of list) {
      const here = keyword.where.get(section) ?? keyword.where.get('*') ?? 0;
      if (here & bit) return { keyword, standing: 'known' };
      if ((keyword.ignored.get(section) ?? 0) & bit) return { keyword, standing: 'ignored' };
      const state: Standing = here === 0 || keyword.releases & bit ? 'elsewhere' : here > bit && (here & (bit - 1)) === 0 ? 'later' : here < bit ? 'removed' : 'later';
      if (!best || (standing === 'elsewhere' && state !== 'elsewhere')) {
        best = keyword;
        standing = state;
      }
    }
    return { keyword: best, standing };
  }

  /** The keyword of a set with whose name a word begins, where its entry lets anything be glued to the name. */
  findGlued(set: string, word: string, section: string, release: number): Keyword | undefined {
    let list = this.beginnings.get(set);
    if (!list) this.beginnings.set(set, (list = [...this.each(set)].filter(({ entry }) => entry.glued !== undefined)));
    for (const keyword of list) if (word.startsWith(keyword.name) && ((keyword.where.get(section) ?? keyword.where.get('*') ?? 0) >> release) & 1) return keyword;
    return undefined;
  }

  /** The parsed grammar of an entry or of any grammar string of this language. */
  grammar(syntax: string): Grammar {
    let grammar = this.grammars.get(syntax);
    if (!grammar) this.grammars.set(syntax, (grammar = parseGrammar(syntax, this.line)));
    return grammar;
  }

  /** The parsed grammar of a keyword; undefined when its entry has none. */
  grammarOf(keyword: Keyword): Grammar | undefined {
    if (keyword.grammar) return keyword.grammar;
    const { syntax } = keyword.entry;
    return syntax === undefined ? undefined : (keyword.grammar = this.grammar(syntax));
  }

  /** First release that knows the keyword in a section, and the release that removed it. */
  life(keyword: Keyword, section?: string): { since: string | undefined; removed: string | undefined } {
    const set = (section && keyword.where.get(section)) || keyword.releases;
    return { since: firstOf(this.line, set), removed: removedIn(this.line, set) };
  }
}
