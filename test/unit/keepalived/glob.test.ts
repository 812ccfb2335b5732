import { expect, it } from 'vitest';
import { matchingNames } from '../../../server/src/core/glob';

const folders: Record<string, readonly string[]> = { '': ['b.conf', 'a.conf', '.c.conf', 'x'], 'x/': ['1.conf', '2.conf', '10.conf'], '/y/': ['(z).conf'] };
const names = (pattern: string) => matchingNames(pattern, (folder) => folders[folder] ?? []);

it('finds names by patterns', () => {
  expect(names('*.conf')).toEqual(['a.conf', 'b.conf']);
  expect(names('.*')).toEqual(['.c.conf']);
  expect(names('x/[12].conf')).toEqual(['x/1.conf', 'x/2.conf']);
  expect(names('?/[!1]*.conf')).toEqual(['x/2.conf']);
  expect(names('/y/(?).conf')).toEqual(['/y/(z).conf']);
  expect(names('no/*')).toEqual([]);
  expect(names('[a')).toBeUndefined();
  expect(matchingNames('a/*', () => undefined)).toBeUndefined();
});

it('takes no pattern that would take long', () => {
  const long = { '': ['a'.repeat(255), `${'ab'.repeat(100)}c`] };
  const found = (pattern: string) => matchingNames(pattern, (folder) => long[folder as ''] ?? []);
  const start = performance.now();
  expect(found(`${'*a'.repeat(60)}b`)).toEqual([]);
  expect(found(`${'a*'.repeat(30)}`)).toHaveLength(2);
  expect(found('*c')).toEqual([`${'ab'.repeat(100)}c`]);
  expect(found('**?[a-c]*b*c')).toHaveLength(1);
  expect(found('*/'.repeat(9))).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000);
});
