// The loops of the bundles: what is walked by index, and that it means the same.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { counted } from '../../scripts/array-loops.mjs';

function rewritten(text: string): string {
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true);
  const host = ts.createCompilerHost({});
  const program = ts.createProgram(['x.ts'], { target: ts.ScriptTarget.ES2022, strict: true }, { ...host, getSourceFile: (name, ...more) => (name === 'x.ts' ? file : host.getSourceFile(name, ...more)) });
  return counted(program.getSourceFile('x.ts') as ts.SourceFile, program.getTypeChecker());
}

/** What a text prints by calls of `out`, as written and as rewritten. */
function both(text: string): readonly [string, string] {
  const run = (source: string) => {
    const told: unknown[] = [];
    const script = ts.transpile(source, { target: ts.ScriptTarget.ES2022 });
    new Function('out', script)((value: unknown) => told.push(value));
    return JSON.stringify(told);
  };
  const rest = 'declare function out(value: unknown): void;\n';
  return [run(rest + text), run(rewritten(rest + text))];
}

describe('loops over arrays', () => {
  it('count where the type is an array', () => {
    expect(rewritten('const list: readonly string[] = []; for (const x of list) x.trim();')).toContain('$list0[$at0]');
    for (const kept of ['new Set<string>()', "'text'", 'new Map<string, string>().values()', 'new Map<string, string>().entries()']) expect(rewritten(`for (const x of ${kept}) String(x);`)).toContain(' of ');
  });

  it.each([
    'for (const x of [1, 2, 3]) { if (x === 2) continue; out(x); }',
    'outer: for (const x of [[1, 2], [3, 4]]) for (const y of x) { if (y === 3) break outer; out(y); }',
    'const calls: (() => void)[] = []; for (const x of [1, 2]) calls.push(() => out(x)); for (const call of calls) call();',
    'const list = [1, 2]; for (const x of list) { if (list.length < 5) list.push(x + 10); out(x); }',
    'for (const [name, value = 7] of [["a", 1], ["b"]] as [string, number?][]) out([name, value]);',
    'for (const [name, value] of new Map([["a", 1]])) out([name, value]);',
    'const [, second, ...rest] = [1, 2, 3, 4]; out([second, rest]);',
    'const f = ([a, , b]: readonly number[]) => out([a, b]); f([1, 2, 3]);',
    'for (const { a, b: [c] } of [{ a: 1, b: [2] }]) out([a, c]);',
    'for (let x of [1, 2]) { x += 1; out(x); }',
    'for (const x of [1, 2]) for (const y of [x, x * 2].map((z) => { for (const q of [z]) return q; return 0; })) out(y);',
    'for (const [i, x] of [5, 6].entries()) out([i, x]); for (const [i, { a }] of [{ a: 1 }].entries()) out([i, a]); for (const [i] of [7].entries()) out(i);',
  ])('mean the same: %s', (text) => {
    const [written, built] = both(text);
    expect(built).toBe(written);
  });
});
