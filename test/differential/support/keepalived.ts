// Asks Debian's keepalived about many texts at once, in a network namespace of its own that has the interfaces they name, and compares its words with those of haconf.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check } from '../../../server/src/index';
import { keepalivedPath } from '../../support/daemons';
import type { Saying } from './disagreement';

/** The release that is compared with: Debian 12's. */
export const keepalivedRelease = '2.2.7';
const configId = 'node1';
/** Interfaces that the namespace has: as many as are enough for the project's files. */
const interfaces = ['eth0', 'eth1', 'eth2', 'ens3', 'ens192', 'bond0', 'enp1s0'];

/** Why no namespace can be made here; undefined when one can. */
export function withoutNamespace(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  const done = spawnSync('unshare', ['-n', 'sh', '-c', setUp], { encoding: 'utf8' });
  return done.status === 0 ? undefined : (done.stderr || String(done.error ?? 'unshare failed')).trim().split('\n')[0];
}

const setUp = `ip link set lo up; for i in ${interfaces.join(' ')}; do ip link add $i type dummy 2>/dev/null || ip link add $i type veth peer name p$i || exit 1; ip link set $i up; done`;
const checkAll = 'for f in *.conf; do timeout 20 "$0" -t --config-id="$1" -f "$f" >"$f.out" 2>&1; echo $? >"$f.status"; done';

/** What depends on the machine. */
const outside =
  /doesn't exist|Non-existent interface|Unable to access|SECURITY VIOLATION|script user|not executable|no such file|failed to (open|find|initialise)|unable to (open|find)|IPVS|ip_vs|iptables|nftables|ipset|libnl|netlink|default user|Unsafe permissions|WARNING - script|^(Starting|Running on|Command line|Configuration file|Opening file|Stopped)|config test|NOTICE|Error setting global script uid|not found (in|or)|not found.accessible|cannot be (found|accessed)|dbus/i;

export interface KeepalivedVerdict {
  /** It has nothing to say. Undefined: it crashed or hung. */
  readonly accepts: boolean | undefined;
  readonly alerts: readonly Saying[];
  readonly warnings: readonly Saying[];
}

function sayings(output: string): Saying[] {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Saying => {
      const shape = /^\((?:[^()]*: )?Line (\d+)\) (.*)$/.exec(line);
      return shape ? { line: Number(shape[1]), message: shape[2] as string } : { line: undefined, message: line };
    })
    .filter(({ message }) => !outside.test(message));
}

/** What `keepalived -t` says about each text, in their order. */
export async function keepalivedSays(texts: readonly string[]): Promise<KeepalivedVerdict[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haconf-differential-'));
  const fileOf = (i: number) => path.join(folder, `${i}.conf`);
  try {
    const script = path.join(folder, 'check.sh');
    writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
    for (const [i, text] of texts.entries()) writeFileSync(fileOf(i), text.replaceAll(/\/etc\/keepalived\/\w+\.sh/g, script));
    await new Promise<void>((resolve, reject) => {
      const child = spawn('unshare', ['-n', 'sh', '-c', `${setUp}; ${checkAll}`, keepalivedPath as string, configId], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('error', reject);
      child.on('exit', () => resolve());
    });
    return texts.map((_, i) => {
      const status = Number(readFileSync(`${fileOf(i)}.status`, 'latin1'));
      const output = readFileSync(`${fileOf(i)}.out`, 'latin1');
      const said = sayings(output);
      // Without an interface it stops before it looks at the whole, and what names a script that is not there is not looked at.
      const stopped = status > 100 || (said.length === 0 && output.trim() !== '');
      return { accepts: stopped ? undefined : said.length === 0, alerts: said, warnings: [] };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What haconf says about a text, errors and warnings alike: the daemon does not tell them apart. */
export function haconfSays(text: string): KeepalivedVerdict {
  const problems = check(text, { language: 'keepalived', target: keepalivedRelease, configId }).filter(({ origin, severity }) => origin === 'daemon' && (severity === 'error' || severity === 'warning'));
  const alerts = problems.flatMap((problem) => Array.from({ length: problem.endLine - problem.line + 1 }, (_, i) => ({ line: problem.line + i, message: `${problem.rule}: ${problem.message}` })));
  return { accepts: problems.length === 0, alerts, warnings: [] };
}
