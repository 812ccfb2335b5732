import { describe, expect, it } from 'vitest';
import { check } from '../../../server/src/index';
import { keepalived } from '../../../server/src/keepalived/language';
import { keepalivedModel } from '../../../server/src/keepalived/model';
import { faults, parse, reads } from './support';

describe('blocks', () => {
  it('own their lines', () => {
    const tree = parse('vrrp_instance I {\n  priority 5\n}\nuse_pid_dir\n');
    expect(tree.statements.map((statement) => statement.words.length)).toEqual([2, 1]);
    const [header, last] = tree.statements;
    expect(header?.body?.[0]?.parent).toBe(header);
    expect(header?.bodyEnd).toBe(32);
    expect(last?.parent).toBeUndefined();
    expect(tree.file.blocks[0]).toMatchObject({ path: 'vrrp_instance', closed: true, known: true, values: false, brace: { start: 16, end: 17 } });
  });
  it('may stand on one line, and braces may be glued, from 1.4.2 on', () => {
    const text = 'vrrp_instance I{authentication { auth_type PASS } priority 5}\n';
    expect(reads(text)).toEqual([': vrrp_instance I', 'vrrp_instance: authentication', 'vrrp_instance/authentication: auth_type PASS', 'vrrp_instance: priority 5']);
    expect(faults(text)).toEqual([]);
  });
  it('of values take lines', () => {
    expect(reads('vrrp_instance I {\n virtual_ipaddress {\n 10.0.0.1 dev eth0\n }\n}\n').at(-1)).toBe('vrrp_instance/virtual_ipaddress: 10.0.0.1 dev eth0');
  });
  it('begin on the next line too', () => {
    expect(faults('vrrp_instance I\n\n{\n}\n')).toEqual([]);
    expect(faults('vrrp_instance I\n{\n}\n', '1.3.9')).toEqual([]);
  });
  it('want whole words as braces before 1.4.2', () => {
    expect(reads('vrrp_instance I {\n  authentication { auth_type PASS }\n  priority 5\n}\n', '1.3.9').slice(1, 2)).toEqual(['vrrp_instance: authentication { auth_type PASS }']);
    expect(reads('vrrp_instance I {\n  state MASTER {\n  }\n', '1.3.9')).toEqual([': vrrp_instance I', 'vrrp_instance: state MASTER']);
    expect(faults('vrrp_instance I {\n  state MASTER {\n}\n', '1.3.9')).toEqual([]);
  });
  it('of a later release are not looked into', () => {
    expect(reads('track_file f {\n file /x\n}\n', '2.0.10')).toEqual([': track_file f', '?: file /x']);
  });
});

describe('faults of braces', () => {
  it('a `{` that is missing', () => {
    expect(faults('vrrp_instance I\n  priority 5\n}\n')).toEqual(['1 error missing-brace', '3 error extra-brace']);
    expect(faults('vrrp_instance I {\n  authentication\n  priority 5\n}\n')).toEqual(['2 error missing-brace']);
    expect(reads('vrrp_instance I {\n  authentication\n  priority 5\n}\n').at(-1)).toBe('vrrp_instance: priority 5');
  });
  it('a `}` that is missing', () => {
    const text = 'vrrp_instance A {\n  priority 5\nvrrp_instance B {\n  priority 6\n}\n';
    expect(faults(text)).toEqual(['3 error missing-brace']);
    expect(reads(text).at(-2)).toBe(': vrrp_instance B');
    expect(faults('vrrp_instance A {\n  authentication {\n')).toEqual(['2 error unclosed-block']);
    expect(faults('vrrp_instance A {\n', '2.0.20')).toEqual(['1 error unclosed-block', '1 error unclosed-block']);
  });
  it('a `}` too many', () => {
    expect(faults('use_pid_dir\n}\n')).toEqual(['2 error extra-brace']);
    expect(faults('vrrp_instance A {\n}\n  priority 5\n  state MASTER\n}\nuse_pid_dir\n')).toEqual(['3 error extra-brace']);
  });
  it('a `{` too many', () => {
    const text = 'vrrp_instance A {\n  state MASTER {\n  priority 5\n}\nuse_pid_dir\n';
    expect(faults(text)).toEqual(['2 error unexpected-brace']);
    expect(reads(text).at(-1)).toBe(': use_pid_dir');
    expect(faults('vrrp_instance A { {\n}\n')).toEqual(['1 error unexpected-brace']);
  });
  it('a block that is unknown is told once, and what follows is read', () => {
    const model = keepalivedModel('vrrp_instanse A {\n  x {\n  }\n}\nvrrp_instance B {\n  prioriti 5\n}\n', 9, {}, keepalived.knowledge);
    const found: string[] = [];
    for (const part of model.parts) model.eachFound(part, (statement, problem) => found.push(`${statement.line + 1} ${problem.rule}`));
    expect(found).toEqual(['1 unknown-keyword', '6 unknown-keyword']);
  });
  it('nest without end', () => {
    const deep = 'a {\n'.repeat(5000) + '}\n'.repeat(5000);
    expect(() => keepalivedModel(deep, 9, {}, keepalived.knowledge)).not.toThrow();
  });
});

