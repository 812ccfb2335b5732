// Addresses as each release reads them: families, ports, ranges, offsets, names. Upstream: str2sa_range() and, up to 2.2, its callers.
import { text } from '../../core/text';
import { isIpv4, isIpv4WithPort, isIpv6 } from '../expressions/addresses';
import { type Flow, type Form, formOf, laterForm } from './address-forms';
import { atoi } from './c-numbers';
import { isNumericAddress } from './proxy-words';
import { isFrom, type Release } from './release';

/** What a place lets an address be. `server` addresses are looked up later, all others at once. */
export interface Use {
  readonly port: 'mandatory' | 'optional';
  /** `range`: several ports; `offset`: a port relative to another one. */
  readonly ports?: 'range' | 'offset';
  readonly flow: 'stream' | 'dgram' | 'both';
  /** The flow of an address that does not say it. */
  readonly default?: 'dgram';
  /** A file descriptor may stand there. */
  readonly descriptor?: true;
  /** A name that is looked up later: anything may be one. */
  readonly late?: true;
  /** How ports were checked up to 2.2. */
  readonly old: 'listen' | 'server' | 'source' | 'single';
}

/** A part of an address that is wrong; `error` unless the daemon only fails when it looks the name up. */
export interface AddressFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly doubtful?: true;
  /** It is an address, but not of the family that its prefix names. */
  readonly otherFamily?: true;
}
export interface Address extends Flow {
  readonly form: Form;
  readonly host: string;
  /** Ports from `low` to `high`; 0 without one. */
  readonly low: number;
  readonly high: number;
  /** An offset, or nothing, stands where the port would. */
  readonly relative: boolean;
  readonly fault?: AddressFault;
}

interface Ports {
  readonly low: number;
  readonly high: number;
  readonly relative: boolean;
  readonly fault?: string;
}
const noPorts: Ports = { low: 0, high: 0, relative: true };

/** Where the port begins: behind the last colon; from 1.7 on a bracket closes what is before it. -1 without a port. */
function portAt(address: string, at: Release): number {
  const colon = address.lastIndexOf(':');
  if (colon < 0 || (isFrom(at, '1.7') && address.lastIndexOf(']') > colon)) return -1;
  return colon + 1;
}

function strictPorts(port: string, use: Use, at: Release): Ports {
  const fail = (fault: string): Ports => ({ ...noPorts, fault });
  const whole = isFrom(at, '2.9');
  const least = use.port === 'mandatory' ? 1 : 0;
  const number = (part: string) => (whole && !/^\s*[+-]?\d*$/.test(part) ? undefined : atoi(part));
  if (/^\d/.test(port)) {
    const dash = port.indexOf('-');
    if (dash >= 0 && use.ports !== 'range') return fail(text('`{0}` is a range: one port is needed here', port));
    const low = number(dash < 0 ? port : port.slice(0, dash));
    const high = number(dash < 0 ? port : port.slice(dash + 1));
    if (low === undefined || high === undefined) return fail(text('`{0}` is no port', port));
    for (const one of [low, high]) if (one < least || one > 65535) return fail(text('`{0}` is out of range: {1} to {2}', port, least, 65535));
    if (low > high) return fail(text('the range `{0}` ends before it begins', port));
    return { low, high, relative: false };
  }
  if (port[0] === '-' || port[0] === '+') {
    if (use.ports !== 'offset') return fail(text('`{0}` is an offset: a port is needed here', port));
    return number(port.slice(1)) === undefined ? fail(text('`{0}` is no offset', port)) : { ...noPorts };
  }
  if (port !== '') return fail(text('`{0}` is no port', port));
  return use.port === 'mandatory' ? fail(text('the port is missing')) : noPorts;
}

/** Up to 2.2 ports were read leniently, and each caller looked at them in its own way. */
function lenientPorts(port: string, use: Use): Ports {
  let low = 0;
  let high = 0;
  if (/^\d/.test(port)) {
    const dash = port.indexOf('-');
    low = atoi(port);
    high = dash < 0 ? low : atoi(port.slice(dash + 1));
  } else if (port[0] === '-') low = atoi(port.slice(1));
  else if (port[0] === '+') high = atoi(port.slice(1));
  else if (port !== '') return { ...noPorts, fault: text('`{0}` is no port', port) };
  const ports: Ports = { low, high, relative: !low || !high };
  const outside = (one: number) => one < 1 || one > 65535;
  const fault = (): string | undefined => {
    const offset = text('`{0}` is an offset: a port is needed here', port);
    switch (use.old) {
      case 'listen':
        if (!low && !high) return text('the port is missing');
        if (!low || !high) return offset;
        return outside(low) || outside(high) ? text('`{0}` is out of range: {1} to {2}', port, 1, 65535) : undefined;
      case 'server':
        return low && high && low !== high ? text('`{0}` is a range: one port is needed here', port) : undefined;
      case 'source':
        if (low === high) return undefined;
        if (!low || !high) return offset;
        return outside(low) || outside(high) || low > high ? text('`{0}` is no range of ports from {1} to {2}', port, 1, 65535) : undefined;
      case 'single':
        if (low !== high) return text('`{0}` is a range or an offset: one port is needed here', port);
        return use.port === 'mandatory' && !low ? text('the port is missing') : undefined;
    }
  };
  const found = fault();
  return found === undefined ? ports : { ...ports, fault: found };
}

