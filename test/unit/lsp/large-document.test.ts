import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LargeDocument } from '../../../server/src/lsp/large-document';
import { randomOf } from '../../support/random';

const pieces = ['\n', '\r\n', '\r', 'a', 'bc', '\n\n', '', '\ud83d\ude00', '    server s 1.2.3.4\n', '\n\r', '\r\r\n'];

/** Lines of some kind, long enough for several marks. */
const linesOf = (end: string, count: number) => Array.from({ length: count }, (_, i) => `line ${i}${end}`).join('');

const texts = { empty: '', lf: linesOf('\n', 1500), crlf: linesOf('\r\n', 1500), cr: linesOf('\r', 900), mixed: linesOf('\n', 700) + linesOf('\r', 3) + linesOf('\r\n', 700) };

it.each(Object.entries(texts))('applies any edit as the library does: %s', (_name, start) => {
  const { number: next } = randomOf(start.length + 1);
  const own = new LargeDocument('file:///x', 'haproxy', 1, start);
  for (let version = 2; version < 400; version++) {
    // Made anew each time: where an edit stands between CR and LF, the library would count lines that a fresh one does not have.
    const theirs = TextDocument.create('file:///x', 'haproxy', version, own.getText());
    const position = () => (next(4) > 0 ? theirs.positionAt(next(theirs.getText().length + 1)) : { line: next(theirs.lineCount + 3) - 1, character: next(30) - 1 });
    const first = position();
    const text = Array.from({ length: next(4) }, () => pieces[next(pieces.length)]).join('');
    const near = { line: first.line + next(3), character: next(20) };
    const change = next(40) === 0 ? { text: start } : { range: { start: first, end: next(3) > 0 ? near : first }, text };
    TextDocument.update(theirs, [change], version);
    own.update([change], version);
    expect(own.getText()).toBe(theirs.getText());
    expect(own.version).toBe(version);
    const fresh = TextDocument.create('file:///x', 'haproxy', version, own.getText());
    for (let i = 0; i < 20; i++) {
      const asked = { line: next(fresh.lineCount + 2) - 1, character: next(40) - 1 };
      expect(own.offsetAt(asked)).toBe(fresh.offsetAt(asked));
    }
  }
});

it.each(Object.entries(texts))('applies several changes of one message as one after the other: %s', (_name, start) => {
  const { number: next } = randomOf(start.length + 7);
  for (let round = 0; round < 60; round++) {
    const own = new LargeDocument('file:///x', 'haproxy', 1, start);
    const changes: { range: { start: { line: number; character: number }; end: { line: number; character: number } }; text: string }[] = [];
    let text = start;
    for (let line = 1500; line >= 0 && changes.length < 30; line -= next(200) - 10) {
      const range = { start: { line, character: next(9) }, end: { line: line + next(2), character: next(9) } };
      const change = { range, text: pieces[next(pieces.length)] as string };
      changes.push(change);
      text = TextDocument.update(TextDocument.create('file:///x', 'haproxy', 1, text), [change], 2).getText();
    }
    own.update(changes, 2);
    expect(own.getText()).toBe(text);
    const fresh = TextDocument.create('file:///x', 'haproxy', 2, text);
    for (let line = 0; line < fresh.lineCount; line += 37) expect(own.offsetAt({ line, character: 2 })).toBe(fresh.offsetAt({ line, character: 2 }));
  }
});

it('takes a replacement in each of 20,000 lines in one pass', () => {
  const count = 20_000;
  const own = new LargeDocument('file:///x', 'haproxy', 1, linesOf('\n', count));
  const changes = Array.from({ length: count }, (_, i) => ({ range: { start: { line: count - 1 - i, character: 0 }, end: { line: count - 1 - i, character: 4 } }, text: 'row' }));
  own.update(changes, 2);
  expect(own.getText()).toBe(linesOf('\n', count).replaceAll('line', 'row'));
});
