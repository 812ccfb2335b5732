import { describe, expect, it } from 'vitest';
import { isOneOfMany } from '../../../server/src/haproxy/part-of';
import { languages } from '../../../server/src/languages';
import { createLanguageService } from '../../../server/src/service';

const part = 'frontend web from base\n    bind :8080\n    option httplog\n    http-request track-sc5 src table counters\n    use_backend api if { nbsrv(other) gt 1 }\n    default_backend elsewhere\n    defualt_backend x\n';

describe('one of several files', () => {
  it('is known by its folder, unless it stands for itself', () => {
    expect(isOneOfMany('/etc/haproxy/conf.d/10-web.cfg', part)).toBe(true);
    expect(isOneOfMany('C:\\haproxy.d\\web.cfg', part)).toBe(true);
    expect(isOneOfMany('/etc/haproxy/haproxy.cfg', part)).toBe(false);
    expect(isOneOfMany('/etc/haproxy/conf.d/all.cfg', `global\n    daemon\n${part}`)).toBe(false);
  });
  it('is not asked for what may stand in the others', () => {
    const service = createLanguageService(languages.haproxy, undefined);
    const found = (path: string) => service.open(part, path, { target: '2.8' }).problems();
    expect(found('/etc/haproxy/conf.d/10-web.cfg').map(({ rule }) => rule)).toEqual(['unknown-keyword']);
    expect(found('/etc/haproxy/haproxy.cfg').map(({ rule }) => rule)).toContain('undefined-backend');
  });
});
