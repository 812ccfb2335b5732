// Names of other things in arguments: proxies, servers, tables, userlists. Others check that they exist.
import type { Arg } from './arguments';
import type { Run } from './run';

/** An argument that was left empty: the proxy in which the line stands is meant, or its table. Left as value `implied`. */
export interface Implied {
  readonly type: 'FE' | 'BE' | 'TAB' | 'SRV' | 'USR';
  readonly keyword: string;
}

const lookedUp: ReadonlySet<string> = new Set(['FE', 'BE', 'TAB', 'SRV', 'USR']);

/** Records what the arguments of a fetch or converter refer to; `detail` of the mention is the keyword, for proxies the side. */
export function mentionArguments(run: Run, args: readonly Arg[], at: number, keyword: string): void {
  for (const arg of args) {
    if (!lookedUp.has(arg.type)) continue;
    if (arg.text === '') {
      run.match.keep('implied', at, { type: arg.type, keyword });
      continue;
    }
    const part = { start: arg.start, end: arg.end };
    const mention = (kind: string, detail?: string) => run.match.mention('ref', kind, arg.text, at, part, detail);
    switch (arg.type) {
      case 'FE':
        mention('proxy', 'frontend');
        break;
      case 'BE':
        mention('proxy', 'backend');
        break;
      case 'SRV':
        mention('server', keyword);
        break;
      case 'TAB':
        mention('table', keyword);
        break;
      case 'USR':
        mention('userlist', keyword);
        break;
    }
  }
}
