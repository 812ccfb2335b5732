// Regular expressions must not backtrack without bound: each one of the sources is analysed, also for work that grows with the square of a text's length.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Expressions that need more than linear time, and why that is no harm: what they are shown is short. */
const bounded: Readonly<Record<string, string>> = {
  '/(^|[\\\\/])[\\w.-]*haproxy[\\w-]*(\\.cfg|\\.cfg\\.[\\w.-]+|\\.conf)$|[\\\\/]haproxy[\\\\/][^\\\\/]+\\.cfg$/i': 'names of files',
  '/(^|[\\\\/])[\\w.-]*keepalived[\\w.-]*\\.conf(\\.[\\w.-]+)?$|[\\\\/]keepalived([\\\\/]conf\\.d)?[\\\\/][^\\\\/]+\\.conf$/i': 'names of files',
  '/ ?\\[([^\\]]*)\\]/g': 'templates of the data',
  '/^(?:([\\d.]+?)\\+|-([\\d.]+)|([\\d.]+?)\\.\\.([\\d.]+)|([\\d.]+))$/': 'marks of the data',
  '/\\bip\\s+(-\\S+\\s+)*a(ddr(ess)?)?\\b[^|]{0,200}\\|[^|]{0,40}\\bgrep\\b/': 'lines cut to 1000 characters',
};

interface Expression {
  readonly text: string;
  readonly where: string;
}

function expressionsOf(file: string): Expression[] {
  const source = ts.createSourceFile(file, readFileSync(root + file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) found.push({ text: node.text, where: `${file}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}` });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = ['server/src', 'client/src'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
);

/** What is wrong with an expression; undefined when it is safe. */
function faultOf(source: string, flags: string): string | undefined {
  const result = checkSync(source, flags, { timeout: 20_000, attackTimeout: 500, incubationTimeout: 500, recallLimit: 0 });
  return result.status === 'vulnerable' ? result.complexity.summary : undefined;
}

test('expressions of the sources take linear time', () => {
  const all = new Map<string, string>();
  for (const file of files) for (const { text, where } of expressionsOf(file)) if (!all.has(text)) all.set(text, where);
  expect(all.size).toBeGreaterThan(300);
  const faults: string[] = [];
  for (const [text, where] of all) {
    if (Object.hasOwn(bounded, text)) continue;
    const end = text.lastIndexOf('/');
    const fault = faultOf(text.slice(1, end), text.slice(end + 1));
    if (fault) faults.push(`${where}: ${text} (${fault})`);
  }
  expect(faults).toEqual([]);
  expect(
    Object.keys(bounded).filter((text) => !all.has(text)),
    'exceptions without an expression',
  ).toEqual([]);
});

test('expressions out of texts are made in few places', () => {
  const makers = files.filter((file) => /new RegExp\(|RegExp\(/.test(readFileSync(root + file, 'utf8')));
  // One character between brackets; a constant; the name of a language.
  expect(makers.sort()).toEqual(['server/src/core/glob.ts', 'server/src/haproxy/expressions/addresses.ts', 'server/src/targets.ts']);
});

/** All values of the keys that hold an expression in a JSON file. */
function expressionsIn(value: unknown, keys: ReadonlySet<string>, key = ''): string[] {
  if (typeof value === 'string') return keys.has(key) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => expressionsIn(inner, keys, Array.isArray(value) ? key : name));
}

const editorFiles = ['syntaxes', 'language'].flatMap((folder) =>
  existsSync(root + folder)
    ? readdirSync(root + folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => `${folder}/${name}`)
    : [],
);

/** Expressions of the editor's files whose work grows with the square of a line: it colours none of more than 20,000 characters (`editor.maxTokenizationLineLength`). */
const quadratic: ReadonlySet<string> = new Set(['#.*$', '[#!].*$', '\\$(?:[A-Za-z_]\\w*|\\{[A-Za-z_]\\w*(?:\\[\\*\\])?(?:-[^}]*)?\\})', '%(?:\\([^)]*\\))?(?:\\{[^}]*\\})?\\[', '%(?:\\([^)]*\\))?(?:\\{[^}]*\\})?[A-Za-z%]{1,4}\\b']);

test.each([...editorFiles, 'package.json'])('expressions in %s do not explode', (file) => {
  const keys = new Set(['match', 'begin', 'end', 'while', 'firstLine', 'pattern', 'increaseIndentPattern', 'decreaseIndentPattern', 'beforeText', 'afterText', 'wordPattern', 'start']);
  const faults: string[] = [];
  for (const text of new Set(expressionsIn(JSON.parse(readFileSync(root + file, 'utf8')), keys))) {
    const [, flags = '', source = ''] = /^(?:\(\?([a-z]+)\))?(.*)$/s.exec(text) as RegExpExecArray;
    const fault = faultOf(source, flags.replaceAll('x', ''));
    if (fault && !(quadratic.has(text) && fault.startsWith('2nd degree'))) faults.push(`${text} (${fault})`);
  }
  expect(faults).toEqual([]);
});
