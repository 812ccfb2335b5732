// The VRRP instances of a file as the daemon has them once it has read all lines. Upstream: vrrp_complete_instance() of vrrp.c.
import type { Statement } from '../core/tree';
import type { Block } from './blocks';
import type { KeepalivedModel } from './model';
import { addressAt, innerBlocks, isTaken, lastLine, literalAt, switchOf, takenLines, valueOf } from './reading';
import { fromRelease } from './releases';
import type { Address, Family } from './values/addresses';

/** An address that an instance holds. */
export interface VirtualAddress extends Address {
  readonly line: Statement;
  readonly interface: string | undefined;
}

/** A line whose address is of another family than the instance. */
export interface ForeignFamily {
  readonly line: Statement;
  readonly what: 'virtual address' | 'peer' | 'source address' | 'multicast group' | 'ipvlan address';
}

export interface Instance {
  readonly block: Block;
  readonly header: Statement;
  readonly name: string;
  /** 4 when nothing says it. */
  readonly family: Family;
  /** Whether any address says the family. */
  readonly familyKnown: boolean;
  readonly version: 2 | 3;
  readonly strict: boolean;
  /** As the priority line says, else 255 for `state MASTER` without one, else 100. */
  readonly priority: number;
  /** The state at start, after the daemon has looked at the priority. */
  readonly state: 'MASTER' | 'BACKUP';
  /** The line that says the state. */
  readonly stateLine: Statement | undefined;
  readonly interface: string | undefined;
  readonly routerId: number | undefined;
  readonly addresses: readonly VirtualAddress[];
  readonly excluded: readonly VirtualAddress[];
  readonly peers: readonly VirtualAddress[];
  /** Lines that are dropped for their family. */
  readonly foreign: readonly ForeignFamily[];
  /** A keyword of unicast stands there, whether there are peers or not. */
  readonly unicastWanted: boolean;
}

const cache = new WeakMap<KeepalivedModel, readonly Instance[]>();

