// Binds single lines with the value types of expressions, without a file around them.
import { Match } from '../../../../server/src/core/grammar/match';
import type { Keyword } from '../../../../server/src/core/knowledge';
import { releaseIndex } from '../../../../server/src/core/release';
import { listOf } from '../../../../server/src/core/tight';
import type { Word } from '../../../../server/src/core/tree';
import { expressionTypes } from '../../../../server/src/haproxy/expressions/types';
import { haproxy } from '../../../../server/src/haproxy/language';

const { knowledge } = haproxy;

/** Words of a line split at blanks; a word written as `?name` is a variable whose value is unknown. */
function wordsOf(line: string): Word[] {
  return [...line.matchAll(/\S+/g)].map((found) => ({ start: found.index, end: found.index + found[0].length, text: found[0], quoted: false, opaque: found[0].startsWith('?') }));
}

export interface Setting {
  /** Release; default 2.8. */
  readonly version?: string;
  readonly section?: string;
  /** Keyword in whose arguments the type stands. */
  readonly keyword?: string;
  readonly set?: string;
}

/** Runs a grammar over a line; returns the match. */
export function bind(syntax: string, line: string, { version = '2.8', section = 'frontend', keyword, set = 'statement' }: Setting = {}): Match {
  const release = releaseIndex(knowledge.line, version) as number;
  const match = new Match(wordsOf(line), { knowledge, types: { ...haproxy.types, ...expressionTypes }, release, section, foreign: (name) => name.startsWith('lua.') });
  if (keyword) match.keyword = knowledge.all(set, keyword)[0] as Keyword;
  match.run(knowledge.grammar(syntax).root, 0);
  return match;
}

/** The problems of a line, one a text: severity, the text marked, the message. */
export function problems(syntax: string, line: string, setting: Setting = {}): string[] {
  return bind(syntax, line, setting).problems.map((problem) => `${problem.severity} [${line.slice(problem.start, problem.end)}] ${problem.message}`);
}

/** The names that a line defines or uses. */
export function mentions(syntax: string, line: string, setting: Setting = {}): string[] {
  return listOf(bind(syntax, line, setting).keptMentions).map((mention) => `${mention.role} ${mention.kind} ${mention.name}`);
}
