// The conditions of `.if` and `.elif` lines: parsed and, where that is possible without the daemon, evaluated.
import { text as message } from '../core/text';
import type { Dialect } from './dialect';
import type { Environment } from './environment';

/** What a condition comes to. `truth` undefined: it depends on the build, the machine or an unknown variable. */
export interface Verdict {
  readonly truth: boolean | undefined;
  /** The daemon refuses the condition: why, and where (an offset into its text). */
  readonly fault?: { readonly message: string; readonly at: number };
}

type Truth = boolean | undefined;
class Fault extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Build options that some release knows; `feature()` of any other name is false (build_features, from the Makefile's use_opts). */
const features = new Set(
  (
    '51DEGREES ACCEPT4 BACKTRACE CLOSEFROM CPU_AFFINITY CRYPT_H DEVICEATLAS DL ECH ENGINE EPOLL EVPORTS FUTEX GETADDRINFO KQUEUE KTLS LIBATOMIC LIBCRYPT LINUX_CAP LINUX_SPLICE ' +
    'LINUX_TPROXY LUA MATH MEMORY_PROFILING NETFILTER NS OBSOLETE_LINKER OPENSSL OPENSSL_AWSLC OPENSSL_WOLFSSL OT PCRE PCRE2 PCRE2_JIT PCRE_JIT POLL PRCTL PRIVATE_CACHE PROCCTL PROMEX ' +
    'PTHREAD_EMULATION PTHREAD_PSHARED QUIC QUIC_OPENSSL_COMPAT RT SHM_OPEN SLZ SSL STATIC_PCRE STATIC_PCRE2 SYSTEMD TFO THREAD THREAD_DUMP TPROXY TRACE WURFL ZLIB'
  ).split(' '),
);

/** Names that `enabled()` knows (cfg_eval_cond_enabled); any other is false. */
const settings = new Set(['POLL', 'EPOLL', 'KQUEUE', 'EVPORTS', 'SPLICE', 'GETADDRINFO', 'REUSEPORT', 'FAST-FORWARD', 'SERVER-SSL-VERIFY-NONE']);

/** Predicates: number of arguments, and the first release. */
const predicates: Readonly<Record<string, readonly [number, string]>> = {
  defined: [1, '2.4'],
  feature: [1, '2.4'],
  streq: [2, '2.4'],
  strneq: [2, '2.4'],
  version_atleast: [1, '2.4'],
  version_before: [1, '2.4'],
  openssl_version_atleast: [1, '2.5'],
  openssl_version_before: [1, '2.5'],
  ssllib_name_startswith: [1, '2.5'],
  strstr: [2, '2.8'],
  enabled: [1, '2.8'],
  awslc_api_atleast: [1, '3.3'],
  awslc_api_before: [1, '3.3'],
};

/** The predicates that a release knows, with their number of arguments. */
export function predicatesOf(dialect: Dialect): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const [name, [count, since]] of Object.entries(predicates)) if (dialect.knows(since)) known.set(name, count);
  return known;
}

/** Deepest nesting of parentheses: the daemon spends three of its 1024 levels on each (MAX_CFG_RECURSION). */
const deepest = 341;

/** Evaluates the text behind `.if` or `.elif`. An empty one is false. Upstream: cfg_eval_condition(). */
export function evaluate(source: string, dialect: Dialect, environment: Environment): Verdict {
  if (source === '') return { truth: false };
  try {
    return { truth: new Condition(source, dialect, environment).run() };
  } catch (fault) {
    if (fault instanceof Fault) return { truth: undefined, fault: { message: fault.message, at: fault.at } };
    throw fault;
  }
}

class Condition {
  private at = 0;
  /** Whether the daemon surely evaluates what is read now: an alternative behind a true one is parsed only. */
  private evaluated = true;
  private readonly known: ReadonlyMap<string, number>;

  constructor(
    private readonly source: string,
    private readonly dialect: Dialect,
    private readonly environment: Environment,
  ) {
    this.known = predicatesOf(dialect);
  }

