// VRRP as one keepalived.conf describes it: instances, their priorities and addresses, and the scripts that they track.
import { type Statement, type SyntaxTree, walk } from '../core/tree';

export interface VrrpScript {
  readonly name: string;
  readonly statement: Statement;
  /** The line with the command; undefined when the block has none. */
  readonly command: Statement | undefined;
  /** What is added to the priority: a positive weight while the script succeeds, a negative one while it fails; 0: the instance goes to FAULT. */
  readonly weight: number;
  readonly weightLine: Statement | undefined;
}

export interface TrackedScript {
  readonly name: string;
  readonly line: Statement;
  /** Overrides the weight of the script itself. */
  readonly weight: number | undefined;
}

export interface VrrpInstance {
  readonly name: string;
  readonly statement: Statement;
  readonly state: string | undefined;
  /** 100 when not written (keepalived.conf, "priority"). */
  readonly priority: number;
  readonly priorityLine: Statement | undefined;
  readonly routerId: string | undefined;
  readonly noPreempt: Statement | undefined;
  readonly tracked: readonly TrackedScript[];
  /** Virtual addresses without prefix length. */
  readonly addresses: readonly string[];
}

export interface Vrrp {
  readonly instances: readonly VrrpInstance[];
  readonly scripts: readonly VrrpScript[];
}

const keywordOf = (statement: Statement) => statement.words[0]?.text;
const line = (block: Statement, keyword: string) => (block.body ?? []).filter((child) => child.active !== false && keywordOf(child) === keyword).pop();
const value = (block: Statement, keyword: string) => line(block, keyword)?.words[1];

function number(block: Statement, keyword: string): number | undefined {
  const word = value(block, keyword);
  return word && /^-?\d+$/.test(word.text) ? Number(word.text) : undefined;
}

function readScript(statement: Statement): VrrpScript {
  return { name: statement.words[1]?.text ?? '', statement, command: line(statement, 'script'), weight: number(statement, 'weight') ?? 0, weightLine: line(statement, 'weight') };
}

function readInstance(statement: Statement): VrrpInstance {
  const entries = (keyword: string) => (statement.body ?? []).filter((child) => keywordOf(child) === keyword).flatMap((child) => child.body ?? []);
  const tracked = entries('track_script').map((entry): TrackedScript => {
    const at = entry.words.findIndex((word) => word.text === 'weight');
    const weight = Number(entry.words[at + 1]?.text);
    return { name: entry.words[0]?.text ?? '', line: entry, weight: at > 0 && Number.isInteger(weight) ? weight : undefined };
  });
  return {
    name: statement.words[1]?.text ?? '',
    statement,
    state: value(statement, 'state')?.text,
    priority: number(statement, 'priority') ?? 100,
    priorityLine: line(statement, 'priority'),
    routerId: value(statement, 'virtual_router_id')?.text,
    noPreempt: line(statement, 'nopreempt'),
    tracked,
    addresses: [...entries('virtual_ipaddress'), ...entries('virtual_ipaddress_excluded')].map((entry) => (entry.words[0]?.text ?? '').replace(/\/\d+$/, '')).filter((address) => /^[\d.]+$|:/.test(address)),
  };
}

/** Reads a tree; odd or half-written blocks give what they have. */
export function vrrpOf(tree: SyntaxTree): Vrrp {
  const instances: VrrpInstance[] = [];
  const scripts: VrrpScript[] = [];
  for (const statement of walk(tree.statements)) {
    if (statement.active === false) continue;
    if (keywordOf(statement) === 'vrrp_instance') instances.push(readInstance(statement));
    else if (keywordOf(statement) === 'vrrp_script') scripts.push(readScript(statement));
  }
  return { instances, scripts };
}
