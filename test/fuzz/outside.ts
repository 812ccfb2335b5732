// What comes from outside beside texts: settings of any shape, arguments of the command line, files that are checked together.
import { readArguments } from '../../server/src/cli/arguments';
import { checkTogether } from '../../server/src/cli/together';
import { readConfiguration } from '../../server/src/lsp/settings';
import type { LanguageService, Settings } from '../../server/src/service';
import type { LanguageId } from '../../server/src/targets';
import type { Random } from '../support/random';

const words = [
  '',
  '2.4',
  '2.4.22',
  '9.9',
  '1.5, 3.4',
  'rhel 9',
  'ubuntu-22.04',
  'jammy',
  'haproxy:2.8-alpine',
  'osixia/keepalived:2.0.20',
  'registry.example:5000/haproxy@sha256:0',
  'off',
  'error',
  'default',
  'keep',
  'single',
  'columns',
  '__proto__',
  'constructor',
  'unknown-keyword',
  '\0',
  '\ud83d',
  'a'.repeat(3000),
  ','.repeat(50),
  '-1e400',
  '${X}',
];
const keys = ['haproxy', 'keepalived', 'target', 'rules', 'inlayHints', 'units', 'inherited', 'defaults', 'codeLens', 'references', 'format', 'gaps', 'checkWorkspace', 'unknown-keyword', '__proto__', 'constructor', 'toString', ''];

/** Anything that JSON can hold; names and words are those of settings more often than not. */
export function anyJson(random: Random, depth = 0): unknown {
  const inner = () => anyJson(random, depth + 1);
  switch (random.number(depth > 3 ? 5 : 9)) {
    case 0:
      return null;
    case 1:
      return random.number(2) === 0;
    case 2:
      return random.pick([0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER]);
    case 3:
    case 4:
      return random.pick(words);
    case 5:
      return Array.from({ length: random.number(4) }, inner);
    default:
      return JSON.parse(`{${Array.from({ length: random.number(6) }, () => `${JSON.stringify(random.pick(keys))}:${JSON.stringify(inner())}`).join(',')}}`);
  }
}

/** The settings of a language as the server reads them out of what a client may answer. */
export function settingsOutOf(answer: unknown, language: LanguageId): Settings {
  return readConfiguration(answer)[language];
}

const parts = [
  'check',
  'help',
  'fix',
  '--',
  '-',
  '-h',
  '-V',
  '-x',
  '--help',
  '--version',
  '--fix',
  '--fix=safe',
  '--fix=x',
  '--no-fix',
  '--haproxy',
  '--keepalived',
  '--target',
  '--language',
  '--format',
  '--together',
  '--together=1',
  'haproxy',
  'keepalived',
  'text',
  'json',
  'x.cfg',
  '/',
  '=',
  '--=',
  '---',
  '--haproxy=',
  '--__proto__',
  '--constructor=1',
];

/** Arguments are understood, or refused with a message for people. */
export function someArguments(random: Random): void {
  const args = Array.from({ length: random.number(7) }, () => {
    const one = random.pick([...parts, ...words]);
    return random.number(5) === 0 ? `${one}=${random.pick(words)}` : one;
  });
  if (random.number(2) === 0) args.unshift('check');
  try {
    readArguments(args);
  } catch (error) {
    const { code } = error as { code?: unknown };
    const isMeant = error instanceof Error && (Object.getPrototypeOf(error) === Error.prototype || String(code).startsWith('ERR_PARSE_ARGS_'));
    if (!isMeant || error.message === '') throw new Error(`${JSON.stringify(args)}: ${error}`);
  }
}

/** A text in pieces, as several files of one configuration: what is found lies in its file. */
export function someTogether(random: Random, service: LanguageService, text: string, settings: Settings): void {
  const pieces: { name: string; source: string }[] = [];
  for (let at = 0; at < text.length || pieces.length === 0; ) {
    const end = Math.min(text.length, at + 1 + random.number(text.length));
    pieces.push({ name: `${pieces.length}.cfg`, source: text.slice(at, end) });
    at = end;
  }
  const checked = checkTogether(service, pieces, settings);
  for (const { source, problems } of checked) for (const { rule, start, end } of problems) if (start < 0 || start > end || end > source.length) throw new Error(`${rule} lies outside of its file`);
  if (checked.length !== pieces.length) throw new Error('a file is missing');
}