/** Why a name can be no address in any network; undefined when it may be one. Upstream: str2ip2(), resolv_hostname_validation(). */
function hostFault(host: string, form: Form, at: Release): string | undefined {
  if (host === '' || host === '*') return undefined;
  const bracketed = host[0] === '[' && isFrom(at, '1.7');
  if (bracketed && (host.length < 4 || host.length > 47 || !host.endsWith(']'))) return text('`{0}` is no address: `]` belongs behind it', host);
  const name = bracketed ? host.slice(1, -1) : host;
  const six = isIpv6(name);
  if (form.family === 'inet4' ? six : form.family === 'inet6' && isIpv4(name)) return text('`{0}` is no address of the family before it', host);
  if (six || isIpv4(name)) return undefined;
  if (/^[\d.]+$/.test(name)) return isNumericAddress(name) ? undefined : text('`{0}` is no address', host);
  const later = laterForm(name, at);
  if (later) return text('`{0}` exists since {1}', later.prefix, later.release);
  if (/[^\w.-]/.test(name)) return text('`{0}` is neither an address nor a host name', host);
  return name.split('.').some((label) => label.length > 63) ? text('a label of `{0}` is longer than {1} characters', host, 63) : undefined;
}

const plainForm: Form = { family: 'any', skip: 0 };

/** `192.0.2.1:80`, which is how most addresses are written, means the same in all places and releases. Undefined for any other text. */
function usual(value: string, flow: Flow['proto']): Address | undefined {
  if (!isIpv4WithPort(value)) return undefined;
  const colon = value.indexOf(':');
  const port = Number(value.slice(colon + 1));
  return port <= 65535 ? { form: plainForm, proto: flow, control: flow, host: value.slice(0, colon), low: port, high: port, relative: false } : undefined;
}

/** Reads an address for a place. `start` is where it begins in its word. Never throws; what is wrong is in `fault`. */
export function readAddress(value: string, at: Release, use: Use, start = 0): Address {
  const known = usual(value, use.flow === 'dgram' || (use.default === 'dgram' && isFrom(at, '2.4')) ? 'dgram' : 'stream');
  if (known) return known;
  const form = formOf(value, at);
  const strict = isFrom(at, '2.3');
  const own = use.flow === 'dgram' || (use.default === 'dgram' && isFrom(at, '2.4')) ? 'dgram' : 'stream';
  const flow: Flow = { proto: form.proto ?? own, control: form.control ?? own };
  const rest = value.slice(form.skip);
  const base = { form, ...flow, host: rest, low: 0, high: 0, relative: true };
  const fault = (message: string, from = 0, end = value.length): Address => ({ ...base, fault: { message, start: start + from, end: start + end } });
  if (value === '') return fault(text('the address is empty'));
  const special = specialFault(form, rest, at, use);
  if (special !== undefined) return fault(special, form.skip);
  const typed = strict ? flowFault(flow, use, at) : undefined;
  if (form.family !== 'any' && form.family !== 'inet4' && form.family !== 'inet6') return typed === undefined ? base : fault(typed);

  const colon = portAt(rest, at);
  const port = colon < 0 ? '' : rest.slice(colon);
  const ports = strict ? strictPorts(port, use, at) : lenientPorts(port, use);
  if (ports.fault !== undefined) return fault(ports.fault, colon < 0 ? 0 : form.skip + Math.min(colon, rest.length - 1));
  const host = colon < 0 ? rest : rest.slice(0, colon - 1);
  if (typed !== undefined) return fault(typed);
  const found: Address = { ...base, low: ports.low, high: ports.high, relative: ports.relative, host };
  const wrong = hostFault(host, form, at);
  if (wrong === undefined) return found;
  const otherFamily = isIpv4(host) || isIpv6(host.replace(/^\[|\]$/g, ''));
  const span: AddressFault = { ...(otherFamily ? { otherFamily } : {}), message: wrong, start: start + form.skip, end: start + form.skip + Math.max(host.length, 1) };
  return { ...found, fault: use.late && isFrom(at, '1.7') ? { ...span, doubtful: true } : span };
}

/** Longest path of a socket: `sun_path` without its last byte, and from 2.2 on room for the names of reloads. */
function specialFault(form: Form, rest: string, at: Release, use: Use): string | undefined {
  switch (form.family) {
    case 'fd':
    case 'sockpair':
      if (!/^\s*[+-]?\d+$/.test(rest) || (isFrom(at, '2.3') && Number(rest) < 0)) return text('`{0}` is no file descriptor', rest);
      return form.family === 'fd' && !use.descriptor ? text('a file descriptor cannot stand here') : undefined;
    case 'unix':
    case 'abstract': {
      const most = form.family === 'unix' && isFrom(at, '2.2') ? 97 : 107;
      return rest.length > most ? text('the path of the socket has {0} characters: {1} is the most', rest.length, most) : undefined;
    }
    default:
      return undefined;
  }
}

function flowFault(flow: Flow, use: Use, at: Release): string | undefined {
  if (flow.control === 'stream' && use.flow === 'dgram') return text('a stream cannot stand here: datagrams are needed');
  if (flow.control === 'dgram' && use.flow === 'stream') return text('datagrams cannot stand here: a stream is needed');
  if (flow.control !== flow.proto && !isFrom(at, '2.6')) return text('QUIC is read but not supported before {0}', '2.6');
  return undefined;
}
