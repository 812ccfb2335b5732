// Checks of the argument values of converters; upstream: the val_args callbacks named at each.
import { listed, text } from '../../core/text';
import { isIpv4, isIpv6 } from './addresses';
import { isDigest } from './digests';
import { mapFile } from './pattern-file';
import { fixTags, mqttFields, mqttType, protobufTypes } from './protocols';
import { regexFault } from './regex';
import type { ValueCheck, Values } from './value-checks';
import { variableConditions, variableFault } from './variables';

const wrongVariable = (values: Values, index: number): string | undefined => (values.text(index) === '' ? undefined : variable(values, index));

/** Checks a variable's name and records it. */
function variable(values: Values, index: number): string | undefined {
  const wrong = variableFault(values.run, values.text(index));
  const arg = values.args[index];
  if (wrong === undefined && arg) values.run.match.mention('ref', 'var', arg.text, values.at, arg);
  return wrong;
}

const isVariable = (values: Values, index: number) => variable(values, index) === undefined;

/** check_operator(): a variable or a whole number. */
function operator(values: Values, index: number): string | undefined {
  return isVariable(values, index) || /^[+-]?\d*$/.test(values.text(index)) ? undefined : text('`{0}` is neither a number nor a variable', values.text(index));
}

/** sample_check_arg_base64() */
function base64(values: Values, index: number, what: string): string | undefined {
  const value = values.text(index);
  if (!values.given(index)) return text('{0} is missing', what);
  if (value === '' || isVariable(values, index)) return undefined;
  return value.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(value) ? undefined : text('{0} is neither base64 nor a variable', what);
}

const jwtAlgorithms = /^(none|[HREP]S(256|384|512))$/;
const whens = ['stopping', 'normal', 'error', 'forwarded', 'toapplet', 'processed', 'acl'];

function aesCheck(values: Values): string | undefined {
  const { run } = values;
  const [mode, direction] = [values.name.split('_')[1], values.name.split('_')[2]];
  if (![128, 192, 256].includes(values.number(0))) return text('the key size is 128, 192 or 256 bits');
  if (!run.since('2.4')) return undefined;
  const wrong = base64(values, 1, text('the nonce')) ?? base64(values, 2, text('the key'));
  if (wrong) return wrong;
  const tag = mode === 'gcm' ? (direction === 'enc' ? variable(values, 3) : base64(values, 3, text('the tag'))) : undefined;
  if (tag) return tag;
  const last = mode === 'gcm' ? 4 : 3;
  return run.since('3.3') && values.given(last) ? base64(values, last, text('the additional data')) : undefined;
}

/** sample_conv_jwt_verify_check() and its sister for certificates */
function jwt(values: Values, certificates: boolean): string | undefined {
  const algorithm = values.text(0);
  if (isVariable(values, 0)) return undefined;
  if (!jwtAlgorithms.test(algorithm)) return text('`{0}` is no JWT algorithm', algorithm);
  if (algorithm[0] === 'P' && !values.run.since('2.8')) return text('`{0}` is not supported before 2.8', algorithm);
  if (certificates && algorithm[0] === 'H' && !isVariable(values, 1)) return text('`{0}` has a secret, not a certificate: use `jwt_verify`', algorithm);
  return undefined;
}

/** sample_conv_be2dec_check(), sample_conv_be2hex_check() */
function chunks(values: Values, most: number, optional: boolean): string | undefined {
  const size = values.number(1);
  if (!optional && (size <= 0 || size > most)) return text('the chunk size is 1 to {0}, not {1}', most, size);
  if (optional && size <= 0 && (values.text(0) !== '' || values.number(2) !== 0)) return text('the chunk size is at least 1');
  return values.number(2) === 0 || values.number(2) === 1 ? undefined : text('the third argument is 0 or 1');
}

