// After each edit the model and the problems equal those of the same text read anew. The number of scripts grows with FUZZ_SCRIPTS, their seed is FUZZ_SEED.
import { expect, test } from 'vitest';
import { lintModel } from '../../server/src/core/lint';
import type { Model } from '../../server/src/core/model';
import { releaseIndex } from '../../server/src/core/release';
import type { Statement } from '../../server/src/core/tree';
import type { HaproxyModel } from '../../server/src/haproxy/model';
import { setLongSection } from '../../server/src/haproxy/parser';
import { languages } from '../../server/src/languages';
import type { LanguageId } from '../support/check';
import { edited, randomOf } from '../support/random';
import { ownTexts } from '../support/texts';

const scripts = Number(process.env.FUZZ_SCRIPTS ?? 100);
const firstSeed = Number(process.env.FUZZ_SEED ?? 1);
const pool = (id: LanguageId) => ownTexts().flatMap(({ language, text }) => (language === id ? [text] : []));
const pools: Readonly<Record<LanguageId, readonly string[]>> = { haproxy: pool('haproxy'), keepalived: pool('keepalived') };
const releases: Readonly<Record<LanguageId, readonly string[]>> = { haproxy: ['1.5', '1.8', '2.2', '2.4', '2.9', '3.2', '3.4'], keepalived: ['1.2.24', '1.3.9', '2.0.20', '2.2.8', '2.4.3'] };

function dump(model: Model): readonly unknown[] {
  const { tree } = model;
  const one = (statement: Statement): unknown => [
    statement.start,
    statement.line,
    statement.length,
    statement.words,
    statement.problems,
    statement.comment,
    statement.active,
    statement.uncertain,
    statement.cut,
    statement.bodyEnd,
    statement.parent?.start,
    model.binding(statement).keyword?.name,
    model.binding(statement).slots.map(({ word, node, keyword }) => [word, node.kind, node.kind === 'argument' ? node.type : undefined, keyword?.name]),
    model.binding(statement).mentions,
    model.language === 'haproxy' && (model as HaproxyModel).section(statement)?.name,
    statement.body?.map(one),
  ];
  return [tree.source, Array.from({ length: tree.lines.length }, (_, line) => tree.lines.at(line)), tree.comments, tree.problems, ...tree.statements.map(one)];
}

/** What two lists of anything do not share, in JSON; where they hold the same, how their order differs. */
function difference(got: readonly unknown[], wanted: readonly unknown[]): string[] {
  const left = new Set(got.map((one) => JSON.stringify(one)));
  const right = new Set(wanted.map((one) => JSON.stringify(one)));
  const apart = [...[...left].filter((one) => !right.has(one)).map((one) => `kept only: ${one}`), ...[...right].filter((one) => !left.has(one)).map((one) => `fresh only: ${one}`)];
  return apart.length > 0 || JSON.stringify(got) === JSON.stringify(wanted) ? apart : ['the same in another order, or more than once'];
}

test.each(['haproxy', 'keepalived'] as const)(
  `${scripts} scripts of edits: what is kept of the version before makes no difference: %s`,
  (id) => {
    for (let seed = firstSeed; seed < firstSeed + scripts; seed++) {
      const random = randomOf(seed);
      // In every third script sections of a few lines are long ones.
      setLongSection(seed % 3 === 0 ? 3 : 10_000);
      const language = languages[id];
      const texts = pools[id];
      const release = releaseIndex(language.knowledge.line, random.pick(releases[id])) as number;
      const options = random.number(3) === 0 ? { environment: { X: 'http' } } : {};
      let text = Array.from({ length: 1 + random.number(3) }, () => random.pick(texts)).join('\n');
      let model = language.model(text, release, options);
      lintModel(language, model);
      const past = [text];
      for (let step = 0; step < 12; step++) {
        const before = text;
        text = random.number(12) === 0 ? random.pick(past) : edited(random, text, texts, id);
        past.push(text);
        model = language.model(text, release, options, model);
        // Now and then several edits come before the problems are asked for.
        if (random.number(4) === 0) continue;
        const crashes: unknown[] = [];
        const kept = lintModel(language, model, (_rule, error) => crashes.push(error));
        const fresh = language.model(text, release, options);
        const wanted = lintModel(language, fresh);
        const about = `seed ${seed}, step ${step}: ${JSON.stringify(before)} -> ${JSON.stringify(text)}`;
        const differences = [...crashes.map(String), ...difference(kept, wanted), ...difference(dump(model), dump(fresh))];
        if (differences.length > 0) expect.fail(`${differences.slice(0, 4).join('\n')}\n${about}`);
      }
    }
  },
  3_600_000,
);
