import { describe, expect, it } from 'vitest';
import { languages } from '../../../server/src/languages';
import { type LanguageId, resolveTarget, resolveTargets, targetChoices, targetsOf } from '../../../server/src/targets';

const resolve = (language: LanguageId, written: string) => {
  const target = resolveTarget(languages[language].knowledge, language, written);
  return typeof target === 'string' ? target : target.name;
};
const comment = (source: string, language: LanguageId) => targetsOf(languages[language].knowledge, language, source, 'rhel 8').targets.map((target) => target.name);

describe('targets', () => {
  it.each([
    ['2.4', '2.4'],
    ['2.4.22', '2.4'],
    ['v2.8.3', '2.8'],
    ['HAProxy 2.6', '2.6'],
    ['2.6.12-1+deb12u4', '2.6'],
    ['ubuntu-22.04', '2.4'],
    ['Ubuntu 22.04 LTS', '2.4'],
    ['ubuntu:noble', '2.8'],
    ['jammy', '2.4'],
    ['rhel 9', '2.4'],
    ['RHEL9.4', '2.4'],
    ['Red Hat Enterprise Linux 8', '1.8'],
    ['centos 7', '1.5'],
    ['CentOS Stream 9', '2.4'],
    ['rockylinux:9.3', '2.4'],
    ['almalinux-10', '3.0'],
    ['ol8', '1.8'],
    ['amazonlinux:2', '1.5'],
    ['debian-12', '2.6'],
    ['trixie', '3.0'],
    ['haproxy:2.8-alpine', '2.8'],
    ['haproxy:3.0.5', '3.0'],
    ['docker.io/library/haproxy:2.4', '2.4'],
    ['registry.example.org:5000/mirror/haproxy:2.2.9', '2.2'],
    ['haproxytech/haproxy-debian:2.6', '2.6'],
    ['haproxy:lts-alpine', '3.4'],
    ['haproxy', '3.4'],
    ['haproxy:2.4@sha256:0123456789abcdef', '2.4'],
    ['1.5.99', '1.5'],
  ])('haproxy: %s is %s', (written, name) => expect(resolve('haproxy', written)).toBe(name));

  it.each([
    ['2.2', '2.2.8'],
    ['2.0.20', '2.0.20'],
    ['osixia/keepalived:2.0.20', '2.0.20'],
    ['osixia/keepalived:stable', '2.0.20'],
    ['rhel-7', '1.3.5'],
    ['ubuntu 24.04', '2.2.8'],
    ['bookworm', '2.2.7'],
    ['2.2.5', '2.2.4'],
    ['2.1.2', '2.1.5'],
    ['1', '1.4.5'],
  ])('keepalived: %s is %s', (written, name) => expect(resolve('keepalived', written)).toBe(name));

  it.each(['windows 11', 'latest-and-greatest!', 'nginx:1.27', 'ubuntu', 'rocky 7', ''])('%s is explained', (written) => expect(resolve('haproxy', written)).toMatch(/is no release, distribution or image/));

  it.each(['9.9', '3.5-dev4', '1.4.27', 'haproxy:9.9-alpine', '4'])('%s is no release that is known', (written) => expect(resolve('haproxy', written)).toMatch(/^`[\d.]+` is no release of haproxy that haconf knows: 1\.5 to 3\.4$/));

  it('tells images of the other daemon apart', () => expect(resolve('keepalived', 'haproxy:2.8')).toBe('`haproxy:2.8` is no image of keepalived'));
  it('tells what is not known', () => expect(resolve('keepalived', 'alpine 3.23')).toMatch(/not known which keepalived/));

  it('takes several, oldest first, each release once', () => {
    const { targets, problems } = resolveTargets(languages.haproxy.knowledge, 'haproxy', 'haproxy:2.8, rhel 9, ubuntu-22.04, nonsense 1');
    expect(targets.map((target) => target.name)).toEqual(['2.4', '2.8']);
    expect(problems).toHaveLength(1);
  });

  it('lets a comment in the file win', () => {
    expect(comment('# haconf: haproxy 2.2', 'haproxy')).toEqual(['2.2']);
    expect(comment('! haconf: keepalived 2.0.20', 'keepalived')).toEqual(['2.0.20']);
    expect(comment('# haconf: target debian 12', 'keepalived')).toEqual(['2.2.7']);
    expect(comment('global # haconf: haproxy debian 12 # why\n', 'haproxy')).toEqual(['2.6']);
    expect(comment('log haconf: haproxy 2.2', 'haproxy')).toEqual(['1.8']);
    expect(comment('# haconf: keepalived 2.0.20', 'haproxy')).toEqual(['1.8']);
    expect(comment('# haconf: ignore bad-number', 'haproxy')).toEqual(['1.8']);
  });

  it('falls back to the default', () => {
    const knowledge = languages.haproxy.knowledge;
    expect(targetsOf(knowledge, 'haproxy', '', '')).toMatchObject({ origin: 'default', targets: [{ name: '3.2' }], problems: [] });
    expect(targetsOf(knowledge, 'haproxy', '', 'foo?').problems).toHaveLength(1);
  });

  it.each(['haproxy', 'keepalived'] as const)('every choice for %s resolves', (language) => {
    const knowledge = languages[language].knowledge;
    for (const choice of targetChoices(knowledge, language)) expect(typeof resolveTarget(knowledge, language, choice.setting), choice.setting).toBe('object');
  });
});
