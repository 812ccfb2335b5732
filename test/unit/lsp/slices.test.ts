import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { attempt, patiently } from '../../../server/src/core/patience';
import { namesOf } from '../../../server/src/features/names';
import { semanticTokens } from '../../../server/src/features/semantic-tokens';
import { documentSymbols } from '../../../server/src/features/symbols';
import { languages } from '../../../server/src/languages';
import { answerInSlices, inSlices, waitingRequests } from '../../../server/src/lsp/slices';
import { createLanguageService } from '../../../server/src/service';

const never = new Promise<string>(() => undefined);

function* endless(): Generator<void> {
  for (;;) yield;
}

describe('a request that waits for long work', () => {
  it('is answered at once when it is cancelled', async () => {
    const source = new CancellationTokenSource();
    const answer = waitingRequests().until('file:///x', source.token, never);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('is answered at once when its document changes, and no other one', async () => {
    const waiting = waitingRequests();
    const answer = waiting.until('file:///x', undefined, never);
    const other = waiting.until('file:///y', undefined, Promise.resolve('done'));
    waiting.changed('file:///x');
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
    expect(await other).toBe('done');
    waiting.changed('file:///y');
  });
});

it('gives work up that nobody wants any more', async () => {
  let pauses = 0;
  expect(await inSlices(endless(), () => ++pauses < 3)).toBe(false);
  expect(pauses).toBe(3);
});

/** What arrives is taken up in the next turn of the event loop, and handed on from turn to turn. */
function afterTurns(count: number, then: () => void): void {
  if (count === 0) then();
  else setImmediate(() => afterTurns(count - 1, then));
}

it('lets a request that takes several turns be answered before the work goes on', async () => {
  const order: string[] = [];
  function* steps(): Generator<void> {
    afterTurns(4, () => order.push('answer'));
    yield;
    order.push('second step');
  }
  expect(await inSlices(steps(), () => true)).toBe(true);
  expect(order).toEqual(['answer', 'second step']);
});

it('answers about a whole text in slices as at once', async () => {
  const text = Array.from({ length: 400 }, (_, i) => `backend b${i}\n    mode http\n    balance roundrobin\n    server s${i} 192.0.2.1:80 check\n`).join('');
  const subject = createLanguageService(languages.haproxy, undefined).open(text, '/x', {}).subject('file:///x');
  if (!subject) throw new Error('no subject');
  for (const answer of [documentSymbols, semanticTokens]) {
    const atOnce = answer(subject);
    let pauses = 0;
    expect(attempt(() => answer(subject))).toBeDefined();
    for (const _ of patiently(() => expect(answer(subject)).toEqual(atOnce))) pauses++;
    expect(pauses).toBeGreaterThan(10);
  }
});

it('gathers the names of a section of very many lines in slices', async () => {
  const lines = Array.from({ length: 9000 }, (_, i) => `    acl a${i} path /${i}\n    http-request deny if a${i} !a${i >> 1}\n`).join('');
  const text = `global\n    setenv NAME x\nfrontend f\n    bind "\${NAME}:80"\n${lines}    log "$NAME" local0\nbackend b\n`;
  const subject = () => createLanguageService(languages.haproxy, undefined).open(text, '/x', {}).subject('file:///x');
  const placesOf = (one: ReturnType<typeof subject>) =>
    one &&
    namesOf(one)
      .around(text.indexOf('bind'))
      .map(({ start, end, mention }) => `${start}-${end} ${mention.role} ${mention.kind} ${mention.name}`);
  const atOnce = placesOf(subject());
  expect(atOnce?.length).toBeGreaterThan(27_000);
  const open = subject();
  let pauses = 0;
  const inTime = await answerInSlices(
    () => placesOf(open),
    () => ++pauses > 0,
  );
  expect(inTime).toEqual(atOnce);
  await expect(
    answerInSlices(
      () => placesOf(subject()),
      () => false,
    ),
  ).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
});
