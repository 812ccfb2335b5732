// What the data say about fetches, converters and ACL keywords, read once per entry.
import type { Keyword } from '../../core/knowledge';

/** Types of samples (enum SMP_T_*); `uint` existed in 1.5 only, `same` from 2.9 on. */
export type SampleType = 'any' | 'same' | 'bool' | 'uint' | 'sint' | 'addr' | 'ipv4' | 'ipv6' | 'str' | 'bin' | 'meth';

/** Types of arguments (enum ARGT_*). */
export type ArgumentType = 'SINT' | 'UINT' | 'STR' | 'ID' | 'IPV4' | 'MSK4' | 'IPV6' | 'MSK6' | 'TIME' | 'SIZE' | 'FE' | 'BE' | 'TAB' | 'SRV' | 'USR' | 'REG' | 'PBUF';

export interface Signature {
  /** Undefined when the arguments are not known: nothing is checked. */
  readonly args: readonly ArgumentType[] | undefined;
  /** How many of the arguments are mandatory. */
  readonly min: number;
  /** Type that a converter takes. */
  readonly input: SampleType | undefined;
  readonly out: SampleType | undefined;
  /** Sources that a fetch reads (enum SMP_SRC_*), which decide where it may be used. */
  readonly use: readonly string[];
  /** Name of the check of the argument values, and the first release that makes it. */
  readonly check: string | undefined;
  readonly checkSince: string | undefined;
}

const signatures = new WeakMap<Keyword, Signature>();

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The signature of an entry of the sets `sample` and `converter`. */
export function signatureOf(keyword: Keyword): Signature {
  let signature = signatures.get(keyword);
  if (signature) return signature;
  const extra = keyword.entry.extra ?? {};
  const out = optional(extra.out) as SampleType | undefined;
  signature = {
    args: out === undefined ? undefined : (texts(extra.args) as readonly ArgumentType[]),
    min: typeof extra.min === 'number' ? extra.min : 0,
    input: optional(extra.in) as SampleType | undefined,
    out,
    use: texts(extra.use),
    check: optional(extra.check),
    checkSince: optional(extra.checkSince),
  };
  signatures.set(keyword, signature);
  return signature;
}

/** What an ACL keyword stands for: a fetch, and how its patterns are matched. */
export function aclKeyword(keyword: Keyword): { readonly fetch: string; readonly match: string } {
  const extra = keyword.entry.extra ?? {};
  return { fetch: optional(extra.fetch) ?? keyword.name, match: optional(extra.match) ?? 'str' };
}