  run(): Truth {
    if (!this.dialect.defaultValues) return this.simple();
    const truth = this.any(deepest);
    this.blanks();
    if (this.at < this.source.length) throw new Fault(message('unexpected `{0}` at the end of the condition', this.source.slice(this.at)), this.at);
    return truth;
  }

  /** The conditions of 2.4: one number or one predicate, and nothing is asked of what follows it. */
  private simple(): Truth {
    const number = this.number();
    if (number !== undefined && this.at === this.source.length) return number !== 0;
    this.at = 0;
    return this.predicate();
  }

  private blanks(): void {
    while (this.source[this.at] === ' ' || this.source[this.at] === '\t') this.at++;
  }

  private any(depth: number): Truth {
    const { evaluated } = this;
    let truth: Truth = this.all(depth);
    for (this.blanks(); this.source.startsWith('||', this.at); this.blanks()) {
      this.skip(2);
      if (truth !== false) this.evaluated = false;
      const next = this.all(depth);
      truth = truth === true || next === true ? true : truth === undefined || next === undefined ? undefined : false;
    }
    this.evaluated = evaluated;
    return truth;
  }

  private all(depth: number): Truth {
    const { evaluated } = this;
    let truth: Truth = this.term(depth);
    for (this.blanks(); this.source.startsWith('&&', this.at); this.blanks()) {
      this.skip(2);
      if (truth !== true) this.evaluated = false;
      const next = this.term(depth);
      truth = truth === false || next === false ? false : truth === undefined || next === undefined ? undefined : true;
    }
    this.evaluated = evaluated;
    return truth;
  }

  private skip(count: number): void {
    this.at += count;
    this.blanks();
  }

  private term(depth: number): Truth {
    this.blanks();
    let negated = false;
    while (this.source[this.at] === '!') {
      negated = !negated;
      this.skip(1);
    }
    const truth = this.plainTerm(depth);
    return truth === undefined ? undefined : truth !== negated;
  }

  private plainTerm(depth: number): Truth {
    const number = this.number();
    if (number !== undefined) return number !== 0;
    if (this.source[this.at] !== '(') return this.predicate();
    if (depth <= 0) throw new Fault(message('too many nested parentheses'), this.at);
    this.skip(1);
    const truth = this.any(depth - 1);
    this.blanks();
    if (this.source[this.at] !== ')') throw new Fault(message('missing `)` in the condition'), Math.min(this.at, this.source.length - 1));
    this.skip(1);
    return truth;
  }

  private number(): number | undefined {
    const shape = /[ \t\n\v\f\r]*([+-]?)(0[xX][\da-fA-F]+|\d+)/y;
    shape.lastIndex = this.at;
    const found = shape.exec(this.source);
    if (!found) return undefined;
    let digits = found[2] as string;
    if (/^0\d/.test(digits)) digits = /^0[0-7]*/.exec(digits)?.[0] ?? '0';
    this.at = found.index + found[0].length - ((found[2] as string).length - digits.length);
    return /[1-9a-fA-F]/.test(digits.replace(/^0[xX]/, '')) ? 1 : 0;
  }

