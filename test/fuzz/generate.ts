// Texts made out of the data: sections and blocks with lines that follow the grammars of their keywords, more or less.
import type { Node } from '../../server/src/core/grammar/notation';
import type { Keyword, Knowledge } from '../../server/src/core/knowledge';
import { languages } from '../../server/src/languages';
import type { LanguageId } from '../../server/src/targets';
import type { Random } from '../support/random';

/** Values of all kinds, right ones and wrong ones; types take whatever comes, or the kind that suits them. */
const values: Readonly<Record<string, readonly string[]>> = {
  number: ['0', '1', '-1', '255', '256', '65535', '65536', '4294967296', '99999999999999999999', '010', '0x1f', '1.5', '1e3', '+3', '254', '2k', ''],
  time: ['5s', '10', '0', '1d2h', '99999d', '5x', '-5s', '1ms', '500us', '2147483648', '5 s', '1.5s'],
  address: [
    '192.0.2.1:80',
    '192.0.2.1',
    ':80',
    '*:443',
    '[2001:db8::1]:80',
    '2001:db8::1',
    '::1:80-90',
    'unix@/run/x',
    'abns@x',
    'fd@3',
    '/run/x.sock',
    'host.example:80',
    '192.0.2.1/24',
    '10.0.0.1/33',
    '192.0.2.1:+1',
    'ipv4@x:1',
    '192.0.2.1:80,:81',
    'rhttp@x',
    'udp@192.0.2.1:53',
    '@1',
  ],
  name: ['a', 'b1', 'f1', 'd1', 'V1', 'web', 'api', 's1', 'TRUE', 'localhost', 'eth0', 'eth0.1', 'a.b', 'x y', '\u00e9', '', '-', '_', 'name-that-is-quite-long-and-longer-than-any-name-should-ever-be'],
  path: ['/etc/x', '/x/y.pem', 'x.map', '../a', '/', '', '/usr/bin/killall -0 haproxy', '"/x y"', '/a,b', '@x'],
  expression: [
    'src',
    'path',
    'hdr(host)',
    'req.hdr(X,1),lower',
    'var(txn.a)',
    'int(5),add(1)',
    'str(a),map(x.map,b)',
    'path_beg',
    'rand(3)',
    'ssl_fc_sni,map_sub(a',
    'url_param(a),url_dec,field(1,"/")',
    'src,ipmask(24,64),concat(a,b,c)',
    'table_http_req_rate(t)',
    'always_true',
    'hdr(',
    ')',
    'bool(1),not',
  ],
  condition: ['if a1', 'unless a1 b1', 'if { path /a } !b1', 'if a1 or { src 192.0.2.1 } || !a1', 'if { src -f x.lst }', 'if {', 'if !', 'if TRUE', 'if { path_beg -i /a /b } { hdr(host) -m reg ^a+$ }', 'when a1', 'if'],
  format: ['%ci:%cp', '"%[src] %{+Q}r"', '%[path,lower]', '%[', '%{', '%', '%%', '%b%s%Z', '"a b %[var(txn.x),add(1)]"', '\\"x', '%(n:bool)ci', '%{-}x', '%[hdr(a),%[b]]'],
  quoting: ['"a b"', "'a b'", '"a', "'", '\\', 'a\\ b', '"${X}"', '${X}', '"${X[*]}"', '${X-a}', '$X', '"a"b\'c\'', '\\x41', '#', '!', '{', '}', '"}"', '{ a }', '~', '@a', '"${.LINE}"', '\u0000', '\ufeff', '\ud83d', 'a\tb', 'a\rb'],
};
const kinds = Object.keys(values);

/** The values that suit a type, by what its name says. */
function kindOf(type: string): string {
  if (/time|timer|duration|lifetime/.test(type)) return 'time';
  if (/sample|expression|acl|var/.test(type)) return 'expression';
  if (/condition/.test(type)) return 'condition';
  if (/format/.test(type)) return 'format';
  if (/address|endpoint|listen|host|prefix|network|route|multicast|broadcast|destination/.test(type)) return 'address';
  if (/path|script|file|regex/.test(type)) return 'path';
  if (/number|atoi|unsigned|strtol|int|counter|weight|size|decimal|nonzero|port|hex|range/.test(type)) return 'number';
  return 'name';
}

interface Sets {
  readonly statements: readonly Keyword[];
  readonly headers: readonly Keyword[];
  readonly directives: readonly Keyword[];
  readonly samples: readonly Keyword[];
  readonly converters: readonly Keyword[];
  readonly bySection: ReadonlyMap<string, readonly Keyword[]>;
}

const known = new Map<LanguageId, Sets>();

function setsOf(id: LanguageId): Sets {
  let sets = known.get(id);
  if (sets) return sets;
  const { knowledge } = languages[id];
  const statements = [...knowledge.each('statement')];
  const bySection = new Map<string, Keyword[]>();
  for (const keyword of statements) {
    for (const section of keyword.where.keys()) {
      const list = bySection.get(section);
      if (list) list.push(keyword);
      else bySection.set(section, [keyword]);
    }
  }
  known.set(
    id,
    (sets = { statements, headers: [...knowledge.each('section')], directives: [...knowledge.each('directive')], samples: [...knowledge.each('sample'), ...knowledge.each('acl')], converters: [...knowledge.each('converter')], bySection }),
  );
  return sets;
}

