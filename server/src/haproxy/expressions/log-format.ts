// Log formats: text with aliases `%ci`, flags `%{+Q}r`, expressions `%[src]` and, from 3.0 on, names `%(name)`; upstream: lf_expr_compile().
import type { FindingId } from '../../core/finding-ids';
import { nearest } from '../../core/near';
import { text } from '../../core/text';
import { readsBuffers } from './checkpoints';
import { fault, type Part, type Run } from './run';
import { readSample, type SampleExpression } from './sample';

/** An alias that was used, for checks that depend on the proxy's mode. */
export interface AliasUse extends Part {
  readonly name: string;
  readonly word: number;
  /** It stands for nothing outside of mode http. */
  readonly http: boolean;
  /** It makes the whole format need mode http (3.0). */
  readonly needsHttp: boolean;
}

export interface LogFormat {
  readonly ok: boolean;
  readonly aliases: readonly AliasUse[];
  readonly expressions: readonly SampleExpression[];
  readonly word: number;
}

const isAlnum = (c: string | undefined) => c !== undefined && /[A-Za-z\d]/.test(c);

/** Reads the format in one word. `http`: values go into HTTP messages, where raw buffers do not exist. */
export function readLogFormat(run: Run, at: number, http = false): LogFormat {
  const reader = { run, at, source: run.match.word(at).text, http, aliases: [] as AliasUse[], expressions: [] as SampleExpression[] };
  const ok = run.match.word(at).opaque || readFormat(reader);
  return { ok, aliases: reader.aliases, expressions: reader.expressions, word: at };
}

interface Reader {
  readonly run: Run;
  readonly at: number;
  readonly source: string;
  readonly http: boolean;
  readonly aliases: AliasUse[];
  readonly expressions: SampleExpression[];
}

/** Reports a fault; tells whether the daemon reads on (1.5 and 1.6 do). */
function wrong(reader: Reader, message: string, start: number, end: number, rule: FindingId = 'bad-log-format'): boolean {
  fault(reader.run, rule, message, reader.at, { start, end: Math.max(end, start + 1) });
  return !reader.run.since('1.7');
}

function readFormat(reader: Reader): boolean {
  const { source, run } = reader;
  let ok = true;
  for (let i = source.indexOf('%'); i >= 0; i = source.indexOf('%', i)) {
    const start = i++;
    if (source[i] === '(' && run.since('3.0')) {
      const end = readName(reader, start);
      if (end < 0) return false;
      i = end;
    }
    if (source[i] === '{') {
      const end = source.indexOf('}', i);
      if (end < 0) return wrong(reader, text('`}` is missing'), start, source.length) && ok;
      i = end + 1;
      if (source[i] !== '[' && !isAlnum(source[i])) {
        if (!wrong(reader, text('nothing stands behind the flags `{0}`', source.slice(start, i)), start, i)) return false;
        continue;
      }
    }
    const c = source[i];
    if (c === '[') {
      const end = readExpression(reader, i);
      if (end < 0) {
        if (run.since('1.7')) return false;
        ok = false;
      }
      if (end === -1) return false;
      i = Math.abs(end);
    } else if (c !== undefined && (/[A-Za-z]/.test(c) || (source[i - 1] === '}' && isAlnum(c)))) {
      const from = i;
      while (isAlnum(source[i])) i++;
      if (!checkAlias(reader, source.slice(from, i), start, i)) return false;
    } else if (c === '%') i++;
    else if (c === undefined) return wrong(reader, text('the format ends with a lone `%`: write `%%` for the character'), start, i) && ok;
    else if (/[\d \t]/.test(c)) {
      if (!wrong(reader, text('`%` before `{0}`: write `%%` for the character', c), start, i)) return false;
    }
  }
  return ok;
}

