// Problems as diagnostics: all of them, but for very large texts.
import { describe, expect, test } from 'vitest';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { open } from '../../support/features';

const told = (lines: number): number => {
  const { subject, file } = open(`global\n${'    nonsense\n'.repeat(lines)}`);
  return diagnostics(subject, file.problems()).length;
};

describe('diagnostics', () => {
  test('every problem of a text with thousands is sent', () => expect(told(5000)).toBe(5000));
  test('of a text of more than 100,000 lines the severest 2,000 are', () => expect(told(100_001)).toBe(2000));
});
