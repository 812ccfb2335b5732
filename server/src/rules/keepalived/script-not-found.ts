// Commands that the daemon cannot find, as far as that can be told without the machine. Upstream: check_script_secure() of notify.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, lastLine } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

export const scriptNotFound: Rule<KeepalivedModel> = {
  id: 'script-not-found',
  severity: 'error',
  origin: 'daemon',
  summary: 'The command of a script cannot be found.',
  check(model, report) {
    for (const block of innerBlocks(model.file, 'vrrp_script')) {
      const line = lastLine(model, block, 'script');
      const word = line?.words[1];
      if (!line || !word || word.opaque) continue;
      const command = word.text.trim().split(/\s+/)[0] ?? '';
      if (command.includes('$')) report(line, 1, text('there is no command `{0}`: the script is disabled', command));
      // What is meant for a shell is none of a command's name; it is told, and the file is not called wrong for it.
      else if (/^[<>(|&;]/.test(command)) report(line, 1, text('`{0}` is no command: keepalived starts scripts without a shell', command), fromRelease(model, '2.1.5') ? { severity: 'warning' } : { severity: 'warning', origin: 'advice' });
      else if (command.includes('/') && !command.startsWith('/')) {
        const message = text('`{0}` is no absolute path: the script is not found', command);
        if (fromRelease(model, '2.3.1')) report(line, 1, message);
        else report(line, 1, message, { severity: 'warning', origin: 'advice' });
      }
    }
  },
};
