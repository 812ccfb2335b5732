import { describe, expect, it } from 'vitest';
import { check } from '../../../server/src/index';
import { ownTexts, seeded, sharedTexts } from '../../support/texts';
import { parse } from './support';

/** What is defined further below is missing until it is written. */
const forward = /sync-group-members/;

/** Lines with an error, those above the last line only. */
function errorLines(text: string, above: number): Map<number, string> {
  const lines = new Map<number, string>();
  for (const problem of check(text, { language: 'keepalived', target: '2.2.8' })) {
    if (problem.severity === 'error' && !forward.test(problem.rule) && problem.endLine < above) lines.set(problem.line, `${problem.rule}: ${problem.message}`);
  }
  return lines;
}

/** What a text says while it is typed and not when it is finished, on lines above the one that is typed; a block that is still open may say so once. */
function early(text: string, positions: readonly number[]): string[] {
  const finished = errorLines(text, Number.POSITIVE_INFINITY);
  return positions.flatMap((end) => {
    const prefix = text.slice(0, end);
    const typed = prefix.split('\n').length;
    const open: string[] = [];
    const wrong: string[] = [];
    for (const [line, message] of errorLines(prefix, typed)) {
      if (message.startsWith('unclosed-block')) open.push(message);
      else if (!finished.has(line)) wrong.push(`at ${end}, line ${line}: ${message}`);
    }
    return open.length > 1 ? [...wrong, `at ${end}: ${open.join('; ')}`] : wrong;
  });
}

const whole = `! A file
global_defs {
    router_id "a # b" # c
    script_user root
}
$PRIO=100
$VIPS=\\
    10.0.0.1 dev eth0 \\
    10.0.0.2
vrrp_script chk { script "/bin/check 'a b'" interval 2 }
vrrp_instance VI_1
{
    @node1 priority $PRIO
    @^node1 priority 90
    interface eth0
    authentication {
        auth_type PASS
        auth_pass secret
    }
    virtual_ipaddress {
        $VIPS
        ~SEQ(i, 3, 5) 10.0.0.\${i}
    }
    track_script {
        chk
    }
}
`;

describe('a file that is typed', () => {
  it('shows no error above the cursor that goes away when it is finished', () => {
    expect(
      early(
        whole,
        Array.from({ length: whole.length + 1 }, (_, i) => i),
      ),
    ).toEqual([]);
  });

  const texts = [...ownTexts(), ...sharedTexts()].filter((text) => text.language === 'keepalived' && text.text.length < 20000);
  it('so do real ones', () => {
    const random = seeded(7);
    const wrong = texts.slice(0, 120).flatMap(({ name, text }) => {
      // A text with faults of its own is read on from them by guessing.
      if (errorLines(text, Number.POSITIVE_INFINITY).size > 0) return [];
      const positions = Array.from({ length: 12 }, () => Math.floor(random() * text.length));
      return early(text, positions).map((one) => `${name} ${one}`);
    });
    expect(wrong).toEqual([]);
  });

  it('parses at any point, in any release, with every byte in its place', () => {
    for (let end = 0; end <= whole.length; end += 3) {
      for (const release of ['1.2.24', '1.4.5', '2.0.20', '2.4.3']) {
        const tree = parse(whole.slice(0, end), release);
        expect(tree.source).toBe(whole.slice(0, end));
        let last = -1;
        for (const statement of tree.statements) {
          expect(statement.start).toBeGreaterThan(last);
          last = statement.start;
        }
      }
    }
  });

  it('parses when it is made of anything', () => {
    const random = seeded(3);
    const pieces = ['vrrp_instance A', '{', '}', '"', "'", '\\', '\n', '#', '!', '$A', '$A=', '${', '~SEQ(i, 3) ', '@a ', '@^a ', 'virtual_ipaddress', ' ', '\t', '\r', '\0', 'include x', 'é', '1', '\\\n', 'script ', '=', '~LST('];
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: 60 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      expect(() => check(text, { language: 'keepalived', target: ['1.3', '1.4', '2.0', '2.2', '2.4'][round % 5] as string, readFile: () => text.slice(0, 80) }), JSON.stringify(text)).not.toThrow();
    }
  });
});