export const converterChecks: Readonly<Record<string, ValueCheck>> = {
  /** sample_load_map(): what the file holds is looked at by a rule. */
  map: (values) => {
    const file = values.args[0];
    if (file) {
      values.run.match.mention('ref', 'path', file.text, values.at, file);
      if (!values.run.late) values.run.match.keep('pattern-file', values.at, mapFile(file.text, values.name, values.signature, values.run.severity));
    }
    const { out } = values.signature;
    const fallback = values.text(1);
    if (!values.given(1)) return undefined;
    if (out === 'uint') return /^\d+$/.test(fallback) ? undefined : text('the default `{0}` is no integer', fallback);
    if (out !== 'addr' && out !== 'ipv4' && out !== 'ipv6') return undefined;
    return isIpv4(fallback) || (out !== 'ipv4' && isIpv6(fallback)) ? undefined : text('the default `{0}` is no IP address', fallback);
  },
  /** sample_conv_json_check() */
  json: (values) => (['', 'ascii', 'utf8', 'utf8s', 'utf8p', 'utf8ps'].includes(values.text(0)) ? undefined : text('`{0}` is none of ascii, utf8, utf8s, utf8p, utf8ps', values.text(0))),
  /** sample_conv_field_check() */
  field: (values) => (values.number(0) === 0 ? text('0 is no index: the first is 1') : values.text(1) === '' ? text('the list of separators is empty') : undefined),
  /** sample_conv_regsub_check() looks at the flags, smp_resolve_args() compiles the expression. */
  regsub: (values) => {
    const wrong = /[^ig]/.exec(values.text(2));
    if (wrong) return text('`{0}` is no flag: `i` and `g` are', wrong[0]);
    return values.text(0) === '' ? text('the expression is missing') : regexFault(values.text(0));
  },
  operator: (values) => operator(values, 0),
  /** conv_check_var() */
  'set-variable': (values) => {
    const wrong = variable(values, 0);
    if (wrong !== undefined || !values.run.since('2.6')) return wrong;
    for (let i = 1; i < values.args.length; i++) if (!variableConditions.includes(values.text(i))) return text('`{0}` is none of {1}', values.text(i), variableConditions.join(', '));
    return undefined;
  },
  /** smp_check_concat() */
  concat: (values) => wrongVariable(values, 1),
  /** smp_check_strcmp(), smp_check_secure_memcmp() */
  'compare-variable': (values) => variable(values, 0),
  /** sample_conv_protobuf_check() */
  protobuf: (values) => (!values.given(1) || protobufTypes.has(values.text(1)) ? undefined : text('`{0}` is no protobuf type', values.text(1))),
  aes: aesCheck,
  /** smp_check_http_date_unit() */
  'date-unit': (values) => (!values.given(1) || ['s', 'ms', 'us'].includes(values.text(1)) ? undefined : text('`{0}` is none of s, ms, us', values.text(1))),
  /** smp_check_debug(): rings of the file may be named only from 3.1 on. */
  debug: (values) => {
    const name = values.text(1);
    const arg = values.args[1];
    if (arg && name !== '' && !/^(buf\d+|stdout|stderr|startup-logs)$/.test(name)) values.run.match.mention('ref', 'ring', name, values.at, arg);
    return undefined;
  },
  /** smp_check_sha2() */
  sha2: (values) => (!values.given(0) || [224, 256, 384, 512].includes(values.number(0)) ? undefined : text('{0} is none of 224, 256, 384, 512', values.number(0))),
  /** check_crypto_digest() */
  digest: (values) => (isDigest(values.text(0)) ? undefined : text('`{0}` is no digest of OpenSSL', values.text(0))),
  /** check_crypto_hmac() */
  hmac: (values) => {
    if (!isDigest(values.text(0))) return text('`{0}` is no digest of OpenSSL', values.text(0));
    return values.run.since('2.4') ? base64(values, 1, text('the key')) : undefined;
  },
  /** sample_conv_url_enc_check() */
  'url-encoding': (values) => (['', 'query'].includes(values.text(0)) ? undefined : text('`{0}` is no encoding: only query is', values.text(0))),
  /** sample_conv_fix_value_check() */
  'fix-tag': (values) => (Number(/^\d+$/.exec(values.text(0))?.[0] ?? 0) > 0 || fixTags.has(values.text(0).toLowerCase()) ? undefined : text('`{0}` is no FIX tag', values.text(0))),
  /** sample_conv_mqtt_field_value_check() */
  mqtt: (values) => {
    const type = mqttType(values.text(0));
    if (!type) return text('`{0}` is no MQTT packet type', values.text(0));
    return mqttFields[type]?.includes(values.text(1).toLowerCase()) ? undefined : text('`{0}` is no field of {1}', values.text(1), type);
  },
  /** sample_check_json_query() */
  'json-query': (values) => (values.text(0) === '' ? text('the JSON path is empty') : ['', 'int'].includes(values.text(1)) ? undefined : text('`{0}` is no type: only int is', values.text(1))),
  /** sample_conv_jwt_query_check() */
  'jwt-query': (values) => (['', 'int'].includes(values.text(1)) ? undefined : text('`{0}` is no type: only int is', values.text(1))),
  chunks: (values) => chunks(values, 8, false),
  'hex-chunks': (values) => chunks(values, Number.POSITIVE_INFINITY, true),
  'jwt-verify': (values) => jwt(values, false),
  'jwt-verify-cert': (values) => jwt(values, true),
  base64: (values) => base64(values, 0, text('the secret')),
  /** sample_conv_jwt_decrypt_jwk_check(): keys are JSON objects with a `kty`. */
  jwk: (values) => {
    if (isVariable(values, 0)) return undefined;
    const kind = /"kty"\s*:\s*"([^"]*)"/.exec(values.text(0))?.[1];
    if (kind === undefined) return text('the key has no `kty`');
    return ['oct', 'RSA', 'EC'].includes(kind) ? undefined : text('`{0}` is none of {1}', kind, listed(['oct', 'RSA', 'EC']));
  },
  /** sample_conv_jwt_decrypt_cert_check(): certificates are loaded elsewhere. */
  'jwt-certificate': (values) => {
    isVariable(values, 0);
    return undefined;
  },
  /** smp_check_add_item() */
  'add-item': (values) => wrongVariable(values, 1) ?? (values.text(1) === '' && values.text(2) === '' ? text('either a variable or a suffix is needed') : undefined),
  /** sample_conv_param_check() */
  delimiter: (values) => (!values.given(1) || values.text(1).length === 1 ? undefined : text('the delimiter is one character')),
  /** sample_conv_bytes_check() */
  bytes: (values) => {
    const first = operator(values, 0);
    if (first) return first;
    if (values.text(0).startsWith('-') && values.number(0) < 0) return text('the offset is negative');
    if (!values.given(1)) return undefined;
    const second = operator(values, 1);
    return second ?? (/^[+-]?\d*$/.test(values.text(1)) && values.number(1) <= 0 ? text('the length is at least 1') : undefined);
  },
  /** check_when_cond() */
  when: (values) => {
    const kind = values.text(0).replace(/^!/, '');
    if (!whens.includes(kind)) return text('`{0}` is none of {1}', kind, whens.join(', '));
    const acl = values.args[1];
    if (kind === 'acl' && acl?.text) values.run.match.mention('ref', 'acl', acl.text, values.at, acl, values.run.late ? 'fetch' : undefined);
    return kind === 'acl' && !acl?.text ? text('the name of the ACL is missing') : undefined;
  },
};
