import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../server/src/haproxy/conditions';
import { dialectOf } from '../../../server/src/haproxy/dialect';
import { environmentAtStart } from '../../../server/src/haproxy/environment';
import { haproxyReleases } from '../../../server/src/haproxy/releases';

/** True, false, undefined (not known) or `refused`. */
function judge(condition: string, release = '2.8', given: Record<string, string> | undefined = { SET: '1' }) {
  const dialect = dialectOf(haproxyReleases.names.indexOf(release));
  const verdict = evaluate(condition, dialect, environmentAtStart(given, dialect));
  return verdict.fault ? 'refused' : verdict.truth;
}

describe('conditions', () => {
  it('are numbers', () => {
    expect(judge('1')).toBe(true);
    expect(judge('0')).toBe(false);
    expect(judge('-0x2')).toBe(true);
    expect(judge('')).toBe(false);
    expect(judge('1x')).toBe('refused');
  });
  it('compare releases', () => {
    expect(judge('version_atleast(2.8)')).toBe(true);
    expect(judge('version_atleast(2.9)')).toBe(false);
    expect(judge('version_atleast(2.9-dev3)')).toBe(false);
    expect(judge('version_before(3.0)')).toBe(true);
    expect(judge('version_atleast(2.8-dev1)')).toBe(true);
    expect(judge('version_atleast(2.8.3)')).toBeUndefined();
    expect(judge('version_atleast()')).toBe(true);
  });
  it('compare texts and know the environment', () => {
    expect(judge('streq(a,"a")')).toBe(true);
    expect(judge("strneq('a b','a b')")).toBe(false);
    expect(judge('strstr(abc,b)')).toBe(true);
    expect(judge('defined(SET)')).toBe(true);
    expect(judge('defined(NOT)')).toBe(false);
    expect(judge('streq(a)')).toBe('refused');
  });
  it('read versions of the TLS library where they are surely asked for', () => {
    expect(judge('openssl_version_atleast(3.0.0)')).toBeUndefined();
    expect(judge('openssl_version_before(1.1.1k)')).toBeUndefined();
    expect(judge('openssl_version_atleast()')).toBe('refused');
    expect(judge('openssl_version_atleast(99.0.0)')).toBe('refused');
    expect(judge('awslc_api_before(latest)', '3.3')).toBe('refused');
    expect(judge('awslc_api_before(22)', '3.3')).toBeUndefined();
    expect(judge('defined(SET) || openssl_version_atleast(3)')).toBe(true);
    expect(judge('defined(NOT) || openssl_version_atleast(3)')).toBe('refused');
    expect(judge('feature(SSL) && openssl_version_atleast(3)')).toBeUndefined();
  });
  it('do not know how the daemon was built', () => {
    expect(judge('feature(OPENSSL)')).toBeUndefined();
    expect(judge('feature(NOSUCH)')).toBe(false);
    expect(judge('enabled(POLL)')).toBeUndefined();
    expect(judge('!feature(OPENSSL) && 0')).toBe(false);
    expect(judge('feature(OPENSSL) || 1')).toBe(true);
  });
  it('have operators and parentheses from 2.5 on', () => {
    expect(judge('!defined(NOT) && (0 || 1)')).toBe(true);
    expect(judge('1 && 0 || 1')).toBe(true);
    expect(judge('!!0')).toBe(false);
    expect(judge('(1')).toBe('refused');
    expect(judge('1 1')).toBe('refused');
    expect(judge('!defined(NOT)', '2.4')).toBe('refused');
    expect(judge('defined(SET)x', '2.4')).toBe(true);
  });
  it('use only predicates of the release', () => {
    expect(judge('strstr(a,b)', '2.7')).toBe('refused');
    expect(judge('awslc_api_atleast(30)', '3.2')).toBe('refused');
    expect(judge('awslc_api_atleast(30)', '3.3')).toBeUndefined();
    expect(judge('nosuch(1)')).toBe('refused');
  });
  it('never overflow the stack', () => {
    expect(judge('('.repeat(5000))).toBe('refused');
  });
});
