// Reads a file into the steps of which blocks are made: lines without comments, conditions, definitions and includes, cut at braces. Upstream: read_line().
import type { CheckOptions } from '../core/model';
import { type Span, trailingFrom } from '../core/span';
import { text } from '../core/text';
import type { LineProblem } from '../core/tree';
import { decomment } from './comments';
import { type Definition, Definitions, definitionIn, type Use, undefinedUses } from './definitions';
import type { Dialect } from './dialect';
import { type Found, filesOf, includeIn } from './includes';
import { blanks, type Line, part, replaced, spanOf, trimmed, unknownValue } from './line';
import { type PhysicalLine, physicalLines } from './physical';
import { type Sequence, sequenceIn } from './sequences';

/** One step: a brace, or the words between two. */
export interface Step {
  readonly line: Line;
  /** Line of the source, counted from 0, on which it stands or is brought in. */
  readonly number: number;
  /** Offset of its first character, the `@id` before it included. */
  readonly start: number;
  /** Set when it does not stand here: '' out of a definition or sequence, else the file and line that it comes from. */
  readonly elsewhere: string | undefined;
  /** Behind an `@id` of which it is not known whether it holds. */
  readonly uncertain: boolean;
  /** It is the whole physical line, so that the comment behind it belongs to it. */
  readonly alone: boolean;
  readonly comment: Span | undefined;
}

/** A line that the daemon takes in itself, so that no block sees it. */
export interface Directive {
  readonly kind: 'definition' | 'sequence' | 'include' | 'skipped';
  readonly line: Line;
  readonly start: number;
  readonly number: number;
  readonly elsewhere: string | undefined;
  readonly uncertain: boolean;
  readonly comment: Span | undefined;
  /** Offset behind its last character: definitions may have several lines. */
  end: number;
  readonly name?: string;
  readonly found?: Found;
}

/** What a line was read from. */
interface Origin {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly elsewhere: string | undefined;
  uncertain: boolean;
  /** The `@id` has been taken off what is to be read next. */
  prefixed?: boolean;
  readonly comment: Span | undefined;
}
interface Source {
  readonly name: string;
  readonly lines: Generator<PhysicalLine>;
  /** Where the file is included: all of its lines have this place. */
  readonly site: Origin | undefined;
  readonly ended: (() => void) | undefined;
  /** It is being read; else it waits for the files before it. */
  begun?: boolean;
}

/** Most files within each other, and most lines that definitions, sequences and includes bring in. */
const deepest = 8;
const mostLines = 20000;

export class Reader {
  readonly definitions: Definitions;
  readonly problems: LineProblem[] = [];
  readonly comments: Span[] = [];
  readonly uses: Use[] = [];
  /** It is not known what else the daemon reads: a pattern, a file that is not here. */
  incomplete: boolean;
  private readonly sources: Source[] = [];
  private readonly sequences: { sequence: Sequence; origin: Origin }[] = [];
  private sequenceDepth = 0;
  private several: { rest: string; origin: Origin } | undefined;
  private readonly outer: { rest: string; origin: Origin; depth: number }[] = [];
  private residue: { line: Line; origin: Origin } | undefined;
  private defining: { definition: Definition; directive: Directive } | undefined;
  private broughtIn = 0;

  constructor(
    source: string,
    private readonly dialect: Dialect,
    private readonly options: CheckOptions,
    /** Hears of lines that are taken in here. `within`: what to do once an included file is read. */
    private readonly directive: (directive: Directive) => void,
    /** Told when an included file begins that is read apart from the block it stands in; returns what to do at its end. */
    private readonly entering: () => (() => void) | undefined,
  ) {
    this.incomplete = options.fragment === true;
    this.definitions = new Definitions(dialect, { configId: options.configId, environment: options.environment });
    this.sources.push({ name: (options.path ?? '').replace(/^.*[\\/]/, ''), lines: physicalLines(source, dialect), site: undefined, ended: undefined });
  }

  /** A `~SEQ` that a block of keywords met (2.0). */
  addSequence(step: Step): void {
    this.startSequence(step.line, { ...step, end: spanOf(step.line, 0, step.line.text.length).end });
  }

  /** The next step; undefined at the end of the file. */
  next(): Step | undefined {
    for (;;) {
      const taken = this.take();
      if (!taken) return undefined;
      const line = this.work(taken.line, taken.origin);
      if (line && line.text !== '') return this.cut(line, taken.origin);
    }
  }