function value(random: Random, type: string, sets: Sets): string {
  const chance = random.number(12);
  if (chance === 0) return random.pick(values.quoting as string[]);
  const kind = chance === 1 ? random.pick(kinds) : kindOf(type);
  if (kind === 'expression' && sets.samples.length > 0 && random.number(2) === 0) return expression(random, sets);
  return random.pick(values[kind] as string[]);
}

function expression(random: Random, sets: Sets): string {
  const args = () => (random.number(2) === 0 ? '' : `(${Array.from({ length: random.number(4) }, () => random.pick(values[random.pick(['number', 'name', 'path'])] as string[])).join(',')})`);
  return [random.pick(sets.samples), ...Array.from({ length: random.number(3) }, () => random.pick(sets.converters))].map(({ name }) => name + args()).join(',');
}

/** Words that a grammar takes. `depth` bounds sets within sets. */
function words(random: Random, node: Node, knowledge: Knowledge, sets: Sets, depth: number): string[] {
  const inner = (one: Node) => words(random, one, knowledge, sets, depth);
  switch (node.kind) {
    case 'literal':
      return [random.number(60) === 0 ? `${node.word}x` : node.word];
    case 'argument':
      return [value(random, node.type, sets)];
    case 'sequence':
      return node.items.flatMap((item) => (random.number(25) === 0 ? [] : inner(item)));
    case 'choice':
      return node.optional && random.number(3) === 0 ? [] : inner(random.pick(node.options));
    case 'bag':
      return Array.from({ length: node.least + random.number(4) }, () => inner(random.pick(node.options))).flat();
    case 'repeat':
      return Array.from({ length: 1 + random.number(3) }, () => inner(node.item)).flat();
    case 'list':
      return [Array.from({ length: 1 + random.number(3) }, () => inner(node.item).join(' ')).join(',')];
    case 'params': {
      if (depth > 3) return [];
      const params = [...knowledge.each(node.set)];
      if (params.length === 0) return [];
      return Array.from({ length: node.single ? 1 : random.number(4) }, () => line(random, random.pick(params), knowledge, sets, depth + 1)).flat();
    }
  }
}

function line(random: Random, keyword: Keyword, knowledge: Knowledge, sets: Sets, depth = 0): string[] {
  const { entry, name } = keyword;
  const prefix = entry.prefix && random.number(6) === 0 ? [random.pick(entry.prefix).split('{')[0] as string] : [];
  const glued = entry.parens ? `(${value(random, entry.parens, sets)})` : '';
  const rest = entry.syntax === undefined ? [] : words(random, knowledge.grammar(entry.syntax).root, knowledge, sets, depth);
  if (random.number(30) === 0) rest.push(value(random, 'name', sets));
  return [...prefix, name + glued, ...rest];
}

function haproxyText(random: Random, sets: Sets, knowledge: Knowledge): string {
  const lines: string[] = [];
  for (let i = 1 + random.number(3); i > 0; i--) {
    const header = random.pick(sets.headers);
    lines.push(line(random, header, knowledge, sets).join(' '));
    const own = sets.bySection.get(header.name) ?? sets.statements;
    for (let j = random.number(8); j > 0; j--) {
      const chosen = random.number(15) === 0 ? random.pick(sets.directives) : random.pick(random.number(10) === 0 ? sets.statements : own);
      lines.push(`    ${line(random, chosen, knowledge, sets).join(' ')}${random.number(12) === 0 ? ' # haconf: ignore' : ''}`);
    }
  }
  return `${lines.join(random.number(20) === 0 ? '\r\n' : '\n')}\n`;
}

function block(random: Random, section: string, sets: Sets, knowledge: Knowledge, depth: number): string[] {
  const own = sets.bySection.get(section);
  const lines: string[] = [];
  for (let i = 1 + random.number(6); i > 0; i--) {
    const keyword = random.pick(random.number(12) === 0 || !own ? sets.statements : own);
    const text = line(random, keyword, knowledge, sets).join(' ');
    const { opens, lines: inner } = keyword.entry;
    if (opens === undefined) lines.push(text);
    else {
      const below = inner !== undefined ? Array.from({ length: random.number(4) }, () => words(random, knowledge.grammar(inner).root, knowledge, sets, 0).join(' ')) : depth > 4 ? [] : block(random, opens, sets, knowledge, depth + 1);
      lines.push(random.number(20) === 0 ? text : `${text} {`, ...below.map((one) => `    ${one}`), ...(random.number(25) === 0 ? [] : ['}']));
    }
  }
  return lines;
}

/** A text of some lines. */
export function generated(random: Random, id: LanguageId): string {
  const { knowledge } = languages[id];
  const sets = setsOf(id);
  if (id === 'haproxy') return haproxyText(random, sets, knowledge);
  return `${block(random, '', sets, knowledge, 0).join('\n')}\n`;
}
