// Random numbers that come again with the same seed, and random edits of a text as people (and programs) make them.

export interface Random {
  /** A whole number from 0 up to below `below`. */
  number(below: number): number;
  pick<T>(items: readonly T[]): T;
}

/** The generator "mulberry32". */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { number: (below) => Math.floor(next() * below), pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number] };
}

const typed = ['a', 'x', '1', ' ', '  ', '\n', '\n    ', '\r\n', '\r', '\t', '"', "'", '\\', '#', '$', '${X}', '"${X}"', '{', '}', '(', ')', ',', '.', '!', '@', '😀', '\ud83d', '\ude00', '\0', '\ufeff', 'é', '# haconf: ignore\n'];

/** Lines that change what other lines mean. */
const farReaching: Readonly<Record<string, readonly string[]>> = {
  haproxy: [
    '.if defined(X)',
    '.if 1',
    '.else',
    '.endif',
    'global',
    'defaults',
    'defaults d1',
    'frontend f1',
    'backend b1 from d1',
    'listen l1',
    '    setenv X tcp',
    '    unsetenv X',
    '    lua-load x.lua',
    '    module-load x.so',
    '    mode http',
    '    mode "${X}"',
    '    log global',
    '    default_backend b1',
    '    expose-experimental-directives',
    '    acl a1 path /x',
    '    server s1 192.0.2.1:80 # .LINE',
    '    description "${.LINE}"',
    '    disabled',
  ],
  keepalived: ['@a', '$X=1', '$X', '~SEQ(x, 1, 2)', 'vrrp_instance V {', '}', '{', 'global_defs {', '@^a', 'include x.conf', '! comment', '"', '    state MASTER'],
};

/** One random edit. `pool`: texts to paste lines from. */
export function edited(random: Random, text: string, pool: readonly string[], language: string): string {
  const lines = text.split('\n');
  const at = random.number(text.length + 1);
  const line = random.number(lines.length);
  const source = random.pick(pool).split('\n');
  const put = (from: number, remove: number, ...now: string[]) => [...lines.slice(0, from), ...now, ...lines.slice(from + remove)].join('\n');
  switch (random.number(17)) {
    case 0:
    case 1:
      return text.slice(0, at) + random.pick(typed) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + random.number(3));
    case 3:
      return text.slice(0, at) + text.slice(at + random.number(80));
    case 4:
      return put(line, 1);
    case 5:
      return put(line, 1, lines[line] as string, lines[line] as string);
    case 6:
      // A line moves down by some lines.
      return put(line, 1 + random.number(4), ...lines.slice(line + 1, line + 4), lines[line] as string);
    case 7:
      return put(line, 0, random.pick(source));
    case 8: {
      const from = random.number(source.length);
      return put(line, 0, ...source.slice(from, from + 1 + random.number(15)));
    }
    case 9:
      return put(line, 1 + random.number(15));
    case 10:
      return put(line, 0, random.pick(farReaching[language] ?? ['']));
    case 11:
      return put(line, 1, (lines[line] as string).endsWith('\r') ? (lines[line] as string).slice(0, -1) : `${lines[line]}\r`);
    case 12: {
      const words = text.split(/\s+/);
      const from = text.indexOf(' ', at);
      const to = from < 0 ? -1 : text.slice(from + 1).search(/\s/);
      return to < 0 ? `${text}\n` : text.slice(0, from + 1) + random.pick(words) + text.slice(from + 1 + to);
    }
    case 13:
      // The mark of the byte order comes or goes.
      return text.startsWith('\ufeff') ? text.slice(1) : `\ufeff${text}`;
    case 14:
      // All ends of lines become those of the other kind.
      return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n');
    case 15: {
      // A block of lines moves far away.
      const block = lines.splice(line, 1 + random.number(12));
      lines.splice(random.number(lines.length + 1), 0, ...block);
      return lines.join('\n');
    }
    default:
      return put(line, 1, `    ${random.pick(source).trim()}`);
  }
}