  /** The next line from wherever lines come from at this point. */
  private take(): { line: Line; origin: Origin } | undefined {
    if (this.residue) {
      const { residue } = this;
      this.residue = undefined;
      return residue;
    }
    const inSequence = this.sequences.length > this.sequenceDepth;
    if (this.dialect.sequencesFirst && inSequence) return this.fromSequence();
    if (this.several) return this.fromDefinition();
    if (inSequence || (!this.dialect.sequencesFirst && this.sequences.length > 0)) return this.fromSequence();
    return this.fromFile();
  }

  private fromSequence(): { line: Line; origin: Origin } {
    const top = this.sequences[this.sequences.length - 1] as { sequence: Sequence; origin: Origin };
    const { sequence, origin } = top;
    const values = sequence.values[sequence.next++] ?? [];
    for (const [i, name] of sequence.names.entries()) this.definitions.set(name, values[i] ?? '');
    if (sequence.next >= sequence.values.length || ++this.broughtIn > mostLines) this.sequences.splice(this.sequences.indexOf(top), 1);
    return { line: siteLine(sequence.body, origin), origin };
  }

  private fromDefinition(): { line: Line; origin: Origin } {
    const { rest, origin } = this.several as { rest: string; origin: Origin };
    const end = rest.indexOf('\n');
    const value = end < 0 ? rest : rest.slice(0, end);
    if (end >= 0) this.several = { rest: rest.slice(end + 1), origin };
    else {
      const outer = this.outer.pop();
      this.several = outer;
      this.sequenceDepth = outer?.depth ?? 0;
    }
    if (++this.broughtIn > mostLines) {
      this.several = undefined;
      this.outer.length = 0;
    }
    return { line: siteLine(value, origin), origin };
  }

  /** The next line of the files that is not blank. Lines of a definition of several lines end here. */
  private fromFile(): { line: Line; origin: Origin } | undefined {
    for (;;) {
      const source = this.sources[this.sources.length - 1];
      if (!source) return undefined;
      source.begun = true;
      const { value } = source.lines.next();
      if (!value) {
        this.sources.pop();
        source.ended?.();
        continue;
      }
      const taken = this.physical(value, source);
      if (taken) return taken;
    }
  }

  private physical(physical: PhysicalLine, source: Source): { line: Line; origin: Origin } | undefined {
    const { dialect } = this;
    const { site } = source;
    const raw: Line = site ? { text: physical.text, base: 0, site: { start: site.start, end: site.end } } : { text: physical.text, base: physical.start };
    // The daemon has not counted the line yet when it finds that it is too long: it tells the one before.
    const whole = spanOf(raw, 0, raw.text.length);
    if (physical.problem) this.problems.push({ start: Math.max(0, whole.start - (site || !dialect.dropsLongLines ? 0 : 1)), end: whole.end, ...physical.problem });
    if (physical.text.trim() === '' && (physical.text === '' || !this.defining)) {
      if (this.defining && dialect.blankEndsDefinition) this.defining = undefined;
      return undefined;
    }
    const keeps = !dialect.decomments && (this.defining !== undefined || definitionIn(physical.text.trimStart()) !== undefined);
    const clean = keeps ? undefined : decomment(raw, dialect);
    const again = clean?.escaped && dialect.readsCopy ? decomment(clean.line, dialect).line : clean?.line;
    const line = again ?? trimmed(raw);
    const comment = clean && clean.comment >= 0 && !site ? { start: physical.start + clean.comment, end: physical.start + physical.text.trimEnd().length } : undefined;
    if (comment) this.comments.push(comment);
    if (clean?.problem) this.problems.push(clean.problem);
    const start = spanOf(line, 0, 0).start;
    const origin: Origin = site
      ? { ...site, elsewhere: `${source.name}:${physical.number + 1}`, uncertain: false, comment: undefined }
      : { number: physical.number, start, end: physical.start + physical.text.trimEnd().length, elsewhere: undefined, uncertain: false, comment };
    if (this.defining) {
      this.define(line, origin);
      return undefined;
    }
    return line.text === '' ? undefined : { line, origin };
  }

  /** Adds a line to a definition of several lines. */
  private define(line: Line, origin: Origin): void {
    const { definition, directive } = this.defining as { definition: Definition; directive: Directive };
    const on = line.text.endsWith('\\');
    const value = on ? line.text.slice(0, trailingFrom(line.text, /[ \t]/, line.text.length - 1)) : line.text;
    if (origin.elsewhere === undefined) directive.end = Math.max(directive.end, spanOf(line, 0, line.text.length).end);
    if (line.text === '' && !this.dialect.commentEndsDefinition) return;
    if (value !== '') definition.value += on ? `${value}\n` : value;
    if (on) return;
    if (definition.value === '') definition.several = false;
    this.defining = undefined;
  }

