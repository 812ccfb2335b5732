// Reads a keepalived.conf into statements and blocks as the selected release does. Never fails: what is wrong is noted beside the line. Upstream: process_stream().
import type { FindingId } from '../core/finding-ids';
import type { Keyword, Knowledge } from '../core/knowledge';
import { GatheredStarts, LineStarts } from '../core/line-starts';
import type { CheckOptions } from '../core/model';
import { parseReleases, type ReleaseSet } from '../core/release';
import { lineStarts, type Span } from '../core/span';
import { text } from '../core/text';
import type { LineProblem, Statement, SyntaxTree, Word } from '../core/tree';
import { surplusBraces } from './balance';
import { type Block, isKeyword, type OpenBlock, openerOf } from './blocks';
import type { Use } from './definitions';
import { type Dialect, dialectOf } from './dialect';
import { spanOf } from './line';
import { type Directive, Reader, type Step } from './reader';
import { plainWords, shellWords } from './words';

/** A tree, and the blocks in it. */
export interface KeepalivedTree extends SyntaxTree {
  /** The whole file. */
  readonly file: Block;
  readonly blockOf: ReadonlyMap<Statement, Block>;
  readonly opened: ReadonlyMap<Statement, Block>;
  /** Lines that no block sees: definitions, sequences, includes, lines of another `@id`. */
  readonly directives: ReadonlyMap<Statement, Directive>;
  /** Uses of definitions in order of the text. */
  readonly uses: readonly Use[];
  /** It is not known what else the daemon reads. */
  readonly incomplete: boolean;
  /** A brace or block is wrong: what the daemon says of the lines behind it are consequences. */
  readonly derailed: boolean;
}

/** A block being read, and where its statements go in the tree. */
interface Frame {
  readonly block: OpenBlock;
  /** `{` has not come yet. */
  awaits: boolean;
  readonly into: Statement[];
  readonly parent: Statement | undefined;
}

type OpenStatement = { -readonly [K in keyof Statement]: Statement[K] };

/** Blocks within each other that are followed: no release has more than five. */
const deepest = 24;

/** Parses any text for the release with an index. Linear in the length of the text and of what it includes. */
export function parseKeepalived(source: string, release: number, options: CheckOptions, knowledge: Knowledge): KeepalivedTree {
  return new Parser(source, dialectOf(release), options, knowledge).read();
}

class Parser {
  private readonly statements: Statement[] = [];
  private readonly blockOf = new Map<Statement, Block>();
  private readonly opened = new Map<Statement, Block>();
  private readonly directives = new Map<Statement, Directive>();
  private readonly problems: LineProblem[] = [];
  private readonly frames: Frame[] = [];
  private readonly reader: Reader;
  private readonly file: OpenBlock;
  private peeked: Step | undefined;
  /** How many more `{` than `}` are still to be accounted for. */
  private surplus: number;
  /** Depth of braces as the daemon counts it (block_depth). */
  private depth = 0;
  private derailed = false;
  private closedLast: Frame | undefined;
  /** Releases by their mark: those in which the words of a keyword are read as a shell would. */
  private readonly shellMarks = new Map<string, ReleaseSet>();
  /** A block of values without braces takes the `}` of this one, so that the lines behind it are read in it. */
  private robbed: { readonly frame: Frame; readonly by: string; closed: boolean } | undefined;

  constructor(
    private readonly source: string,
    private readonly dialect: Dialect,
    private readonly options: CheckOptions,
    private readonly knowledge: Knowledge,
  ) {
    this.file = { path: '', header: undefined, parent: undefined, keyword: undefined, values: false, known: true, closed: true, brace: undefined, lines: [], blocks: [] };
    this.frames.push({ block: this.file, awaits: false, into: this.statements, parent: undefined });
    this.surplus = surplusBraces(source, dialect, options.configId);
    this.reader = new Reader(
      source,
      dialect,
      options,
      (directive) => this.directive(directive),
      () => this.entering(),
    );
  }

  read(): KeepalivedTree {
    for (let step = this.reader.next(); step; step = this.takePeeked() ?? this.reader.next()) this.step(step);
    this.finish();
    const { reader } = this;
    return {
      source: this.source,
      lines: new LineStarts(new GatheredStarts(lineStarts(this.source))),
      statements: this.statements,
      comments: reader.comments,
      problems: [...reader.problems, ...this.problems],
      file: this.file,
      blockOf: this.blockOf,
      opened: this.opened,
      directives: this.directives,
      uses: reader.uses,
      incomplete: reader.incomplete,
      derailed: this.derailed,
    };
  }

