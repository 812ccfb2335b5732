// Checks of real servers that lack what they need: the daemon drops them. Upstream: the end handlers of check_*.c.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Block } from '../../keepalived/blocks';
import type { KeepalivedModel } from '../../keepalived/model';
import { definitionsOf, tells } from '../../keepalived/named-things';
import { addressAt, closingBrace, innerBlocks, lastLine, linesOf, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

const root = 'virtual_server/real_server/';

function atEnd(block: Block, message: string, report: Report): void {
  if (block.header) report(block.header, closingBrace(block.header), message);
}

function checkHttp(model: KeepalivedModel, block: Block, report: Report): void {
  const urls = innerBlocks(block, `${block.path}/url`);
  const good = urls.filter((url) => takenLines(model, url, 'path').length > 0);
  for (const url of urls) if (!good.includes(url) && linesOf(model, url, 'path').every((line) => !line.words.some((word) => word.opaque))) atEnd(url, text('this `url` has no `path`: it is ignored'), report);
  if (good.length === 0) atEnd(block, text('there is no `url`: the check is dropped'), report);
}

function checkNames(model: KeepalivedModel, block: Block, index: number, report: Report): void {
  const bfd = block.path === `${root}BFD_CHECK`;
  const line = lastLine(model, block, bfd ? 'name' : 'track_file');
  const name = line?.words[1];
  const kind = bfd ? 'bfd_instance' : 'track_file';
  const known = definitionsOf(model).some((one) => one.kind === kind && one.name === name?.text && one.index < index && (!bfd || tells(model, one, 'checker')));
  if (line && name && !name.opaque && !known) report(line, 1, text('there is no {0} `{1}` above', kind, name.text));
  if (!name || (!known && !name.opaque)) atEnd(block, bfd ? text('there is no `name`: the check is dropped') : text('there is no `track_file`: the check is dropped'), report);
}

function checkConnection(model: KeepalivedModel, block: Block, target: 4 | 6 | undefined, report: Report): void {
  let to = target;
  let from: 4 | 6 | undefined;
  for (const line of block.lines) {
    const keyword = model.binding(line).keyword?.name;
    const address = keyword === 'connect_ip' || keyword === 'bindto' ? addressAt(model, line, 1) : undefined;
    if (!address) continue;
    const other = keyword === 'connect_ip' ? from : to;
    if (other !== undefined && other !== address.family) report(line, 1, text('`connect_ip` and `bindto` are of two families: the line is ignored'));
    else if (keyword === 'connect_ip') to = address.family;
    else from = address.family;
  }
  const line = lastLine(model, block, 'connect_ip');
  const address = line && addressAt(model, line, 1);
  if (address?.family === 6 && /^fe[89ab]/.test(address.key) && !lastLine(model, block, 'bind_if')) atEnd(block, text('a link-local address needs `bind_if`: the check is dropped'), report);
}

function checkOne(model: KeepalivedModel, block: Block, index: number, target: 4 | 6 | undefined, report: Report): void {
  const kind = block.path.slice(root.length);
  if (kind === 'HTTP_GET' || kind === 'SSL_GET') checkHttp(model, block, report);
  if (kind === 'MISC_CHECK' && !linesOf(model, block, 'misc_path').some((line) => line.words.length > 1)) atEnd(block, text('there is no `misc_path`: the check is dropped'), report);
  if (kind === 'BFD_CHECK' || kind === 'FILE_CHECK') checkNames(model, block, index, report);
  if (kind === 'UDP_CHECK' && fromRelease(model, '2.2.4')) {
    const least = Number(lastLine(model, block, 'min_reply_length')?.words[1]?.text ?? 0);
    const most = Number(lastLine(model, block, 'max_reply_length')?.words[1]?.text ?? 255);
    if (least > most && block.header) report(block.header, closingBrace(block.header), text('`min_reply_length` is above `max_reply_length`: the check always fails'), { severity: 'warning' });
  }
  // A check goes to the real server itself, but for SMTP, which takes that only at its end.
  checkConnection(model, block, kind === 'SMTP_CHECK' ? undefined : target, report);
  for (const inner of innerBlocks(block, `${root}SMTP_CHECK/host`)) checkConnection(model, inner, target, report);
}

export const incompleteChecker: Rule<KeepalivedModel> = {
  id: 'incomplete-checker',
  severity: 'error',
  origin: 'daemon',
  summary: 'A check of a real server is dropped.',
  check(model, report) {
    model.file.blocks.forEach((server, index) => {
      if (server.path !== 'virtual_server' || !server.known) return;
      for (const real of innerBlocks(server, 'virtual_server/real_server')) {
        const sessions = new Set<string>();
        for (const block of real.blocks) {
          if (!block.known) continue;
          checkOne(model, block, index, real.header && addressAt(model, real.header, 1)?.family, report);
          const name = block.path === `${root}BFD_CHECK` ? lastLine(model, block, 'name') : undefined;
          if (name?.words[1] && sessions.has(name.words[1].text)) report(name, 1, text('the real server follows `{0}` already: the check is dropped', name.words[1].text));
          if (name?.words[1]) sessions.add(name.words[1].text);
        }
      }
    });
  },
};
