// Keywords of which the daemon takes the first only, or one of which replaces the other with a message. Upstream: handlers that say "already specified".
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Severity, Statement } from '../../core/tree';
import { walkBlocks } from '../../keepalived/blocks';
import type { KeepalivedModel } from '../../keepalived/model';
import { fromRelease } from '../../keepalived/releases';

/** What a second line of a keyword does, as the data say: `first` counts, or the `last` one with a warning. */
interface Once {
  readonly keep: 'first' | 'last';
  readonly since?: string;
  readonly severity?: Severity;
}

function onceOf(model: KeepalivedModel, line: Statement): Once | undefined {
  const once = model.binding(line).keyword?.entry.extra?.once as Once | undefined;
  return once && (once.since === undefined || fromRelease(model, once.since)) ? once : undefined;
}

export const repeatedKeyword: Rule<KeepalivedModel> = {
  id: 'repeated-keyword',
  severity: 'error',
  origin: 'daemon',
  summary: 'A keyword stands twice, and one of the lines is ignored.',
  check(model, report) {
    const seen = new Map<string, Statement>();
    for (const block of walkBlocks(model.file)) {
      // Blocks of the daemon's own settings are one; any other block is its own.
      if (block.path !== 'global_defs' && block.path !== '') for (const key of [...seen.keys()]) if (key.startsWith(`${block.path} `)) seen.delete(key);
      for (const line of block.lines) {
        const once = onceOf(model, line);
        if (!once || line.uncertain || model.binding(line).problems.some(({ severity, origin }) => severity === 'error' && origin !== 'advice')) continue;
        const key = `${block.path} ${line.words[0]?.text ?? ''}`;
        const first = seen.get(key);
        if (!first) seen.set(key, line);
        else if (once.keep === 'first') report(line, 0, text('`{0}` stands on line {1} already: this one is ignored', line.words[0]?.text ?? '', first.line + 1), { severity: once.severity ?? 'error' });
        else report(line, 0, text('`{0}` replaces the one on line {1}', line.words[0]?.text ?? '', first.line + 1), { severity: once.severity ?? 'error' });
      }
    }
  },
};
