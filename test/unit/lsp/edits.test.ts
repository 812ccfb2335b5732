// Edits as clients send them: after each message problems and answers are those of the same text opened afresh. Positions count units of UTF-16, lines end as the protocol says.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edited, type Random, randomOf } from '../../support/random';
import { buildServer, startClient, type TestClient } from '../../support/server';
import { ownTexts } from '../../support/texts';

const scripts = Number(process.env.FUZZ_SCRIPTS ?? 12);
const firstSeed = Number(process.env.FUZZ_SEED ?? 1);
const folder = mkdtempSync(path.join(tmpdir(), 'haconf-edits-'));
const server = path.join(folder, 'server.cjs');
beforeAll(() => buildServer(server));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Position {
  readonly line: number;
  readonly character: number;
}
type Change = { readonly text: string; readonly range?: { readonly start: Position; readonly end: Position } };

/** Starts and ends of the lines of a text, ends without what ends them. */
function linesOf(text: string): { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: index });
    start = index + end.length;
  }
  return [...lines, { start, end: text.length }];
}

/** Where a position stands; one behind the end of its line, or of the text, stands at that end. */
function offsetAt(text: string, { line, character }: Position): number {
  const lines = linesOf(text);
  const at = lines[line];
  return at ? Math.min(at.start + character, at.end) : text.length;
}

function applied(text: string, { range, text: now }: Change): string {
  if (!range) return now;
  const [from, to] = [offsetAt(text, range.start), offsetAt(text, range.end)].sort((a, b) => a - b) as [number, number];
  return text.slice(0, from) + now + text.slice(to);
}

/** The change that makes one text of another, or any change. */
function changeOf(random: Random, before: string, after: string): Change {
  if (random.number(12) === 0) return { text: after };
  if (random.number(8) === 0) {
    const any = (): Position => ({ line: random.number(linesOf(before).length + 3), character: random.pick([0, 1, 4, 9, 1_000_000, 2_147_483_647]) });
    return { range: { start: any(), end: any() }, text: random.pick(['', 'x', '\n', '😀', '\r', '\ud83d', 'a\r\nb']) };
  }
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let left = before.length;
  let right = after.length;
  while (left > start && right > start && before[left - 1] === after[right - 1]) {
    left--;
    right--;
  }
  const place = (offset: number): Position => {
    const lines = linesOf(before);
    const line = lines.filter((one) => one.start <= offset).length - 1;
    return { line, character: offset - (lines[line]?.start ?? 0) };
  };
  const range = { start: place(start), end: place(left) };
  return { range: random.number(10) === 0 ? { start: range.end, end: range.start } : range, text: after.slice(start, right) };
}

const whole = ['documentSymbol', 'semanticTokens/full', 'foldingRange', 'codeLens', 'documentLink', 'inlayHint'];

/** What the server says of a document, without its address. */
async function said(client: TestClient, uri: string, at: Position): Promise<Record<string, string>> {
  const range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
  const params = { textDocument: { uri }, position: at, range, context: { includeDeclaration: true } };
  const names = ['diagnostic', ...whole, 'hover', 'references'];
  const answers = await Promise.all(names.map((name) => client.connection.sendRequest(`textDocument/${name}`, params)));
  return Object.fromEntries(names.map((name, i) => [name, JSON.stringify(answers[i]).replaceAll(uri, 'URI')]));
}

describe.each(['haproxy', 'keepalived'] as const)('%s', (language) => {
  const pool = ownTexts().flatMap((one) => (one.language === language ? [one.text] : []));

  it(`${scripts} scripts of edits`, { timeout: 3_600_000 }, async () => {
    const client = await startClient(server, { capabilities: { textDocument: { diagnostic: {} } } });
    const { connection } = client;
    for (let seed = firstSeed; seed < firstSeed + scripts; seed++) {
      const random = randomOf(seed);
      let text = Array.from({ length: 1 + random.number(2) }, () => random.pick(pool)).join('\n');
      const past = [text];
      const uri = `test:/${seed}/kept`;
      let version = random.number(100);
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: language, version, text } });
      for (let step = 0; step < 8; step++) {
        const contentChanges: Change[] = [];
        for (let i = random.number(4); i >= 0; i--) {
          const change = changeOf(random, text, random.number(12) === 0 ? random.pick(past) : edited(random, text, pool, language));
          contentChanges.push(change);
          text = applied(text, change);
        }
        past.push(text);
        // Versions grow by any number; a client may also forget to count, or begin anew.
        version = random.pick([version + 1, version + 1, version + 1000, version, 0]);
        await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
        if (random.number(4) === 0) continue;
        const fresh = `test:/${seed}/fresh-${step}`;
        await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: fresh, languageId: language, version: 1, text } });
        const lines = linesOf(text);
        const line = random.number(lines.length);
        const at = { line, character: random.number((lines[line]?.end ?? 0) - (lines[line]?.start ?? 0) + 2) };
        const [kept, wanted] = [await said(client, uri, at), await said(client, fresh, at)];
        expect(kept, `seed ${seed}, step ${step}: ${JSON.stringify(contentChanges)}`).toEqual(wanted);
        await connection.sendNotification('textDocument/didClose', { textDocument: { uri: fresh } });
      }
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    }
    expect(client.logs).toEqual([]);
    await client.close();
  });
});
