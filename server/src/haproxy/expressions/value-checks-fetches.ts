// Checks of the argument values of fetches; upstream: the val_args callbacks named at each.
import { listed, text } from '../../core/text';
import type { ValueCheck } from './value-checks';
import { scopesOf, variableFault } from './variables';

const oneOf =
  (index: number, words: readonly string[]): ValueCheck =>
  (values) =>
    !values.given(index) || words.includes(values.text(index)) ? undefined : text('`{0}` is not {1}', values.text(index), listed(words));

const tlvTypes = ['alpn', 'authority', 'crc32c', 'noop', 'unique_id', 'ssl', 'ssl_version', 'ssl_cn', 'ssl_cipher', 'ssl_sig_alg', 'ssl_key_alg', 'netns'];

/** Number as strtoul() with base 0 reads it; undefined when something is left over. */
function number(value: string): number | undefined {
  const shape = /^\s*[+-]?(0[xX][\da-fA-F]+|\d+)$/.exec(value);
  if (value === '') return 0;
  if (!shape) return undefined;
  const digits = shape[1] as string;
  return /^0[xX]/.test(digits) ? Number.parseInt(digits, 16) : digits.startsWith('0') ? Number.parseInt(digits, 8) : Number(digits);
}

export const fetchChecks: Readonly<Record<string, ValueCheck>> = {
  /** val_payload_lv() */
  'payload-lv': (values) => {
    if (values.run.since('1.6') && values.number(0) < 0) return text('the first offset is negative');
    if (values.number(1) === 0) return text('the length is 0');
    if (!values.text(2)) return undefined;
    if (!/^[+-]?\d*$/.test(values.text(2))) return text('`{0}` is not an offset', values.text(2));
    return values.number(0) + values.number(1) + values.number(2) < 0 ? text('the second offset is too far back') : undefined;
  },
  /** val_hdr() */
  header: (values) => (values.number(1) < -10 ? text('occurrence {0} is out of range: -10 is the last that is kept', values.number(1)) : undefined),
  /** smp_check_const_bool() */
  bool: (values) => (/^(true|false|0|1)$/i.test(values.text(0)) ? undefined : text('`{0}` is neither true nor false', values.text(0))),
  /** smp_check_const_bin() */
  bin: (values) => {
    const digits = values.text(0);
    if (digits.length % 2) return text('an even number of hexadecimal digits is needed');
    return /^[\da-fA-F]*$/.test(digits) ? undefined : text('`{0}` is not hexadecimal', digits);
  },
  /** smp_check_const_meth() */
  method: (values) => (/^[!#$%&'*+\-.^_`|~\w]*$/.test(values.text(0)) ? undefined : text('`{0}` is no method', values.text(0))),
  /** vars_check_arg() */
  variable: (values) => {
    const wrong = variableFault(values.run, values.text(0));
    const arg = values.args[0];
    if (wrong === undefined && arg) values.run.match.mention('ref', 'var', arg.text, values.at, arg);
    return wrong;
  },
  /** val_distcc() */
  distcc: (values) => (values.text(0).length === 4 ? undefined : text('the name of a token has 4 characters')),
  /** val_fc_time_value() */
  'time-value': oneOf(0, ['us', 'ms']),
  /** var_fc_counter(): warns only */
  'no-argument': (values) => {
    if (values.args.length > 0) values.run.match.report('warning', 'ignored-argument', text('`{0}` takes no argument: it is ignored', values.name), values.at, values.args[0]);
    return undefined;
  },
  /** smp_check_date_unit() */
  'date-unit': oneOf(1, ['s', 'ms', 'us']),
  /** smp_check_accept_date_unit() */
  'accept-date-unit': oneOf(0, ['s', 'ms', 'us']),
  /** smp_check_uuid() */
  uuid: (values) => {
    const version = values.number(0);
    // 2.2 takes empty parentheses for version 0.
    if (!values.given(0)) return values.run.since('2.3') ? undefined : text('UUID version {0} is not supported', version);
    return version === 4 || (version === 7 && values.run.since('3.0')) ? undefined : text('UUID version {0} is not supported', version);
  },
  /** val_blk_arg() */
  block: (values) => (/^(head|tail|first|\d+)$/.test(values.text(0)) ? undefined : text('`{0}` is no block: expected a number, head, tail or first', values.text(0))),
  /** val_dnfmt() */
  'dn-format': (values) => (values.text(2) === '' || values.text(2) === 'rfc2253' ? undefined : text('`{0}` is no format: only rfc2253 is', values.text(2))),
  /** smp_fetch_acl_parse() */
  acl: (values) => {
    // 2.9 looks for the ACLs of a proxy that it does not know any more when it reads such formats.
    if (values.run.late && !values.run.since('3.0')) return text('this format cannot ask ACLs before 3.0');
    for (const arg of values.args) values.run.match.mention('ref', 'acl', arg.text.replace(/^!/, ''), values.at, arg, values.run.late ? 'fetch' : undefined);
    return undefined;
  },
  /** smp_check_tlv_type() */
  tlv: (values) => {
    const type = values.text(0);
    if (tlvTypes.includes(type.toLowerCase())) return undefined;
    const value = number(type);
    return value === undefined || value > 255 ? text('`{0}` is no type of a TLV', type) : undefined;
  },
  /** val_query() */
  query: (values) => (!values.given(0) || values.text(0) === 'with_qm' || (values.text(0) === '' && values.run.since('3.2')) ? undefined : text('`{0}` is no option: only with_qm is', values.text(0))),
  /** smp_check_dump_all_vars() */
  'variable-scope': (values) => (values.text(0) === '' || scopesOf(values.run.since).includes(values.text(0)) ? undefined : text('`{0}` is no scope', values.text(0))),
};
