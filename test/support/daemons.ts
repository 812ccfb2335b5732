// The real daemons of this machine, to compare with. Tests that need one which is not there say so and are skipped.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const find = (name: string): string | undefined => [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'].map((folder) => path.join(folder, name)).find((file) => existsSync(file));

/** Paths of the daemons, undefined where they are not installed. */
export const haproxyPath = find('haproxy');
export const keepalivedPath = find('keepalived');

/** The release of an installed daemon (`2.6.12`), or undefined. */
export function releaseOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const said = spawnSync(file, ['-v'], { encoding: 'utf8' });
  return /(?:version|v)\s?(\d+\.\d+(?:\.\d+)?)/.exec(`${said.stdout}${said.stderr}`)?.[1];
}

export interface Verdict {
  readonly status: number | null;
  /** Lines of the daemon that warn or refuse. */
  readonly complaints: readonly string[];
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haconf-test-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `haproxy -c` says about a text. */
export function haproxyVerdict(text: string): Verdict {
  return inFolder((folder) => {
    const file = path.join(folder, 'haproxy.cfg');
    writeFileSync(file, text);
    const said = spawnSync(haproxyPath as string, ['-c', '-f', file], { encoding: 'utf8' });
    return { status: said.status, complaints: `${said.stdout}${said.stderr}`.split('\n').filter((line) => /\[(ALERT|WARNING)\]/.test(line)) };
  });
}

/** A network interface that VRRP can use here; keepalived refuses the loopback. */
const someInterface = Object.entries(os.networkInterfaces()).find(([, addresses]) => addresses?.some((address) => !address.internal))?.[0] ?? 'eth0';

/** What `keepalived -t` says about a text. Scripts below /etc/keepalived and interfaces are replaced by ones that exist here. */
export function keepalivedVerdict(text: string): Verdict {
  return inFolder((folder) => {
    const script = path.join(folder, 'check.sh');
    writeFileSync(script, '#!/bin/sh\nexit 0\n');
    chmodSync(script, 0o755);
    const file = path.join(folder, 'keepalived.conf');
    writeFileSync(file, text.replaceAll(/\/etc\/keepalived\/\w+\.sh/g, script).replaceAll(/(\binterface )\S+/g, `$1${someInterface}`));
    const said = spawnSync(keepalivedPath as string, ['-t', '-f', file], { encoding: 'utf8' });
    return { status: said.status, complaints: `${said.stdout}${said.stderr}`.split('\n').filter((line) => line.trim() !== '') };
  });
}
