import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { languages } from '../../../server/src/languages';
import { partsOf, preferOpen } from '../../../server/src/lsp/parts';
import { createLanguageService, type FileReader } from '../../../server/src/service';

const disk: Record<string, string> = { '/k/keepalived.conf': 'include conf.d/a.conf\n', '/k/conf.d/a.conf': 'instance disk\n' };
const reader: FileReader = (name, beside) => disk[new URL(name, `file://${beside ?? '/'}`).pathname];
const document = (path: string, text: string) => TextDocument.create(`file://${path}`, 'keepalived', 1, text);

function parts(documents: readonly TextDocument[]) {
  const read = preferOpen(reader, () => documents);
  const services = { haproxy: createLanguageService(languages.haproxy, { read }), keepalived: createLanguageService(languages.keepalived, { read }) };
  return { read, ...partsOf(read, services, () => documents) };
}

it('reads what is open rather than what is on disk', () => {
  const { read } = parts([document('/k/conf.d/a.conf', 'instance screen\n')]);
  expect(read('conf.d/a.conf', '/k/keepalived.conf')).toBe('instance screen\n');
  expect(read('conf.d/../keepalived.conf', '/k/x.conf')).toBe(disk['/k/keepalived.conf']);
});

it('knows parts by the open files and by the main file beside them', () => {
  const a = document('/k/conf.d/a.conf', 'x');
  const b = document('/k/b.conf', 'x');
  const main = document('/k/other.conf', 'include b.conf\n');
  expect(parts([a]).isPart(a)).toBe(true);
  expect(parts([b]).isPart(b)).toBe(false);
  expect(parts([b, main]).isPart(b)).toBe(true);
  expect(parts([b, main]).isPart(main)).toBe(false);
});

it('knows who reads whom', () => {
  const b = document('/k/b.conf', 'x');
  const main = document('/k/other.conf', 'include b.conf\n');
  const third = document('/k/third.conf', 'x');
  const { related } = parts([b, main, third]);
  expect(related(b)).toEqual([main.uri]);
  expect(related(main)).toEqual([b.uri]);
  expect(related(third)).toEqual([]);
});