describe('ids that decide about blocks', () => {
  const found = (text: string) => {
    const model = keepalivedModel(text, 9, {}, keepalived.knowledge);
    const rules = model.tree.problems.map((problem) => problem.rule);
    for (const part of model.parts) model.eachFound(part, (_statement, problem) => rules.push(problem.rule));
    return rules;
  };
  it('are read one by one', () => {
    const text = '@a vrrp_instance A {\n@b vrrp_instance B {\n  priority 5\n}\n';
    expect(found(text)).toEqual([]);
    expect(keepalivedModel(text, 9, {}, keepalived.knowledge).file.blocks.map((block) => block.header?.words[1]?.text)).toEqual(['A']);
    expect(found('@a vrrp_instance A {\n@b vrrp_instance B {\n@b  prioriti 5\n}\n')).toEqual(['unknown-keyword']);
    expect(found('@a vrrp_instance A {\n@^a vrrp_instance B {\n@^a }\n')).toEqual(['unclosed-block']);
  });
});

describe('included files', () => {
  const files: Record<string, string> = { 'a.conf': 'priority 5\n', 'sub/b.conf': 'include c.conf\n', 'sub/c.conf': 'instance x\n', 'loop.conf': 'include loop.conf\n', 'open.conf': 'vrrp_instance I {\n' };
  const readFile = (name: string) => files[name];
  it('stand where they are included', () => {
    const text = 'vrrp_instance I {\n  include a.conf\n}\n';
    expect(reads(text, '2.2.8', { readFile })).toEqual([': vrrp_instance I', 'vrrp_instance: priority 5']);
    expect(parse(text, '2.2.8', { readFile }).file.blocks[0]?.lines[0]).toMatchObject({ elsewhere: 'a.conf:1', start: 20, line: 1 });
    expect(parse(text, '2.2.8', { readFile }).statements[0]?.body).toHaveLength(1);
  });
  it('are found beside the file that names them', () => {
    expect(reads('include sub/b.conf\n', '2.2.8', { readFile })).toEqual([': instance x']);
  });
  it('may not include themselves', () => {
    expect(faults('include loop.conf\n', '2.2.8', { readFile })).toEqual(['1 error endless-include']);
  });
  it('may open a block that ends elsewhere', () => {
    expect(reads('include open.conf\npriority 5\n}\n', '2.2.8', { readFile }).at(-1)).toBe('vrrp_instance: priority 5');
  });
  it('that are missing are an error for the strict forms only', () => {
    const missing = (line: string, release = '2.2.8') => faults(`${line}\n`, release, { readFile });
    expect(missing('include x.conf')).toEqual([]);
    expect(missing('includer x.conf')).toEqual([]);
    expect(missing('includem x.conf')).toEqual(['1 error missing-include']);
    expect(missing('includeb {a,x}.conf')).toEqual(['1 error missing-include']);
    expect(missing('includea *.conf')).toEqual([]);
    expect(missing('includem /elsewhere/x.conf')).toEqual([]);
    expect(faults('includem x.conf\n')).toEqual([]);
    expect(parse('include *.conf\n', '2.2.8', { readFile }).incomplete).toBe(true);
  });
  it('are found by patterns where folders can be looked into', () => {
    const listFiles = (pattern: string) => (pattern === 'sub/*.conf' ? ['sub/b.conf', 'sub/c.conf'] : []);
    expect(reads('include sub/*.conf\n', '2.2.8', { readFile, listFiles })).toEqual([': instance x', ': instance x']);
    expect(faults('includew x*.conf\n', '2.2.8', { readFile, listFiles })).toEqual(['1 error missing-include']);
    expect(faults('include x*.conf\n', '2.2.8', { readFile, listFiles })).toEqual([]);
    expect(reads('include /etc/keepalived/sub/*.conf\n', '2.2.8', { readFile, listFiles })).toHaveLength(2);
  });
  it('may stand within a block themselves', () => {
    const part = '10.0.0.1\n}\npriority 5\ntrack_script {\nx\n';
    expect(faults(part, '2.2.8', { fragment: true })).toEqual([]);
    expect(check(part, { language: 'keepalived', target: '2.2.8', fragment: true })).toEqual([]);
  });
  it('are keywords of the strict forms before 2.2, and take one word before 2.1', () => {
    expect(reads('includem a.conf\n', '2.1.5', { readFile })).toEqual([': includem a.conf']);
    expect(reads('include a.conf b\n', '2.0.20', { readFile })).toEqual([': include a.conf b']);
  });
});
