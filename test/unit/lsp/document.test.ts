import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Document, documentKind } from '../../../server/src/lsp/document';
import { randomOf } from '../../support/random';

const pieces = ['\n', '\r\n', '\r', 'a', 'bc', '\n\n', '', '\ud83d\ude00', 'server s 1.2.3.4\n', '\n\r', '\r\r\n'];

it.each([1, 2, 3, 4, 5, 6, 7, 8])('counts lines as of a text just opened, also where CR and LF come together: %s', (seed) => {
  const { number: next } = randomOf(seed);
  const some = () => Array.from({ length: next(5) }, () => pieces[next(pieces.length)]).join('');
  let own: Document = documentKind.create('file:///x', 'haproxy', 1, some());
  for (let version = 2; version < 300; version++) {
    const position = () => ({ line: next(8), character: next(6) });
    const changes = Array.from({ length: 1 + next(3) }, () => {
      const [start, end] = [position(), position()];
      return next(20) === 0 ? { text: some() } : { range: start.line < end.line || (start.line === end.line && start.character <= end.character) ? { start, end } : { start: end, end: start }, text: some() };
    });
    let theirs = TextDocument.create('file:///x', 'haproxy', 1, own.getText());
    for (const change of changes) theirs = TextDocument.create('file:///x', 'haproxy', 1, TextDocument.update(theirs, [change], 1).getText());
    own = documentKind.update(own, changes, version);
    expect(own.getText()).toBe(theirs.getText());
    expect(own.version).toBe(version);
    for (let line = 0; line <= theirs.lineCount; line++) expect(own.offsetAt({ line, character: 3 })).toBe(theirs.offsetAt({ line, character: 3 }));
  }
});
