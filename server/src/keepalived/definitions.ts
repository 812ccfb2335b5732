// `$NAME=value` and what stands for it. Upstream: check_definition(), find_definition(), replace_param().
import type { Span } from '../core/span';
import { text } from '../core/text';
import type { LineProblem } from '../core/tree';
import type { Dialect } from './dialect';
import { blanks, type Line, replaced, spanOf, unknownValue } from './line';

export interface Definition {
  readonly name: string;
  /** Lines are separated by line feeds. */
  value: string;
  several: boolean;
  /** A standard definition: its value is made where it is used. */
  readonly standard?: true;
}

/** A use of a definition: the name's place, without `$` and braces. */
export interface Use extends Span {
  readonly name: string;
  /** It was defined when it was used. */
  readonly defined: boolean;
}

/** Most characters of a line (MAXBUF), and most replacements in one: a definition may hold itself. */
const longest = 1024;
const mostReplacements = 200;

/** What the caller knows of the values of standard definitions. */
export interface Surroundings {
  readonly configId: string | undefined;
  readonly environment: Readonly<Record<string, string>> | undefined;
}

/** A line that is a definition: its name, where the value begins. Undefined when it is none. */
export function definitionIn(source: string): { name: string; value: number } | undefined {
  const shape = /^\$([A-Za-z_][A-Za-z0-9_]*)=[ \t]*/.exec(source);
  return shape ? { name: shape[1] as string, value: shape[0].length } : undefined;
}

/** The definitions that hold at a point of the file. */
export class Definitions {
  private readonly known = new Map<string, Definition>();

  constructor(
    private readonly dialect: Dialect,
    private readonly around: Surroundings,
  ) {
    for (const name of dialect.standard) this.known.set(name, { name, value: '', several: false, standard: true });
  }

  get(name: string): Definition | undefined {
    return this.known.get(name);
  }

  set(name: string, value: string, several = false): Definition {
    const definition: Definition = { name, value, several };
    this.known.set(name, definition);
    return definition;
  }

  /** The definition that is used at a `$`, and where its use ends. */
  private useAt(source: string, dollar: number): { definition: Definition; end: number; params: readonly string[]; nameAt: number; problem?: string } | undefined {
    const shape = /^(\{?)([A-Za-z_][A-Za-z0-9_]*)/.exec(source.slice(dollar + 1, dollar + 1 + longest));
    if (!shape) return undefined;
    const name = shape[2] as string;
    const nameAt = dollar + 1 + (shape[1] as string).length;
    let end = nameAt + name.length;
    let params: readonly string[] = [];
    if (shape[1] === '{') {
      const close = this.dialect.knows('2.4.0') ? /^[ \t\w]*\}/.exec(source.slice(end)) : this.dialect.knows('2.0.20') ? /^[ \d]*\}/.exec(source.slice(end)) : /^\}/.exec(source.slice(end));
      if (!close) return undefined;
      const inside = close[0].slice(0, -1);
      params = inside.split(/[ \t]+/).filter(Boolean);
      if (params.length > 0 && /[ \t]$/.test(inside)) return undefined;
      end += close[0].length;
    } else if (end < source.length && !(this.dialect.namesEndAtCommas ? ' \t,)' : ' \t').includes(source[end] as string)) return undefined;
    const definition = this.known.get(name);
    if (!definition || (definition.several && end < source.length)) return undefined;
    if (params.length > 0 && !(definition.standard && (name === '_RANDOM' || name === '_ENV'))) return undefined;
    const problem = this.parameterProblem(definition, params);
    return problem === undefined ? { definition, end, params, nameAt } : { definition, end, params, nameAt, problem };
  }

  /** What a standard definition says to its parameters (2.4.0). */
  private parameterProblem(definition: Definition, params: readonly string[]): string | undefined {
    if (!definition.standard || params.length === 0 || !this.dialect.knows('2.4.0')) return undefined;
    if (definition.name === '_RANDOM' && params.some((param) => !/^\d+$/.test(param))) return text('`_RANDOM` takes numbers only');
    const most = definition.name === '_ENV' ? 1 : 2;
    return params.length > most ? text('`{0}` takes at most {1} words', definition.name, most) : undefined;
  }

  private valueOf(definition: Definition, params: readonly string[]): string {
    if (!definition.standard) return definition.value;
    switch (definition.name) {
      case '_HASH':
        return '#';
      case '_BANG':
        return '!';
      case '_INSTANCE':
        return this.around.configId ?? unknownValue;
      case '_ENV':
        return this.around.environment ? (this.around.environment[params[0] ?? ''] ?? '') : unknownValue;
      default:
        return unknownValue;
    }
  }

  /**
   * Puts the values of definitions in. `rests`: the lines that follow from definitions of several lines, the innermost last; `inSeveral`: the line comes from one itself.
   * Uses and problems are added to the lists; their spans are offsets into the source.
   */
  replace(given: Line, inSeveral: boolean, uses: Use[], problems: LineProblem[]): { line: Line; changed: boolean; rests: readonly string[] } {
    let line = given;
    let changed = false;
    const rests: string[] = [];
    let count = 0;
    for (let at = line.text.indexOf('$'); at >= 0 && at + 1 < line.text.length; at = line.text.indexOf('$', at)) {
      const use = this.useAt(line.text, at);
      if (use?.problem !== undefined) problems.push({ ...spanOf(line, at, use.end), rule: 'bad-definition-use', severity: 'error', message: use.problem });
      if (!use || use.problem !== undefined || (use.definition.several && (inSeveral || rests.length > 0) && !this.dialect.nestedDefinitions)) {
        at++;
        continue;
      }
      changed = true;
      if (!line.site) {
        const span = spanOf(line, use.nameAt, use.nameAt + use.definition.name.length);
        if (!line.from || span.end - span.start === use.definition.name.length) uses.push({ ...span, name: use.definition.name, defined: true });
      }
      let value = this.valueOf(use.definition, use.params);
      if (use.definition.several) {
        const end = value.indexOf('\n');
        rests.push(end < 0 ? '' : value.slice(end + 1));
        if (end >= 0) value = value.slice(0, end);
      }
      if (++count > mostReplacements || line.text.length + value.length - (use.end - at) >= longest) return { line: replaced(line, at, use.end, unknownValue), changed, rests };
      line = replaced(line, at, use.end, value);
      if (value[blanks(value)] === '~' && this.dialect.decomments) break;
    }
    return { line, changed, rests };
  }
}

/** Uses of names that are not defined: `${NAME}` outside of quotes, whose braces would be read as those of a block, and `$NAME` as a word. */
export function undefinedUses(line: Line): (Use & { readonly braces: boolean; readonly from: number; readonly to: number })[] {
  const found: (Use & { braces: boolean; from: number; to: number })[] = [];
  let quoted = false;
  const { text: source } = line;
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '"') quoted = !quoted;
    if (source[at] !== '$') continue;
    const shape = /^\$(?:\{([A-Za-z_]\w*)(?:[ \t]+\w+)*\}|([A-Za-z_]\w*)(?=$|[ \t,)]))/.exec(source.slice(at, at + longest));
    if (!shape) continue;
    const name = (shape[1] ?? shape[2]) as string;
    const nameAt = at + (shape[1] === undefined ? 1 : 2);
    found.push({ ...spanOf(line, nameAt, nameAt + name.length), name, defined: false, braces: shape[1] !== undefined && !quoted, from: at, to: at + shape[0].length });
  }
  return found;
}
