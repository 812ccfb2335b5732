// What may be written in expressions: fetches and converters that fit, arguments by their type, ACLs, flags, aliases. For completion only.
import { Match, type Proposal, type ValueType } from '../../core/grammar/match';
import type { Keyword } from '../../core/knowledge';
import { trailingFrom } from '../../core/span';
import { casts } from './casts';
import { placesOf } from './checkpoints';
import { methodNames, operators, typeOfMethod } from './patterns';
import { placeOf } from './places';
import { predefinedAcls } from './predefined';
import { runOf, sinceOf } from './run';
import { readSample } from './sample';
import { type ArgumentType, signatureOf } from './signature';
import { scopesOf } from './variables';

type Proposing = Pick<ValueType, 'propose' | 'proposeWithin'>;

/** Kinds of names that arguments of fetches and converters refer to. */
const referred: Partial<Readonly<Record<ArgumentType, string>>> = { FE: 'frontend', BE: 'backend', TAB: 'table', SRV: 'server', USR: 'userlist' };

/** Keywords of a set that the selected release knows and that pass a test. */
function keywords(match: Match, set: string, from: number, fits: (keyword: Keyword) => boolean = () => true): Proposal[] {
  const found: Proposal[] = [];
  for (const keyword of match.around.knowledge.each(set)) if (match.in(keyword.releases) && fits(keyword)) found.push({ text: keyword.name, from, keyword });
  return found;
}

/** Where a list of arguments that is not closed begins in a text, and in which argument the end lies; undefined outside of parentheses. */
function openArguments(typed: string): { readonly open: number; readonly index: number; readonly from: number } | undefined {
  const stack: { open: number; index: number; from: number }[] = [];
  for (let i = 0; i < typed.length; i++) {
    const c = typed[i];
    const top = stack[stack.length - 1];
    if (c === '(') stack.push({ open: i, index: 0, from: i + 1 });
    else if (c === ')') stack.pop();
    else if (c === ',' && top) {
      top.index++;
      top.from = i + 1;
    }
  }
  return stack[stack.length - 1];
}

/** Offset behind the last comma outside of parentheses: where the fetch or converter that is being typed begins. */
function termStart(typed: string): number {
  let depth = 0;
  let start = 0;
  for (let i = 0; i < typed.length; i++) {
    if (typed[i] === '(') depth++;
    else if (typed[i] === ')') depth--;
    else if (typed[i] === ',' && depth <= 0) start = i + 1;
  }
  return start;
}

/** Names for an argument in parentheses, by its type. */
function argumentProposals(match: Match, typed: string, place: { readonly open: number; readonly index: number; readonly from: number }, base: number): Proposal[] {
  const name = typed.slice(trailingFrom(typed, /[\w.:+-]/, place.open), place.open);
  for (const set of ['sample', 'converter', 'acl']) {
    const keyword = match.around.knowledge.all(set, name).find((one) => match.in(one.releases));
    if (!keyword) continue;
    const type = signatureOf(keyword).args?.[place.index];
    const kind = type && referred[type];
    return kind ? [{ text: '', names: kind, from: base + place.from }] : [];
  }
  return [];
}

/** Proposals inside one sample expression. `base`: where it begins in what is typed of the word; `criteria`: ACL keywords may stand for the fetch. */
function samples(match: Match, typed: string, mask: number, base = 0, criteria = false): Proposal[] {
  const open = openArguments(typed);
  if (open) return argumentProposals(match, typed, open, base);
  const start = termStart(typed);
  const since = sinceOf(match);
  if (start === 0) {
    const fits = (keyword: Keyword) => {
      const { use } = signatureOf(keyword);
      return !mask || use.length === 0 || (placesOf(use, match.around.release, since) & mask) !== 0;
    };
    return [...keywords(match, 'sample', base, fits), ...(criteria ? keywords(match, 'acl', base) : [])];
  }
  const before = typed.slice(0, trailingFrom(typed, /,/, start));
  const trial = new Match([{ start: 0, end: before.length, text: before, quoted: false, opaque: false }], match.around);
  const { out, ok } = readSample(runOf(trial, 0), 0, { alone: true });
  return keywords(match, 'converter', base + start, (keyword) => !ok || casts(out, signatureOf(keyword).input, since));
}

