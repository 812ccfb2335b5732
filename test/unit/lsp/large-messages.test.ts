import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { type Message, StreamMessageReader } from 'vscode-languageserver/node';
import { LargeMessage, readLargeMessages } from '../../../server/src/lsp/large-messages';
import { randomOf } from '../../support/random';

const pieces = ['a', '\n', '"', '\\', '\\\\', '\\"', '\u{1f600}', '\ud83d', '\ude00', '\u0000', '\u0001', 'é', '€', '    server s 1.2.3.4:80 check\n', '\\u', '\\u0041', '\t'];

function textOf(random: ReturnType<typeof randomOf>, count: number): string {
  return Array.from({ length: count }, () => pieces[random.number(pieces.length)]).join('');
}

/** Gives a message its bytes some at a time. */
function arrived(bytes: Buffer, next: () => number): LargeMessage {
  const message = new LargeMessage(bytes.length);
  for (let at = 0; at < bytes.length; ) at += message.take(bytes.subarray(at, at + 1 + next()));
  return message;
}

it('reads a message that arrives in any pieces as it would be read as a whole', () => {
  const random = randomOf(3);
  for (let round = 0; round < 60; round++) {
    const own = () => textOf(random, random.number(3) === 0 ? 30_000 : random.number(40));
    const value = { jsonrpc: '2.0', method: own(), params: { [textOf(random, 5)]: own(), list: [own(), 1, null, true, { text: own(), '': own() }, own()] } };
    const written = JSON.stringify(value);
    // What JSON.stringify writes as it is may also come as an escape.
    const bytes = Buffer.from(round % 2 === 0 ? written : written.replaceAll('a', '\\u0061').replaceAll('/', '\\/'));
    const most = [3, 100, 5000, 70_000][round % 4] as number;
    const message = arrived(bytes, () => random.number(most));
    expect(message.left).toBe(0);
    expect(message.message()).toEqual(JSON.parse(bytes.toString('utf8')));
  }
});

it.each([
  ['{"a": "', 'no end of a string'],
  ['{"a": "x" "b"}', 'no comma'],
  ['{"a": "\n"}', 'a control character'],
  ['{"a": "\\x"}', 'an unknown escape'],
  ['{"a": "\\u12"}', 'an escape that is too short'],
])('refuses what is no JSON: %j', (text) => {
  const filled = text.replace('"a": "', `"a": "${'long '.repeat(30_000)}`);
  for (const most of [1000, 100_000]) expect(() => arrived(Buffer.from(filled), () => most).message()).toThrow(SyntaxError);
});

it('keeps the order of small and large messages', async () => {
  readLargeMessages();
  const stream = new PassThrough();
  const got: Message[] = [];
  const faults: unknown[] = [];
  const reader = new StreamMessageReader(stream);
  reader.onError((error) => faults.push(error));
  const random = randomOf(4);
  const sent = Array.from({ length: 12 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'm', params: { text: textOf(random, id % 3 === 1 ? 700_000 : 10) } }));
  const done = new Promise<void>((resolve) => {
    reader.listen((message) => {
      if (got.push(message) === sent.length) resolve();
    });
  });
  const framed = (body: string) => Buffer.concat([Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`), Buffer.from(body)]);
  const all = Buffer.concat(sent.flatMap((one, i) => [framed(JSON.stringify(one)), ...(i === 4 ? [framed(`{"text": "${'x'.repeat(2_000_000)}`)] : [])]));
  for (let at = 0; at < all.length; ) {
    const size = 1 + random.number(100_000);
    stream.write(all.subarray(at, at + size));
    at += size;
    if (random.number(4) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await done;
  expect(got).toEqual(sent);
  expect(faults).toHaveLength(1);
  reader.dispose();
});
