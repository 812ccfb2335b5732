// Features that look at other files: links, paths, names of texts that are read together.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { completion } from '../../../server/src/features/completion';
import { hover } from '../../../server/src/features/hover';
import { documentLinks } from '../../../server/src/features/links';
import { definition, references } from '../../../server/src/features/navigation';
import { rename } from '../../../server/src/features/rename';
import { type Subject, subjectOf } from '../../../server/src/features/subject';
import { languages } from '../../../server/src/languages';
import { workspaceFolders, workspaceLinks } from '../../../server/src/lsp/files';
import { at, open } from '../../support/features';

const other = subjectOf(languages.haproxy, open('backend far\n    balance source\nbackend both\n').file.model, 'file:///other.cfg') as Subject;
const main = (fixture: string): { subject: Subject; offset: number } => {
  const { file, offset } = open(fixture);
  return { offset, subject: subjectOf(languages.haproxy, file.model, 'file:///main.cfg', { siblings: () => [other], paths: (typed) => (typed.startsWith('e') ? ['errors/', 'extra.http'] : []) }) as Subject };
};

describe('names of files that are read together', () => {
  it('are found where they are defined', () => {
    const { subject, offset } = main('frontend f\n    use_backend fa█r\n');
    expect(definition(subject, offset)).toMatchObject([{ uri: 'file:///other.cfg', range: { start: { line: 0, character: 8 } } }]);
    expect(JSON.stringify(hover(subject, offset))).toContain('balance source');
    expect(references(subject, offset, true).map((one) => one.uri)).toEqual(['file:///main.cfg', 'file:///other.cfg']);
  });
  it('are proposed', () => {
    const { subject, offset } = main('frontend f\n    use_backend █\nbackend near\n');
    expect(completion(subject, offset).items.map((item) => item.label)).toEqual(expect.arrayContaining(['near', 'far', 'both']));
  });
  it('are renamed in each of them', () => {
    const { subject, offset } = main('frontend f\n    use_backend fa█r\n');
    expect(rename(subject, offset, 'away')).toMatchObject({ changes: { 'file:///main.cfg': [{ newText: 'away' }], 'file:///other.cfg': [{ newText: 'away' }] } });
    expect(rename(subject, offset, 'both')).toMatchObject({ refused: expect.stringContaining('the name of another') });
  });
  it('are each text’s own when both define them', () => {
    const { subject, offset } = main('frontend f\n    use_backend bo█th\nbackend both\n');
    expect(at(subject, definition(subject, offset))).toEqual(['3: both']);
    expect(Object.keys((rename(subject, offset, 'x') as { changes: object }).changes)).toEqual(['file:///main.cfg']);
  });
});

describe('paths', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'haconf-files-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'conf', 'errors'), { recursive: true });
  for (const name of ['outside.http', 'conf/haproxy.cfg', 'conf/a.cfg', 'conf/.hidden', 'conf/errors/503.http']) writeFileSync(path.join(folder, name), '');
  symlinkSync('../outside.http', path.join(folder, 'conf', 'link.http'));
  const file = path.join(folder, 'conf', 'haproxy.cfg');
  const root = () => [pathToFileURL(path.join(folder, 'conf')).href];

  it('are proposed as they are typed', () => {
    const { subject, offset } = main('backend b\n    errorfile 503 e█\n');
    expect(completion(subject, offset).items.map((item) => [item.label, item.kind])).toEqual([
      ['errors/', 19],
      ['extra.http', 17],
    ]);
  });
  it('come from the folder of the file', () => {
    const near = workspaceFolders(root, () => true);
    expect([...near.paths(file, '')].sort()).toEqual(['a.cfg', 'errors/', 'haproxy.cfg', 'link.http']);
    expect(near.paths(file, 'errors/5')).toEqual(['503.http']);
    expect(near.paths(file, '../out')).toEqual(['outside.http']);
    expect(near.paths(file, 'none/x')).toEqual([]);
    expect(near.beside(file, ['.cfg']).map((one) => path.basename(one.path))).toEqual(['a.cfg']);
    mkdirSync(path.join(folder, 'conf', 'conf.d'));
    writeFileSync(path.join(folder, 'conf', 'conf.d', 'more.cfg'), '');
    expect(near.beside(file, ['.cfg']).map((one) => path.basename(one.path))).toEqual(['a.cfg', 'more.cfg']);
    expect(near.beside(path.join(folder, 'conf', 'conf.d', 'more.cfg'), ['.cfg']).map((one) => path.basename(one.path))).toEqual(['a.cfg', 'haproxy.cfg']);
  });
  it('end at the workspace that is not trusted', () => {
    const near = workspaceFolders(root, () => false);
    expect(near.paths(file, '../out')).toEqual([]);
    expect([...near.paths(file, 'e')]).toEqual(['errors/']);
    expect(workspaceLinks(root, () => false)('link.http', file)).toBeUndefined();
    expect(workspaceLinks(root, () => true)('link.http', file)).toBe(pathToFileURL(path.join(folder, 'outside.http')).href);
  });
  it('are linked where the file exists', () => {
    const { subject } = main('backend b\n    errorfile 503 503.http\n    errorfile 502 none.http\nfrontend f\n    acl a src -f list.lst\n    use_backend b if { src -f list.lst }\n');
    expect(
      at(
        subject,
        documentLinks(subject, (name) => (name === 'none.http' ? undefined : `file:///${name}`)),
      ),
    ).toEqual(['2: 503.http', '5: list.lst', '6: list.lst']);
  });
});