/** Flags before the values of an ACL, matching methods behind `-m`, comparisons. */
function aclProposals(match: Match, at: number, typed: string, mask: number): Proposal[] {
  if (match.probe === at) return samples(match, typed, mask, 0, true);
  const before = match.words.slice(at + 1, match.probe).map((word) => word.text);
  const last = before[before.length - 1];
  const plain = (words: Iterable<string>): Proposal[] => [...words].map((text) => ({ text }));
  if (last === '-m') return plain(methodNames.filter((name) => typeOfMethod(name, sinceOf(match)) !== undefined));
  if (last === '-f' || last === '-u') return [];
  const flagsOver = before.some((word, i) => !word.startsWith('-') && !/^-[fmu]$/.test(before[i - 1] ?? ''));
  return flagsOver ? [] : plain(['-i', '-m', '-f', '-n', '-M', '-u', '--', ...operators]);
}

/** Proposals for the word at the probe of a condition that begins (behind `if` or `unless`) at a word. */
function conditionProposals(match: Match, from: number, typed: string, mask: number): Proposal[] {
  let open = -1;
  for (let i = from; i < match.probe; i++) {
    const { text } = match.word(i);
    if (text.replace(/^!+/, '') === '{') open = i;
    else if (text === '}') open = -1;
  }
  if (open >= 0) return [...aclProposals(match, open + 1, typed, mask), ...(match.probe > open + 1 ? [{ text: '}' }] : [])];
  const marks = typed.length - typed.replace(/^!+/, '').length;
  const since = sinceOf(match);
  const known = Object.entries(predefinedAcls).flatMap(([name, acl]) => (since(acl.since) ? [{ text: name, from: marks }] : []));
  const more = match.probe > from && marks === 0 ? [{ text: 'or' }, { text: '||' }] : [];
  return [{ text: '', names: 'acl', from: marks }, ...known, { text: '{', from: marks }, ...more];
}

const sample: Proposing = {
  propose: (match, typed, params) => samples(match, typed, placeOf(match, 'sample', params).mask),
  proposeWithin(match, _at, typed, params) {
    const before = match.word(match.probe - 1).text;
    return before.endsWith(',') ? samples(match, before + typed, placeOf(match, 'sample', params).mask, -before.length) : [];
  },
};

const acl: Proposing = {
  propose: (match, typed) => aclProposals(match, match.probe, typed, 0),
  proposeWithin: (match, at, typed) => aclProposals(match, at, typed, 0),
};

const condition: Proposing = {
  propose: () => [{ text: 'if' }, { text: 'unless' }],
  proposeWithin: (match, at, typed, params) => conditionProposals(match, at + 1, typed, placeOf(match, 'condition', params).mask),
};

const bareCondition: Proposing = {
  propose: (match, typed, params) => conditionProposals(match, match.probe, typed, placeOf(match, 'condition', params).mask),
  proposeWithin: (match, at, typed, params) => conditionProposals(match, at, typed, placeOf(match, 'condition', params).mask),
};

const flags = ['+Q', '+X', '+E', '-Q', '-X', '-E'];

const logFormat: Proposing = {
  propose(match, typed, params) {
    const percent = typed.lastIndexOf('%');
    if (percent < 0) return [];
    const tail = typed.slice(percent + 1);
    const expression = typed.lastIndexOf('%[');
    const flagged = typed.lastIndexOf('}[');
    const open = Math.max(expression, flagged);
    if (open >= 0 && typed.indexOf(']', open) < 0) return samples(match, typed.slice(open + 2), placeOf(match, 'log-format', params).mask, open + 2);
    if (tail.startsWith('{') && !tail.includes('}')) return flags.map((text) => ({ text, from: percent + 2 + Math.max(tail.lastIndexOf(','), 0) }));
    const from = percent + 1 + (/^\{[^}]*\}/.exec(tail)?.[0].length ?? 0);
    return /^\w*$/.test(typed.slice(from)) ? keywords(match, 'log-alias', from) : [];
  },
};

const variable: Proposing = {
  propose: (match) => [...scopesOf(sinceOf(match)).map((scope) => ({ text: `${scope}.` })), { text: '', names: 'var' }],
};

/** By the types of `expressionTypes`. */
export const expressionProposals: Readonly<Record<string, Proposing>> = { sample, acl, condition, 'bare-condition': bareCondition, 'log-format': logFormat, var: variable };
