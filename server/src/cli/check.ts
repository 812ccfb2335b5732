// `haconf check`: reads the files, mends them when asked to, gathers what is left to report.
import { detectLanguage } from '../detect';
import { fixAll } from '../fixing';
import { languages } from '../languages';
import { createLanguageService, type Services, type TargetProblem } from '../service';
import type { LanguageId } from '../targets';
import type { CheckCommand } from './arguments';
import { beside, configsIn, readText, reasonOf, replaceText } from './files';
import { checkTogether, type Piece } from './together';

export interface CheckedFile {
  /** As given on the command line. */
  readonly name: string;
  readonly language: LanguageId;
  /** Names of the releases, joined by a comma. */
  readonly target: string;
  readonly source: string;
  readonly problems: readonly TargetProblem[];
  /** Number of fixes that were applied. */
  readonly fixed: number;
}

/** Checks all files of a command. `fail` hears of each file that could not be read, recognised or written; the others are checked all the same. */
export function checkFiles(command: CheckCommand, fail: (message: string) => void): CheckedFile[] {
  const crashed = new Set<string>();
  const onCrash = (what: string, error: unknown) => {
    if (!crashed.has(what)) fail(`internal fault in ${what}, its findings are missing: ${error instanceof Error ? error.message : error}`);
    crashed.add(what);
  };
  const services: Services = { haproxy: createLanguageService(languages.haproxy, beside, onCrash), keepalived: createLanguageService(languages.keepalived, beside, onCrash) };
  const checked: CheckedFile[] = [];
  const pieces: Piece[] = [];
  for (const name of command.together ? command.files.flatMap(configsIn) : command.files) {
    try {
      const read = readText(name);
      const language = detectLanguage(name, read.source) ?? command.language ?? (command.together ? 'haproxy' : undefined);
      if (language === undefined) {
        fail(`${name}: neither an HAProxy nor a Keepalived file: say which with --language`);
        continue;
      }
      if (command.together && language === 'haproxy') {
        pieces.push({ name, source: read.source });
        continue;
      }
      const service = services[language];
      const settings = { target: command.target[language] };
      let source = read.source;
      let fixed = 0;
      if (command.fix) {
        const result = fixAll(service, source, name, settings, command.fix === 'safe');
        if (result.source !== source) {
          replaceText(name, read, result.source);
          source = result.source;
          fixed = result.applied;
        }
      }
      const file = service.open(source, name, settings);
      checked.push({ name, language, target: file.targets.targets.map((target) => target.name).join(','), source, problems: file.problems(), fixed });
    } catch (error) {
      fail(`${name}: ${reasonOf(error)}`);
    }
  }
  if (pieces.length > 0) checked.push(...checkTogether(services.haproxy, pieces, { target: command.target.haproxy }).map((piece) => ({ ...piece, language: 'haproxy' as const, fixed: 0 })));
  return checked;
}
