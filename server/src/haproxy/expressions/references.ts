// Names of other things in arguments: proxies, servers, tables, userlists. Others check that they exist.
import type { Arg } from './arguments';
import type { Run } from './run';

/** Records what the arguments of a fetch or converter refer to. An empty name means the proxy itself and is not recorded. */
export function mentionArguments(run: Run, args: readonly Arg[], at: number, keyword: string): void {
  for (const arg of args) {
    if (arg.text === '') continue;
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
