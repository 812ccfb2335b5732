// Asks Debian's haproxy about a text, and compares its words with those of haconf.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check } from '../../../server/src/index';
import { haproxyPath } from '../../support/daemons';
import type { Saying } from './disagreement';

/** The release that is compared with: Debian 12's. */
export const haproxyRelease = '2.6';
const localPeer = 'conf';
/** The whole environment of the daemon, and what haconf is told of it. */
const environment = { HOSTNAME: 'conf', HOME: '/root', PATH: '/usr/bin:/bin' };

/** What depends on the machine: files, names, users, addresses of others. */
const outside =
  /unable to (stat|load|open|read|find)|cannot (open|load|stat|find|read)|can't open|no such file|could not resolve|invalid address: '[^']*' in|permission denied|failed to (open|load|read|initialize)|unknown (user|group)|cannot (bind|chown|chroot|find (user|group))|setrlimit|couldn't open|error opening|file not found|does(n't| not) exist|FD limit|maxsock|ulimit|Lua|crt-list|certificate|SSL|address family|QUIC is not compiled in|DeviceAtlas|parsing of spoe/i;
/** Whether something that was said follows from the text alone; the name of a ring is no word of the message. */
const isOurs = ({ message }: Saying) => !outside.test(message.replace(/ring '[^']*'/, 'ring'));
/** What only sums up. */
const summary = /^(config : )?(Error\(s\) found in configuration|Fatal errors found|Some warnings were found|Fatal)/;

export interface Verdict {
  /** Undefined: it crashed, hung, or says nothing that does not depend on the machine. */
  readonly accepts: boolean | undefined;
  readonly alerts: readonly Saying[];
  readonly warnings: readonly Saying[];
}

/** Reads what the daemon printed. */
function sayings(output: string, file: string): Verdict {
  const alerts: Saying[] = [];
  const warnings: Saying[] = [];
  for (const line of output.split('\n')) {
    const shape = /^\[(ALERT|WARNING)\]\s+\(\d+\) : (.*)$/.exec(line);
    if (!shape || summary.test(shape[2] as string)) continue;
    const message = (shape[2] as string).replaceAll(file, 'F');
    const at = /\[F:(\d+)\]/.exec(message)?.[1];
    (shape[1] === 'ALERT' ? alerts : warnings).push({ line: at === undefined ? undefined : Number(at), message });
  }
  return { accepts: alerts.length === 0, alerts, warnings };
}

/** What `haproxy -c` says about a text. */
export function haproxySays(text: string): Promise<Verdict> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haconf-differential-'));
  const file = path.join(folder, 'haproxy.cfg');
  writeFileSync(file, text);
  return new Promise((resolve) => {
    execFile(haproxyPath as string, ['-c', '-L', localPeer, '-f', file], { env: environment, cwd: folder, timeout: 20_000, encoding: 'latin1' }, (error, stdout, stderr) => {
      rmSync(folder, { recursive: true, force: true });
      const { alerts, warnings } = sayings(`${stdout}\n${stderr}`, file);
      const status = error ? error.code : 0;
      const real = alerts.filter(isOurs);
      const crashed = status !== 0 && status !== 1 && status !== 2;
      const accepts = crashed || (alerts.length > 0 && real.length === 0) ? undefined : status !== 1;
      const told = warnings.filter(isOurs);
      // Some alerts do not keep it from accepting the text: haconf says them as warnings.
      resolve({ accepts, alerts: real, warnings: accepts ? [...real, ...told] : told });
    });
  });
}

/** What haconf says about a text, as the daemon would. */
export function haconfSays(text: string): Verdict & { readonly advice: readonly Saying[] } {
  const problems = check(text, { language: 'haproxy', target: haproxyRelease, environment, localPeer });
  const of = (origin: string, ...severities: string[]) =>
    problems
      .filter((problem) => problem.origin === origin && severities.includes(problem.severity))
      .flatMap((problem) => Array.from({ length: problem.endLine - problem.line + 1 }, (_, i) => ({ line: problem.line + i, message: `${problem.rule}: ${problem.message}` })));
  const alerts = of('daemon', 'error');
  return { accepts: alerts.length === 0, alerts, warnings: of('daemon', 'warning'), advice: of('advice', 'warning', 'information') };
}
