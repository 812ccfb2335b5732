// What a Keepalived text is read as, in short.
import type { CheckOptions } from '../../../server/src/core/model';
import { type Statement, walk } from '../../../server/src/core/tree';
import type { Block } from '../../../server/src/keepalived/blocks';
import { keepalived } from '../../../server/src/keepalived/language';
import { parseKeepalived } from '../../../server/src/keepalived/parser';
import { keepalivedReleases } from '../../../server/src/keepalived/releases';

export function parse(source: string, release = '2.2.8', options: CheckOptions = {}) {
  return parseKeepalived(source, keepalivedReleases.names.indexOf(release), options, keepalived.knowledge);
}

const words = (statement: Statement) => statement.words.map((word) => (word.opaque ? '?' : word.text)).join(' ');

/** The lines that the daemon reads, as `path: words`. */
export function reads(source: string, release?: string, options?: CheckOptions): string[] {
  const lines: string[] = [];
  const visit = (block: Block) => {
    for (const statement of block.lines) {
      lines.push(`${block.known ? block.path : '?'}: ${words(statement)}`);
      const inner = block.blocks.find(({ header }) => header === statement);
      if (inner) visit(inner);
    }
  };
  visit(parse(source, release, options).file);
  return lines;
}

/** What the reading itself finds, as `line severity rule`; advice left out. */
export function faults(source: string, release?: string, options?: CheckOptions): string[] {
  const tree = parse(source, release, options);
  const found = [...tree.problems.map((problem) => ({ problem, at: problem.start })), ...[...walk(tree.statements)].flatMap((statement) => statement.problems.map((problem) => ({ problem, at: statement.start + problem.start })))];
  return found.filter(({ problem }) => problem.origin !== 'advice').map(({ problem, at }) => `${tree.lines.placeAt(at).line + 1} ${problem.severity} ${problem.rule}`);
}