  private get frame(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  private takePeeked(): Step | undefined {
    const step = this.peeked;
    this.peeked = undefined;
    return step;
  }

  /** Whether the step behind the one at hand is a `{`. */
  private braceFollows(): boolean {
    this.peeked ??= this.reader.next();
    return this.peeked?.line.text === '{';
  }

  private problem(span: Span, rule: FindingId, message: string): void {
    this.problems.push({ ...span, rule, severity: 'error', message });
  }

  private step(step: Step): void {
    if (step.line.text === '{') this.openBrace(step);
    else if (step.line.text === '}') this.closeBrace(step);
    else this.words(step);
  }

  // --- lines of words

  private words(step: Step): void {
    let { words, problems } = plainWords(step.line);
    // A quote that is not closed has been told where comments were looked for.
    if (step.elsewhere !== '') problems = [];
    const first = words[0];
    if (!first) {
      this.problems.push(...problems);
      return;
    }
    if (this.dialect.sequences === 'keywords' && !this.frame.block.values && first.text.startsWith('~SEQ')) {
      this.reader.addSequence(step);
      return;
    }
    if (this.frame.awaits) this.withoutBrace(step, first);
    if (this.robbed?.closed) {
      this.problem(spanOf(step.line, 0, step.line.text.length), 'missing-brace', text('`{0}` is read in `{1}`: `{2}` above took its `}`', first.text, this.robbed.frame.block.header?.words[0]?.text ?? '', this.robbed.by));
      this.robbed = undefined;
    }
    if (this.frame.block.known) this.settle(step, first);
    const { block } = this.frame;
    const found = block.values ? undefined : this.knowledge.find('statement', first.text, block.path, this.dialect.release);
    if (found?.standing === 'known' && this.readsAsShell(found.keyword)) {
      const reread = shellWords(step.line);
      words = reread.words;
      problems = problemAt(this.reader.problems, step) ? [] : reread.problems;
    }
    const statement = this.statement(step, words, problems);
    const opener = block.values || !block.known ? undefined : openerOf(this.knowledge, first.text, block.path, this.dialect.release);
    if (opener) this.push(statement, opener, true);
  }

  private readsAsShell(keyword: Keyword | undefined): boolean {
    const mark = keyword?.entry.extra?.shell;
    if (typeof mark !== 'string') return false;
    let set = this.shellMarks.get(mark);
    if (set === undefined) this.shellMarks.set(mark, (set = parseReleases(this.knowledge.line, mark)));
    return (set & (1 << this.dialect.release)) !== 0;
  }

  private statement(step: Step | Directive, words: readonly Word[], problems: readonly LineProblem[]): OpenStatement {
    const { block, into, parent } = this.frame;
    const { start } = step;
    const relative = <T extends Span>(span: T): T => ({ ...span, start: span.start - start, end: span.end - start });
    let end = start;
    for (const word of words) if (word.end > end) end = word.end;
    const statement: OpenStatement = {
      start,
      line: step.number,
      length: end - start,
      words: words.map((word) => ({ start: word.start - start, end: word.end - start, text: word.text, quoted: word.quoted, opaque: word.opaque })),
      problems: problems.map(relative),
    };
    if (parent) statement.parent = parent;
    if (step.uncertain) statement.uncertain = true;
    if (step.elsewhere !== undefined) statement.elsewhere = step.elsewhere;
    else into.push(statement);
    if (step.comment && step.elsewhere === undefined && (!('alone' in step) || step.alone)) statement.comment = relative(step.comment);
    if (!('kind' in step)) {
      block.lines.push(statement);
      this.blockOf.set(statement, block);
    }
    return statement;
  }

  /** A line that the reader took in: it stands in the tree, but in no block. */
  private directive(directive: Directive): void {
    const words = plainWords(directive.line).words;
    const statement = this.statement(directive, words, []);
    if (directive.kind === 'skipped') statement.active = false;
    this.directives.set(statement, directive);
    this.blockOf.set(statement, this.frame.block);
  }

  /** Before 2.1 an included file is read in the block of keywords around, also when that is a block of values. */
  private entering(): (() => void) | undefined {
    const { frame } = this;
    if (!this.dialect.includesApart || !frame.block.values || !frame.block.parent) return undefined;
    const outer = this.frames[this.frames.length - 2] as Frame;
    this.frames.push({ ...outer, awaits: false });
    return () => {
      if (this.frame.block === outer.block) this.frames.pop();
    };
  }

  // --- going on behind faults

  /** A block keyword without `{`, and another line: the daemon reads that line as the first one of the block. Goes back where the line cannot stand in it. */
  private withoutBrace(step: Step, first: Word): void {
    const { frame } = this;
    const header = frame.block.header as Statement;
    const outer = frame.block.parent as OpenBlock;
    const word = header.words[0] as Word;
    const last = header.words[header.words.length - 1] as Word;
    const inside = !frame.block.values && isKeyword(this.knowledge, first.text, frame.block.path);
    const outside = !inside && (isKeyword(this.knowledge, first.text, outer.path) || isKeyword(this.knowledge, first.text, ''));
    // The daemon notices it at the next line; in a block of values only where that line is none.
    const next = step.elsewhere === undefined && (outside || !frame.block.values) ? spanOf(step.line, 0, first.end - first.start).end : header.start + last.end;
    this.problem({ start: header.start + word.start, end: Math.max(next, header.start + last.end) }, 'missing-brace', text('`{0}` needs a `{`', word.text));
    frame.awaits = false;
    if (outside) {
      this.frames.pop();
      if (frame.block.values && this.frames.length > 1) this.robbed ??= { frame: this.frame, by: word.text, closed: false };
    } else {
      this.surplus++;
      if (header.elsewhere === undefined) header.body = frame.into;
    }
  }

  /**
   * Goes to the block in which a line was meant to stand, when a brace above is missing or one too many. Told once, where the daemon notices it. What follows a
   * block that was closed too early is not looked at.
   */
  private settle(step: Step, first: Word): void {
    const { block } = this.frame;
    if (!block.values && isKeyword(this.knowledge, first.text, block.path)) return;
    if (this.surplus > 0 && block.parent && this.settleOutside(step, first)) return;
    if (this.surplus < 0 && this.closedLast && this.closedLast.block.parent === block && !this.closedLast.block.values && isKeyword(this.knowledge, first.text, this.closedLast.block.path)) {
      const { closedLast } = this;
      this.problem(spanOf(step.line, 0, step.line.text.length), 'extra-brace', text('`{0}` stands outside of `{1}`: a `}` above closed it', first.text, closedLast.block.header?.words[0]?.text ?? ''));
      this.surplus++;
      this.derailed = true;
      const { path, keyword } = closedLast.block;
      const rest: OpenBlock = { path, keyword, header: undefined, parent: block, values: false, known: false, closed: false, brace: undefined, lines: [], blocks: [] };
      this.frames.push({ block: rest, awaits: false, into: this.frame.into, parent: this.frame.parent });
    }
  }

  /** Closes the blocks whose `}` is missing before a line that belongs further out. */
  private settleOutside(step: Step, first: Word): boolean {
    for (let at = this.frames.length - 2; at >= 0; at--) {
      const outer = this.frames[at] as Frame;
      const inner = this.frames[at + 1] as Frame;
      if (!isKeyword(this.knowledge, first.text, outer.block.path)) continue;
      const opens = openerOf(this.knowledge, first.text, outer.block.path, this.dialect.release) !== undefined && this.braceFollows();
      if (!opens && (inner.block.values || !this.sameColumn(step, inner))) return false;
      const name = inner.block.header?.words[0]?.text ?? '';
      this.problem(spanOf(step.line, 0, step.line.text.length), 'missing-brace', text('`{0}` stands in `{1}`: its `}` is missing above', first.text, name));
      this.surplus -= this.frames.length - 1 - at;
      this.derailed = true;
      while (this.frames.length - 1 > at) this.pop(step.start, false);
      return true;
    }
    return false;
  }

  private sameColumn(step: Step, frame: Frame): boolean {
    const column = (offset: number) => offset - this.source.lastIndexOf('\n', offset - 1);
    return step.elsewhere === undefined && frame.block.header !== undefined && column(step.start) === column(frame.block.header.start);
  }

  // --- braces

  private push(header: OpenStatement, keyword: ReturnType<typeof openerOf>, awaits: boolean): void {
    const { block } = this.frame;
    const now = keyword !== undefined && (keyword.where.get(block.path) ?? 0) & (1 << this.dialect.release);
    const inner: OpenBlock = {
      path: keyword?.entry.opens ?? block.path,
      header,
      parent: block,
      keyword,
      values: keyword?.entry.lines !== undefined,
      known: block.known && Boolean(now),
      closed: false,
      brace: undefined,
      lines: [],
      blocks: [],
    };
    block.blocks.push(inner);
    this.opened.set(header, inner);
    const written = header.elsewhere === undefined;
    this.frames.push({ block: inner, awaits, into: written ? [] : this.frame.into, parent: written ? header : this.frame.parent });
  }

  private pop(end: number, closed: boolean): void {
    const frame = this.frames.pop() as Frame;
    const header = frame.block.header as OpenStatement | undefined;
    if (this.robbed?.frame === frame) this.robbed.closed = true;
    frame.block.closed = closed;
    if (header?.body) header.bodyEnd = Math.max(end - header.start, header.length);
    this.closedLast = frame;
  }

  private openBrace(step: Step): void {
    const span = spanOf(step.line, 0, 1);
    this.depth++;
    const { frame } = this;
    if (frame.awaits) {
      this.begin(frame, span, step);
      return;
    }
    const last = frame.block.lines[frame.block.lines.length - 1] as OpenStatement | undefined;
    const known = last !== undefined && isKeyword(this.knowledge, last.words[0]?.text ?? '', frame.block.path) && !frame.block.values;
    // Before 1.4.2 a brace behind a plain keyword is a surplus word.
    if (!this.dialect.freeBraces && known) return;
    const told = last !== undefined && !last.body && !known && frame.block.known && !frame.block.values && this.knowledge.has('statement') && last.words[0]?.opaque === false && last.elsewhere === undefined;
    if (!told && frame.block.known && this.knowledge.has('statement'))
      this.problem(span, 'unexpected-brace', last && known ? text('`{0}` opens no block: the `{` is ignored', last.words[0]?.text ?? '') : text('no block begins here: the `{` is ignored'));
    this.derailed = true;
    if (!last || last.body || this.opened.has(last) || this.frames.length > deepest || (this.surplus > 0 && (known || frame.block.values))) {
      this.surplus--;
      return;
    }
    this.push(last, undefined, false);
    this.begin(this.frame, span, step);
  }

  private begin(frame: Frame, brace: Span, step: Step): void {
    frame.awaits = false;
    frame.block.brace = brace;
    const header = frame.block.header as OpenStatement;
    if (header.elsewhere === undefined && step.elsewhere === undefined) header.body = frame.into;
    else if (header.elsewhere === undefined) header.body = frame.into;
    delete header.comment;
  }

  private closeBrace(step: Step): void {
    const span = spanOf(step.line, 0, 1);
    const balanced = this.depth >= 1;
    if (balanced) this.depth--;
    if (this.frame.awaits) {
      const header = this.frame.block.header as Statement;
      this.problem({ start: header.start, end: Math.max(span.end, header.start + header.length) }, 'missing-brace', text('`{0}` needs a `{`', header.words[0]?.text ?? ''));
      this.derailed = true;
      this.frames.pop();
      if (this.surplus < 0) {
        this.surplus++;
        return;
      }
    }
    if (this.frames.length === 1) {
      // The block may have been opened in the file that includes this one.
      if (this.options.fragment) return;
      this.surplus++;
      if (!this.derailed || this.surplus > 0) this.problem(span, 'extra-brace', text('no block is open here: this `}` is one too many'));
      else this.problem(span, 'extra-brace', text('no block is open here'));
      this.derailed = true;
      return;
    }
    if (!balanced && !this.derailed && !this.options.fragment) this.problem(span, 'extra-brace', text('this `}` is one too many: a `{` is missing above'));
    this.pop(span.end, true);
  }

  /** The end of the file: a block that is still open says so once. */
  private finish(): void {
    let told = this.options.fragment === true || (this.derailed && this.surplus <= 0);
    while (this.frames.length > 1) {
      const { block } = this.frame;
      if (!told && block.brace) {
        this.problem(block.brace, 'unclosed-block', text('`{0}` is not closed: its `}` is missing', block.header?.words[0]?.text ?? ''));
        told = true;
      }
      this.pop(this.source.length, false);
    }
    this.file.closed = this.depth === 0;
    if (this.depth > 0 && this.dialect.tellsLastLine && !this.options.fragment) this.problem(lastLine(this.source), 'unclosed-block', text('the file ends, and {0} of its `{` are not closed', this.depth));
  }
}

/** The last line that ends with a line feed. */
function lastLine(source: string): Span {
  const end = source.lastIndexOf('\n');
  return { start: source.lastIndexOf('\n', end - 1) + 1, end: Math.max(end, 1) };
}

/** Whether a problem stands on the line of a step. */
function problemAt(problems: readonly LineProblem[], step: Step): boolean {
  const { start, end } = spanOf(step.line, 0, step.line.text.length);
  return problems.some((problem) => problem.rule === 'unmatched-quote' && problem.start <= end && problem.end >= start);
}