/** Reads `%(name)` or `%(name:type)`; returns the offset behind it, -1 when it is refused. */
function readName(reader: Reader, start: number): number {
  const { source, run } = reader;
  const end = source.slice(start + 2).search(/[^\w-]/) + start + 2;
  const fail = (message: string, from: number, to: number): -1 => {
    wrong(reader, message, from, to);
    return -1;
  };
  const unclosed = () => fail(text('`)` is missing'), start, source.length);
  const badCharacter = (i: number) => fail(text('`{0}` may not stand in the name of a field', source[i] ?? ''), i, i + 1);
  if (end < start + 2) return unclosed();
  if (source[end] === ')') return end + 1 < source.length ? end + 1 : fail(text('nothing stands behind the name of the field'), start, end + 1);
  if (source[end] !== ':') return badCharacter(end);
  const close = source.slice(end + 1).search(/[^\w-]/) + end + 1;
  if (close <= end) return unclosed();
  if (source[close] !== ')') return badCharacter(close);
  const type = source.slice(end + 1, close);
  const types = run.since('3.2') ? ['str', 'sint', 'bool', 'raw'] : ['str', 'sint', 'bool'];
  if (!types.includes(type)) return fail(text('`{0}` is no type of a field: {1}', type, types.join(', ')), end + 1, close);
  return close + 1 < source.length ? close + 1 : fail(text('nothing stands behind the name of the field'), start, close + 1);
}

/** Reads `[expression]`; returns the offset behind it, -1 when nothing more can be read, else the negative offset behind a refused one. */
function readExpression(reader: Reader, open: number): number {
  const { run, source, at } = reader;
  let expression: SampleExpression;
  let end: number;
  if (run.since('2.2')) {
    expression = readSample(run, at, { from: open + 1, inside: true });
    end = expression.end;
    if (!expression.ok) return -1;
    if (source[end] !== ']') {
      if (end >= source.length) wrong(reader, text('`]` is missing'), open, source.length);
      else wrong(reader, text('expected `]`, not `{0}`', source[end] ?? ''), end, end + 1);
      return -1;
    }
  } else {
    end = source.indexOf(']', open);
    if (end < 0) {
      wrong(reader, text('`]` is missing'), open, source.length);
      return -1;
    }
    expression = readSample(run, at, { from: open + 1, to: end, inside: true });
    if (!expression.ok) return -(end + 1);
  }
  reader.expressions.push(expression);
  return checkPlace(reader, expression, open, end) ? end + 1 : -(end + 1);
}

function checkPlace(reader: Reader, expression: SampleExpression, start: number, end: number): boolean {
  const { run, at } = reader;
  const name = expression.fetch?.name ?? '';
  if (run.place && !(expression.places & run.place)) {
    wrong(reader, text('`{0}` is not available here', name), start, end + 1, 'sample-not-available');
    return !run.since('1.7');
  }
  if (reader.http && expression.use && run.since('2.4') && readsBuffers(expression.use)) run.match.report('warning', 'ignored-sample', text('`{0}` reads raw buffers: it is ignored in HTTP', name), at, { start, end: end + 1 });
  return true;
}

function checkAlias(reader: Reader, name: string, start: number, end: number): boolean {
  const { run, at } = reader;
  const { knowledge, release } = run.match.around;
  const { keyword, standing } = knowledge.find('log-alias', name, '*', release);
  if (keyword && standing === 'known') {
    const extra = keyword.entry.extra ?? {};
    reader.aliases.push({ name, word: at, start, end, http: extra.mode === 'http', needsHttp: extra.needs === 'http' });
    if (run.match.in(keyword.deprecated)) run.match.report('warning', 'deprecated-alias', text('`%{0}` is deprecated: use `{1}`', name, keyword.entry.replacement ?? ''), at, { start, end }, { tag: 'deprecated' });
    return true;
  }
  if (keyword) {
    const life = knowledge.life(keyword);
    const message = standing === 'removed' ? text('`%{0}` was removed in {1}: use `{2}`', name, life.removed ?? '?', keyword.entry.replacement ?? '') : text('`%{0}` exists since {1}', name, life.since ?? '?');
    return wrong(reader, message, start, end, standing === 'removed' ? 'removed-alias' : 'not-yet-available');
  }
  const names = [...knowledge.each('log-alias')].filter((one) => run.match.in(one.releases)).map((one) => one.name);
  const near = name.length > 2 ? nearest(name, names) : undefined;
  return wrong(reader, near ? text('no alias `%{0}`: did you mean `%{1}`?', name, near) : text('no alias `%{0}`: write `%%` for the character', name), start, end, 'unknown-alias');
}
