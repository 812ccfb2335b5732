// The virtual servers of a file and their real servers, as the daemon has them. Upstream: validate_check_config() of check_data.c.
import type { Statement } from '../core/tree';
import type { Block } from './blocks';
import type { KeepalivedModel } from './model';
import { type Definition, definitionsOf } from './named-things';
import { addressAt, innerBlocks, isTaken, lastLine, literalAt, takenLines, valueOf } from './reading';
import type { Address, Family } from './values/addresses';

export interface RealServer {
  readonly header: Statement;
  readonly block: Block;
  readonly address: Address;
  /** 0 when none is written. */
  readonly port: number;
  readonly weight: number;
  readonly method: string | undefined;
}

export interface VirtualServer {
  readonly header: Statement;
  readonly block: Block;
  readonly kind: 'address' | 'fwmark' | 'group';
  readonly family: Family | undefined;
  /** 0 when none is written. */
  readonly port: number;
  readonly group: Definition | undefined;
  readonly servers: readonly RealServer[];
  /** Headers of real servers that are dropped for their family. */
  readonly foreign: readonly Statement[];
  readonly sorry: { readonly line: Statement; readonly address: Address; readonly port: number; readonly method: string | undefined } | undefined;
  readonly protocol: string | undefined;
  readonly scheduler: string | undefined;
  readonly method: string | undefined;
  readonly quorum: number;
  readonly hysteresis: number;
}

const portOf = (line: Statement, at: number) => Number(line.words[at]?.text ?? 0) || 0;
const methodLine = (model: KeepalivedModel, block: Block) => [...takenLines(model, block, 'lb_kind'), ...takenLines(model, block, 'lvs_method')].sort((a, b) => block.lines.indexOf(a) - block.lines.indexOf(b)).pop();
const methodOf = (model: KeepalivedModel, block: Block): string | undefined => methodLine(model, block)?.words[1]?.text;

const cache = new WeakMap<KeepalivedModel, readonly VirtualServer[]>();

/** All virtual servers whose header the daemon takes. */
export function virtualServersOf(model: KeepalivedModel): readonly VirtualServer[] {
  let found = cache.get(model);
  if (!found) cache.set(model, (found = innerBlocks(model.file, 'virtual_server').flatMap((block) => (block.header && isTaken(model, block.header) ? [readServer(model, block, block.header)] : []))));
  return found;
}

function readServer(model: KeepalivedModel, block: Block, header: Statement): VirtualServer {
  const kind = literalAt(model, header, 'group') !== undefined ? 'group' : literalAt(model, header, 'fwmark') !== undefined ? 'fwmark' : 'address';
  const families = { family: kind === 'address' ? addressAt(model, header, 1)?.family : undefined };
  const own = valueOf(model, block, 'ip_family')?.text;
  if (families.family === undefined && own !== undefined) families.family = own === 'inet6' ? 6 : 4;
  const servers: RealServer[] = [];
  const foreign: Statement[] = [];
  const weight = Number(valueOf(model, block, 'weight')?.text ?? 1);
  for (const inner of innerBlocks(block, 'virtual_server/real_server')) {
    const line = inner.header;
    const address = line && isTaken(model, line) ? addressAt(model, line, 1) : undefined;
    if (!line || !address) continue;
    const method = methodOf(model, inner);
    const tunnel = (method ?? methodOf(model, block)) === 'TUN';
    families.family ??= address.family;
    if (address.family !== families.family && !tunnel) foreign.push(line);
    else servers.push({ header: line, block: inner, address, port: portOf(line, 2), weight: Number(valueOf(model, inner, 'weight')?.text ?? weight), method });
  }
  const sorryLine = lastLine(model, block, 'sorry_server');
  const sorryAddress = sorryLine && addressAt(model, sorryLine, 1);
  return {
    header,
    block,
    kind,
    family: families.family,
    port: kind === 'address' ? portOf(header, 2) : 0,
    group: kind === 'group' ? definitionsOf(model).find((definition) => definition.kind === 'virtual_server_group' && definition.name === header.words[2]?.text) : undefined,
    servers,
    foreign,
    sorry: sorryLine && sorryAddress ? { line: sorryLine, address: sorryAddress, port: portOf(sorryLine, 2), method: valueOf(model, block, 'sorry_server_lvs_method')?.text } : undefined,
    protocol: valueOf(model, block, 'protocol')?.text.toUpperCase(),
    scheduler: (lastLine(model, block, 'lb_algo') ?? lastLine(model, block, 'lvs_sched'))?.words[1]?.text,
    method: methodOf(model, block),
    quorum: Number(valueOf(model, block, 'quorum')?.text ?? 1) || 1,
    hysteresis: Number(valueOf(model, block, 'hysteresis')?.text ?? 0) || 0,
  };
}

/** The entries of a group: addresses with a port, and firewall marks. */
export function groupEntries(model: KeepalivedModel, group: Definition): { readonly line: Statement; readonly mark: boolean; readonly port: number; readonly family: Family | undefined }[] {
  return group.block.lines
    .filter((line) => isTaken(model, line))
    .map((line) => {
      const mark = literalAt(model, line, 'fwmark') !== undefined;
      const family = mark ? (literalAt(model, line, 'inet6') !== undefined ? 6 : literalAt(model, line, 'inet') !== undefined ? 4 : undefined) : addressAt(model, line, 0)?.family;
      return { line, mark, port: mark ? 0 : portOf(line, 1), family };
    });
}