  private predicate(): Truth {
    const begin = this.at;
    const name = /[^ (]*/y;
    name.lastIndex = begin;
    const word = name.exec(this.source)?.[0] ?? '';
    const count = this.known.get(word);
    if (count === undefined) {
      const later = Object.hasOwn(predicates, word) ? predicates[word]?.[1] : undefined;
      throw new Fault(
        later ? message('`{0}()` exists since {1}; target is {2}', word, later, this.dialect.name) : word === '' ? message('a condition is missing here') : message('`{0}` is no condition', this.source.slice(begin)),
        Math.min(begin, this.source.length - 1),
      );
    }
    this.at += word.length;
    const values = this.arguments(word, count);
    const wrong = this.evaluated && isNoVersion(word, values[0] ?? '');
    if (wrong) throw new Fault(message('`{0}()` cannot read `{1}` as a version', word, values[0] ?? ''), begin + word.length);
    return this.apply(word, values);
  }

  /** The arguments in parentheses; upstream: make_arg_list(). Without parentheses there is one empty argument. */
  private arguments(name: string, count: number): string[] {
    const { source } = this;
    const begin = this.at;
    const list: string[] = [];
    if (source[this.at] !== '(') list.push('');
    else {
      this.at++;
      for (;;) {
        list.push(this.argument());
        if (source[this.at] !== ',' || list.length >= count) break;
        this.at++;
      }
      if (source[this.at] !== ')')
        throw new Fault(
          list.length >= count && this.at < source.length ? message('`{0}()` takes {1}', name, count === 1 ? message('one argument') : message('two arguments')) : message('missing `)` behind the arguments of `{0}`', name),
          Math.min(this.at, source.length - 1),
        );
      this.at++;
    }
    if (list.length < count) throw new Fault(message('`{0}()` needs two arguments', name), begin);
    return list;
  }

  private argument(): string {
    const { source } = this;
    let quote = '';
    let value = '';
    for (; this.at < source.length; this.at++) {
      const char = source[this.at] as string;
      if ((char === '"' || char === "'") && (quote === '' || quote === char)) {
        quote = quote === '' ? char : '';
        continue;
      }
      if (char === '\\' && quote !== "'") {
        const next = source[this.at + 1];
        if (next === undefined) throw new Fault(message('nothing follows the `\\`'), this.at);
        const plain = { '\\': '\\', ' ': ' ', '"': '"', "'": "'", r: '\r', n: '\n', t: '\t' }[next];
        value += plain ?? char;
        if (plain !== undefined) this.at++;
        continue;
      }
      if (quote === '' && (char === ',' || char === ')')) break;
      value += char;
    }
    return value;
  }

  private apply(name: string, [first = '', second = '']: readonly string[]): Truth {
    switch (name) {
      case 'defined': {
        const value = this.environment.get(first);
        return value === undefined ? undefined : value !== null;
      }
      case 'streq':
        return first === second;
      case 'strneq':
        return first !== second;
      case 'strstr':
        return first.includes(second);
      case 'version_atleast':
        return atLeast(first, this.dialect.name);
      case 'version_before': {
        const newer = atLeast(first, this.dialect.name);
        return newer === undefined ? undefined : !newer;
      }
      case 'feature':
        return features.has(first) ? undefined : false;
      case 'enabled':
        return settings.has(first) ? undefined : false;
      default:
        return undefined;
    }
  }
}

/** Whether a predicate on the TLS library is asked for a version that cannot be read; upstream: openssl_version_parser(), awslc_compare_current_api(). */
function isNoVersion(predicate: string, version: string): boolean {
  if (predicate.startsWith('awslc_api_')) return !/^\s*[+-]?\d+$/.test(version);
  if (!predicate.startsWith('openssl_version_')) return false;
  const [, major, minor, fix] = /^\s*(\d*)\.\s*(\d*)\.\s*(\d*)/.exec(version) ?? [];
  return major === undefined || Number(major) > 0xf || Number(minor) > 0xff || Number(fix) > 0xff;
}

/** Whether a release, of whose patch level nothing is known, is at least a version as it may be written in a condition (compare_current_version). A text that is no version is below all. */
function atLeast(version: string, release: string): Truth {
  const shape = /^(\d*)(?:\.(\d*))?(?:\.(\d*))?(?:\.(\d*))?(-.*)?$/.exec(version);
  if (!shape || version === '') return true;
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const wanted = [1, 2, 3, 4].map((i) => Number(shape[i] || 0)) as [number, number, number, number];
  if (wanted[0] !== major) return wanted[0] < major;
  if (wanted[1] !== minor) return wanted[1] < minor;
  const development = /^-(dev|rc|pre)/.test(shape[5] ?? '');
  if (wanted[2] === 0 && wanted[3] === 0 && (shape[5] === undefined || development)) return true;
  return undefined;
}
