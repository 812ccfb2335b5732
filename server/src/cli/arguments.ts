// The arguments of the command line.
import { parseArgs } from 'node:util';
import { languages } from '../languages';
import { type LanguageId, resolveTargets } from '../targets';

export interface CheckCommand {
  readonly command: 'check';
  readonly files: readonly string[];
  /** Setting of the target by language; empty: the default. */
  readonly target: Readonly<Record<LanguageId, string>>;
  /** Language of files that tell it neither by name nor by content. */
  readonly language: LanguageId | undefined;
  readonly fix: 'all' | 'safe' | undefined;
  readonly format: 'text' | 'json';
  /** HAProxy files are one configuration, in their order. */
  readonly together: boolean;
}

export type Command = CheckCommand | { readonly command: 'help' } | { readonly command: 'version' };

export const help = `Usage: haconf check [options] FILE...

Checks haproxy.cfg and keepalived.conf files as the chosen releases read them.

Options:
  --haproxy TARGET      release that reads HAProxy files: 2.4, ubuntu-22.04, haproxy:2.8-alpine
  --keepalived TARGET   release that reads Keepalived files: 2.2, rhel-9, osixia/keepalived:2.0.20
  --target TARGET       both of them: a distribution such as ubuntu-22.04
  --language LANGUAGE   haproxy or keepalived, for files that do not tell
  --together            HAProxy files are one configuration, as with haproxy -f A -f B; a folder
                        stands for its *.cfg files
  --fix                 mend what can be mended, in order, until nothing changes
  --fix=safe            the same, only what keeps the meaning of the file
  --format FORMAT       text (default) or json
  --help, --version

Several targets are separated by commas. A comment in a file goes first: # haconf: haproxy 2.4

Exit status: 0 no errors, 1 errors, 2 wrong usage or a file that cannot be read or written.
`;

const options = {
  haproxy: { type: 'string' },
  keepalived: { type: 'string' },
  target: { type: 'string' },
  language: { type: 'string' },
  fix: { type: 'string' },
  together: { type: 'boolean' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

/** Reads the arguments. Throws an Error with a message for the user when they are wrong. */
export function readArguments(args: readonly string[]): Command {
  const end = args.indexOf('--');
  const given = args.map((arg, i) => (arg === '--fix' && (end < 0 || i < end) ? '--fix=all' : arg));
  const { values, positionals } = parse(given);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...files] = positionals;
  if (command === undefined) throw new Error('a command is missing: haconf check FILE...');
  if (command === 'help') return { command: 'help' };
  if (command !== 'check') throw new Error(`unknown command \`${command}\`: there is \`check\``);
  if (files.length === 0) throw new Error('no file given: haconf check FILE...');
  const { fix, format = 'text', language, together = false } = values;
  if (together && fix !== undefined) throw new Error('--together only checks: --fix mends files one by one');
  if (fix !== undefined && fix !== 'all' && fix !== 'safe') throw new Error(`--fix takes \`safe\` or nothing, not \`${fix}\``);
  if (format !== 'text' && format !== 'json') throw new Error(`--format takes \`text\` or \`json\`, not \`${format}\``);
  if (language !== undefined && language !== 'haproxy' && language !== 'keepalived') throw new Error(`--language takes \`haproxy\` or \`keepalived\`, not \`${language}\``);
  const target = { haproxy: setting('haproxy', values.haproxy, values.target), keepalived: setting('keepalived', values.keepalived, values.target) };
  const meant = language ?? (values.haproxy !== undefined && values.keepalived === undefined ? 'haproxy' : values.keepalived !== undefined && values.haproxy === undefined ? 'keepalived' : undefined);
  for (const item of (values.target ?? '').split(',')) {
    const faults = (['haproxy', 'keepalived'] as const).map((id) => resolveTargets(languages[id].knowledge, id, item).problems[0]);
    if (values.target !== undefined && (item.trim() === '' || faults.every((fault) => fault !== undefined))) throw new Error(`--target: ${faults[0] ?? 'a target is missing'}`);
  }
  return { command: 'check', files, target, language: meant, fix, format, together };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Error((error as Error).message.replace(/\. To specify.*$/s, '').replace(/\.$/, ''));
  }
}

/** The setting for a language: its own option must be right; what `--target` says may concern the other daemon only. */
function setting(language: LanguageId, own: string | undefined, common: string | undefined): string {
  const knowledge = languages[language].knowledge;
  if (own !== undefined) {
    const { targets, problems } = resolveTargets(knowledge, language, own);
    if (problems[0] !== undefined || targets.length === 0) throw new Error(`--${language}: ${problems[0] ?? 'a target is missing'}`);
    return own;
  }
  const items = (common ?? '').split(',').filter((item) => item.trim() !== '' && resolveTargets(knowledge, language, item).problems.length === 0);
  return items.join(',');
}