  /** Takes in what is for the reader: conditions, definitions, sequences, includes. What is left is for the blocks. */
  private work(given: Line, origin: Origin): Line | undefined {
    const { dialect } = this;
    let line = given;
    if (line.text[0] === '@' && dialect.conditions) {
      const rest = this.condition(line, origin);
      if (!rest) return undefined;
      line = rest;
    }
    const definition = dialect.definitions ? definitionIn(line.text) : undefined;
    if (definition) {
      this.startDefinition(line, origin, definition);
      return undefined;
    }
    if (dialect.sequences === 'lines' && (line.text.startsWith('~SEQ') || line.text.startsWith('~LST'))) {
      this.startSequence(line, origin);
      return undefined;
    }
    if (line.text.includes('$') && dialect.definitions && !(line.text[0] === '~' && dialect.decomments)) line = this.replace(line, origin);
    if (line.text[0] === '@' && line !== given && dialect.conditionsInValues !== 'ignored') {
      const rest = this.condition(line, origin);
      if (!rest) return undefined;
      // The daemon looks at what is left for ever, or reads it mutilated.
      if (dialect.conditionsInValues === 'broken' && !origin.uncertain)
        this.problems.push({ ...spanOf(line, 0, 1), rule: 'broken-condition', severity: 'error', message: text('an `@id` out of a definition breaks the line before 2.2.8: write it out') });
      line = rest;
    }
    const include = includeIn(line, dialect);
    if (!include) return line;
    this.include(line, origin);
    return undefined;
  }

  /** The line behind an `@id`; undefined when the daemon does not read it. */
  private condition(line: Line, origin: Origin): Line | undefined {
    const shape = /^@(\^?)([^ \t]*)([ \t]+)?/.exec(line.text) as RegExpExecArray;
    const negated = shape[1] === '^' && this.dialect.negatedConditions;
    const id = shape[1] === '^' && !negated ? `^${shape[2]}` : shape[2];
    const rest = part(line, shape[0].length);
    if (shape[3] === undefined) {
      this.tell('skipped', line, origin);
      return undefined;
    }
    origin.prefixed = true;
    if (this.options.configId === undefined) {
      origin.uncertain = true;
      return rest;
    }
    if ((this.options.configId === id) !== negated) return rest;
    this.tell('skipped', rest, origin);
    return undefined;
  }

  private tell(kind: Directive['kind'], line: Line, origin: Origin, more: { name?: string; found?: Found } = {}): Directive {
    const { start, number, elsewhere, uncertain, comment } = origin;
    const directive: Directive = { kind, line, start, number, elsewhere, uncertain, comment, end: spanOf(line, 0, line.text.length).end, ...more };
    this.directive(directive);
    return directive;
  }

  private startDefinition(line: Line, origin: Origin, { name, value: at }: { name: string; value: number }): void {
    let value = line.text.slice(at);
    const several = value.endsWith('\\');
    const before = this.definitions.get(name);
    if (several) value = value.slice(0, trailingFrom(value, /[ \t]/, value.length - 1));
    // With an unknown id it is not known which of several definitions holds.
    if (origin.uncertain && !several) value = before && before.value === value ? value : unknownValue;
    const definition = this.definitions.set(name, several && value !== '' ? `${value}\n` : value, several);
    const directive = this.tell('definition', line, origin, { name });
    if (several) this.defining = { definition, directive };
  }

  private startSequence(line: Line, origin: Origin): void {
    const inner: LineProblem[] = [];
    const numbers = (digits: string) => (this.dialect.sequences === 'lines' ? this.definitions.replace({ text: digits, base: 0, site: origin }, false, [], inner).line.text : digits);
    const sequence = sequenceIn(line.text, this.dialect.sequences === 'lines', numbers);
    const span = spanOf(line, 0, line.text.length);
    this.tell('sequence', line, origin);
    if (typeof sequence === 'string') this.problems.push({ ...span, rule: 'bad-sequence', severity: 'error', message: text(sequence) });
    else if (this.sequences.length < 64) this.sequences.push({ sequence, origin: { ...origin, start: span.start, end: span.end, elsewhere: origin.elsewhere ?? '', comment: undefined } });
  }

  private replace(given: Line, origin: Origin): Line {
    const { line, changed, rests } = this.definitions.replace(given, this.several !== undefined, this.uses, this.problems);
    for (const rest of rests) {
      if (this.several && this.outer.length < 64) this.outer.push({ ...this.several, depth: this.sequenceDepth });
      this.sequenceDepth = this.sequences.length;
      const span = spanOf(given, 0, given.text.length);
      this.several = { rest, origin: { ...origin, start: span.start, end: span.end, elsewhere: origin.elsewhere ?? '', comment: undefined } };
    }
    const clean = changed && this.dialect.decommentsValues ? decomment(line, this.dialect).line : line;
    return this.undefinedNames(clean);
  }