/** Blocks of the top level with a path, without those that the daemon skips because an earlier one has the name. */
export function namedBlocks(model: KeepalivedModel, path: string): Block[] {
  const seen = new Set<string>();
  return innerBlocks(model.file, path).filter((block) => {
    const name = block.header?.words[1]?.text;
    if (!block.header || name === undefined || !isTaken(model, block.header) || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** The block of settings of the daemon; several are one. */
export function globalSwitch(model: KeepalivedModel, keyword: string): boolean | undefined {
  let value: boolean | undefined;
  for (const block of innerBlocks(model.file, 'global_defs')) value = switchOf(model, block, keyword) ?? value;
  return value;
}

/** All instances that the daemon keeps while it reads. */
export function instancesOf(model: KeepalivedModel): readonly Instance[] {
  let instances = cache.get(model);
  if (!instances) cache.set(model, (instances = namedBlocks(model, 'vrrp_instance').map((block) => readInstance(model, block))));
  return instances;
}

interface Families {
  family: Family | undefined;
  readonly foreign: ForeignFamily[];
}

/** Takes an address into an instance if its family fits; the first one decides. */
function fits(state: Families, address: Address, line: Statement, what: ForeignFamily['what']): boolean {
  state.family ??= address.family;
  if (address.family === state.family) return true;
  state.foreign.push({ line, what });
  return false;
}

const sources = new Map<string, ForeignFamily['what']>([
  ['mcast_src_ip', 'source address'],
  ['unicast_src_ip', 'source address'],
  ['mcast_dst_ip', 'multicast group'],
  ['use_ipvlan', 'ipvlan address'],
]);

function virtualAddress(model: KeepalivedModel, line: Statement): VirtualAddress | undefined {
  const address = addressAt(model, line, 0);
  const device = literalAt(model, line, 'dev');
  return address && { ...address, line, interface: device === undefined ? undefined : line.words[device + 1]?.text };
}

/** Whether an address line is kept, apart from its family: unknown options are skipped, but a value that is missing or bad costs the address. */
function isKept(model: KeepalivedModel, line: Statement): boolean {
  return !model.binding(line).problems.some((problem) => problem.severity === 'error' && (problem.rule === 'missing-argument' || (problem.rule === 'name-too-long' && fromRelease(model, '2.2.4'))));
}

function readInstance(model: KeepalivedModel, block: Block): Instance {
  const header = block.header as Statement;
  const state: Families = { family: undefined, foreign: [] };
  const addresses: VirtualAddress[] = [];
  const excluded: VirtualAddress[] = [];
  const peers: VirtualAddress[] = [];
  for (const line of block.lines) {
    const keyword = model.binding(line).keyword?.name ?? '';
    const inner = model.opened(line);
    if (keyword === 'virtual_ipaddress' || keyword === 'virtual_ipaddress_excluded') {
      for (const entry of inner?.lines ?? []) {
        const address = isKept(model, entry) ? virtualAddress(model, entry) : undefined;
        if (!address) continue;
        if (keyword === 'virtual_ipaddress_excluded') excluded.push(address);
        else if (fits(state, address, entry, 'virtual address')) addresses.push(address);
      }
    } else if (keyword === 'unicast_peer') {
      for (const entry of inner?.lines ?? []) {
        const address = virtualAddress(model, entry);
        if (address && fits(state, address, entry, 'peer')) peers.push(address);
      }
    } else if (sources.has(keyword)) {
      const found = model.binding(line).values.find(({ kind }) => kind === 'address');
      if (found && isTaken(model, line)) fits(state, found.value as Address, line, sources.get(keyword) as ForeignFamily['what']);
    } else if (keyword === 'native_ipv6') state.family ??= 6;
  }
  const family = state.family ?? 4;
  const strict = switchOf(model, block, 'strict_mode') ?? globalSwitch(model, 'vrrp_strict') ?? false;
  const version = versionOf(model, block, family, strict);
  const { priority, declared, stateLine } = priorityOf(model, block);
  const id = valueOf(model, block, 'virtual_router_id');
  const owner = priority === 255;
  const wanted = declared === 'MASTER' || (declared === undefined && owner);
  return {
    block,
    header,
    name: header.words[1]?.text ?? '',
    family,
    familyKnown: state.family !== undefined,
    version,
    strict,
    priority,
    state: strict ? (owner ? 'MASTER' : 'BACKUP') : wanted ? 'MASTER' : 'BACKUP',
    stateLine,
    interface: valueOf(model, block, 'interface')?.text,
    routerId: id === undefined ? undefined : Number(id.text),
    addresses,
    excluded,
    peers,
    foreign: state.foreign,
    unicastWanted: innerBlocks(block, 'vrrp_instance/unicast_peer').length > 0 || ['unicast_src_ip', 'unicast_fault_no_peer', 'check_unicast_src', 'old_unicast_checksum'].some((keyword) => takenLines(model, block, keyword).length > 0),
  };
}

function versionOf(model: KeepalivedModel, block: Block, family: Family, strict: boolean): 2 | 3 {
  const own = valueOf(model, block, 'version')?.text;
  if (takenLines(model, block, 'native_ipv6').length > 0) return 3;
  if (own !== undefined) return Number(own) === 2 && !(family === 6 && strict) ? 2 : 3;
  if (family === 6) return 3;
  let version: 2 | 3 = 2;
  for (const global of innerBlocks(model.file, 'global_defs')) {
    const line = valueOf(model, global, 'vrrp_version')?.text;
    if (line !== undefined) version = Number(line) === 3 ? 3 : 2;
  }
  return version;
}

function priorityOf(model: KeepalivedModel, block: Block): { priority: number; declared: 'MASTER' | 'BACKUP' | undefined; stateLine: Statement | undefined } {
  const states = takenLines(model, block, 'state');
  const master = states.find((line) => line.words[1]?.text === 'MASTER');
  const later = states.slice(master ? states.indexOf(master) + 1 : 0).find((line) => line.words[1]?.text !== 'MASTER' && line.words[1]?.text !== 'BACKUP');
  const stateLine = later ?? master ?? states.at(-1);
  const declared = stateLine && (stateLine === master ? 'MASTER' : 'BACKUP');
  const line = lastLine(model, block, 'priority');
  const good = line && model.binding(line).problems.every(({ origin }) => origin === 'advice');
  const priority = good ? Number(line.words[1]?.text) : line ? 100 : declared === 'MASTER' ? 255 : 100;
  return { priority, declared, stateLine };
}
