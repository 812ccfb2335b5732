import { describe, expect, it } from 'vitest';
import { check } from '../../../server/src/index';

const twice = 'global\n    maxconn 1000\n    maxconn 2000\n';
const findings = (text: string) => check(text, { language: 'haproxy', target: '2.4' }).filter(({ rule }) => rule === 'repeated-global');

describe('a setting given twice', () => {
  it('does not refuse a file alone', () => expect(findings(twice)).toMatchObject([{ severity: 'warning', origin: 'advice' }]));
  it('is told among the reasons of a refusal', () => expect(findings(`${twice}    bogus\n`)).toMatchObject([{ severity: 'error', origin: 'daemon' }]));
});