  /** Braces of a name that is not defined would be read as those of a block: told once, and taken as a word so that the blocks around stay as they are. */
  private undefinedNames(given: Line): Line {
    let line = given;
    for (const use of undefinedUses(given).reverse()) {
      if (!given.site) this.uses.push({ start: use.start, end: use.end, name: use.name, defined: false });
      if (!use.braces) continue;
      const span = spanOf(line, use.from, use.to);
      const known = this.definitions.get(use.name);
      const message = known ? text('`{0}` cannot stand here: its braces are read as those of a block', use.name) : text('`{0}` is not defined: its braces are read as those of a block', use.name);
      this.problems.push({ ...span, rule: 'undefined-definition', severity: 'error', message });
      line = replaced(line, use.from, use.to, unknownValue);
    }
    return line;
  }

  private include(line: Line, origin: Origin): void {
    const include = includeIn(line, this.dialect) as NonNullable<ReturnType<typeof includeIn>>;
    const from = this.sources[this.sources.length - 1]?.name ?? '';
    const span = spanOf(line, include.at, line.text.length);
    let found = filesOf(include, from, this.dialect, this.options);
    const cycle = found.files.find((file) => this.sources.some((source) => source.begun && source.name === file.name));
    if (cycle) found = { files: [], incomplete: false, problem: { severity: 'error', origin: 'daemon', message: text('`{0}` includes itself: the daemon reads it without end', cycle.name) } };
    if (found.incomplete || this.sources.length >= deepest) this.incomplete = true;
    if (found.problem) this.problems.push({ ...span, rule: cycle ? 'endless-include' : 'missing-include', ...found.problem });
    this.tell('include', line, origin, { found });
    if (this.sources.length >= deepest) return;
    const site: Origin = { ...origin, ...spanOf(line, 0, line.text.length), elsewhere: '', comment: undefined };
    const ended = found.files.length > 0 ? this.entering() : undefined;
    [...found.files].reverse().forEach((file, i) => {
      if ((this.broughtIn += 1 + file.source.length / 40) < mostLines) this.sources.push({ name: file.name, lines: physicalLines(file.source, this.dialect), site, ended: i === 0 ? ended : undefined });
    });
  }

  /** Cuts a line at its first brace; the rest is read next. */
  private cut(given: Line, origin: Origin): Step {
    const whole = !this.dialect.freeBraces ? this.cutAtWords(given, origin) : this.cutAtBrace(given, origin);
    const line = trimmed(whole);
    const { number, elsewhere, uncertain, comment } = origin;
    const start = origin.prefixed && elsewhere === undefined ? origin.start : spanOf(line, 0, line.text.length).start;
    origin.prefixed = false;
    return { line, number, start, elsewhere, uncertain, alone: whole === given && this.residue === undefined, comment };
  }

  private cutAtBrace(given: Line, origin: Origin): Line {
    const { text: source } = given;
    let at = 0;
    if (source[0] !== '{' && source[0] !== '}') {
      for (; at < source.length && source[at] !== '{' && source[at] !== '}'; at++) {
        if (source[at] !== '"') continue;
        const close = source.indexOf('"', at + 1);
        if (close < 0) return given;
        at = close;
      }
    }
    if (at >= source.length) return given;
    const end = at === 0 ? 1 + blanks(source, 1) : at;
    if (end >= source.length) return given;
    this.residue = { line: trimmed(part(given, end)), origin };
    return part(given, 0, end);
  }

  /** Before 1.4.2 braces are words: `}` counts at the beginning, with the rest of the line lost; `{` at the beginning or the end. */
  private cutAtWords(given: Line, origin: Origin): Line {
    const { text: source } = given;
    const first = /^([{}])[ \t]+/.exec(source);
    if (first) {
      const rest = part(given, first[0].length);
      this.problems.push({ ...spanOf(rest, 0, rest.text.length), rule: 'dropped-words', severity: 'warning', origin: 'advice', message: text('what follows the brace is dropped before 1.4.2'), tag: 'unused' });
      return part(given, 0, 1);
    }
    const last = /[ \t]\{$/.exec(source);
    if (!last) return given;
    this.residue = { line: part(given, last.index + 1), origin };
    return part(given, 0, last.index);
  }
}

/** A line that has the place of what brings it in. */
function siteLine(value: string, origin: Origin): Line {
  return { text: value, base: 0, site: { start: origin.start, end: origin.end } };
}
