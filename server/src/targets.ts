// Which release a file is written for: reads a setting (release, distribution, image tag) or a comment in the file. Names no keyword.
import data from '../data/targets.json';
import type { Knowledge } from './core/knowledge';
import { releaseIndex } from './core/release';
import type { Span } from './core/span';
import { text } from './core/text';

export type LanguageId = 'haproxy' | 'keepalived';

interface Distribution {
  readonly id: string;
  readonly name: string;
  readonly codename?: string;
  readonly haproxy?: string;
  readonly keepalived?: string;
  readonly source: string;
}

/** A distribution that ships the packages of another one. */
interface Kin {
  readonly id: string;
  readonly name: string;
  readonly of: string;
  readonly versions: readonly string[];
}

interface Image {
  readonly name: string;
  readonly language: LanguageId;
  /** Versions behind tags that name none. */
  readonly moving: Readonly<Record<string, string>>;
  readonly source: string;
}

interface TargetTable {
  readonly defaults: Readonly<Record<LanguageId, string>>;
  readonly distributions: readonly Distribution[];
  readonly kin: readonly Kin[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly images: readonly Image[];
}

const table = data as unknown as TargetTable;

/** One release to check for. */
export interface Target {
  /** Index of the measured release that stands for it. */
  readonly release: number;
  /** Name of that release. */
  readonly name: string;
  /** The version that was asked for: `2.4.22`. */
  readonly version: string;
  /** What was written: `rhel 9`. */
  readonly written: string;
  readonly kind: 'release' | 'distribution' | 'image' | 'default';
}

/** Targets of a file, where they were set, and what of it could not be read. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly origin: 'file' | 'setting' | 'default';
  /** Span of the comment that sets them, when `origin` is `file`. */
  readonly comment?: Span;
  /** What is wrong with the setting; the targets are then those that could be read, or the default. */
  readonly problems: readonly string[];
}

/** The release that is taken when nothing is set; see docs/targets.md for the reason. */
export function defaultTarget(knowledge: Knowledge, language: LanguageId): Target {
  const version = table.defaults[language];
  return make(knowledge, version, version, 'default') as Target;
}

function make(knowledge: Knowledge, version: string, written: string, kind: Target['kind']): Target | undefined {
  const release = releaseIndex(knowledge.line, version);
  return release === undefined ? undefined : { release, name: knowledge.line.names[release] as string, version, written, kind };
}

/** The name of a distribution without anything but letters and digits of its version: `Rocky Linux 9.3` -> `rocky`, `9.3`. */
function distributionOf(wanted: string): { id: string; version: string } | undefined {
  const words = wanted
    .toLowerCase()
    .replace(/[\s_:-]+/g, ' ')
    .trim();
  const shape = /^([a-z][a-z ]*?) ?v?(\d+(?:\.\d+)*)?(?: (?:lts|slim))?$/.exec(words);
  if (!shape) return undefined;
  const plain = (shape[1] as string).replace(/ (gnu )?linux| stream|gnu |enterprise| /g, '');
  const joined = (shape[1] as string).replaceAll(' ', '');
  return { id: table.aliases[joined] ?? table.aliases[plain] ?? plain, version: shape[2] ?? '' };
}

function findDistribution(wanted: string): Distribution | undefined {
  const lower = wanted.toLowerCase().trim();
  const byCodename = table.distributions.find((row) => row.codename !== undefined && (row.codename === lower || lower.endsWith(`:${row.codename}`) || lower.endsWith(` ${row.codename}`)));
  if (byCodename) return byCodename;
  const found = distributionOf(wanted);
  if (!found || found.version === '') return undefined;
  const kin = table.kin.find((one) => one.id === found.id);
  const major = found.version.split('.')[0] as string;
  if (kin && !kin.versions.includes(major)) return undefined;
  const family = kin?.of ?? found.id;
  return table.distributions.find((row) => row.id === `${family}-${found.version}`) ?? table.distributions.find((row) => row.id === `${family}-${major}`);
}

/** Splits an image reference: registry and digest are dropped. */
function imageOf(wanted: string): { name: string; tag: string } | undefined {
  const plain = wanted
    .trim()
    .replace(/^docker:\/\//, '')
    .replace(/@sha256:[0-9a-f]*$/i, '');
  const shape = /^([a-z0-9][\w./-]*(?::\d+\/[\w./-]+)?)(?::([\w.-]+))?$/i.exec(plain);
  if (!shape) return undefined;
  const name = (shape[1] as string)
    .toLowerCase()
    .replace(/^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|localhost(?::\d+)?)\//, '')
    .replace(/^library\//, '');
  return { name, tag: shape[2] ?? 'latest' };
}

function findImage(wanted: string, language: LanguageId): string | undefined | 'other' {
  const image = imageOf(wanted);
  if (!image) return undefined;
  const known = table.images.find((row) => row.name === image.name);
  const last = image.name.slice(image.name.lastIndexOf('/') + 1);
  const named = known?.language ?? (last.includes('haproxy') ? 'haproxy' : last.includes('keepalived') ? 'keepalived' : undefined);
  if (named === undefined) return undefined;
  if (named !== language) return 'other';
  const version = /^v?(\d+\.\d+(?:\.\d+)*)/.exec(image.tag)?.[1];
  if (version !== undefined) return version;
  return known?.moving[image.tag] ?? known?.moving[image.tag.split('-', 1)[0] as string] ?? (/^[a-z]+$/.test(image.tag) ? known?.moving.latest : undefined);
}

function unknownRelease({ line: { names } }: Knowledge, language: LanguageId, version: string): string {
  return text('`{0}` is no release of {1} that haconf knows: {2} to {3}', version, language, names[0] ?? '', names[names.length - 1] ?? '');
}

/** Resolves one item of a setting: `2.4`, `2.4.22`, `ubuntu-22.04`, `rhel 9`, `jammy`, `haproxy:2.8-alpine`. A message instead when it cannot be. */
export function resolveTarget(knowledge: Knowledge, language: LanguageId, written: string): Target | string {
  const wanted = written.trim();
  const number = /^v?(\d+(?:\.\d+)*)(?:[-+~].*)?$/i.exec(wanted)?.[1] ?? new RegExp(`^${language}[ -]v?(\\d+(?:\\.\\d+)*)$`, 'i').exec(wanted)?.[1];
  const released = (version: string, kind: Target['kind']) => make(knowledge, version, wanted, kind) ?? unknownRelease(knowledge, language, version);
  if (number !== undefined) return released(number, 'release');
  const row = findDistribution(wanted);
  if (row) {
    const version = row[language];
    return version === undefined ? text('it is not known which {0} {1} ships: name the release', language, row.name) : released(version, 'distribution');
  }
  const image = findImage(wanted, language);
  if (image === 'other') return text('`{0}` is no image of {1}', wanted, language);
  if (image !== undefined) return released(image, 'image');
  const example = language === 'haproxy' ? 'haproxy:2.8-alpine' : 'osixia/keepalived:2.0.20';
  return text('`{0}` is no release, distribution or image: write `{1}`, `ubuntu-22.04` or `{2}`', wanted, table.defaults[language], example);
}

/** Resolves a setting of one or more items, separated by commas. Items of the same release are taken once. */
export function resolveTargets(knowledge: Knowledge, language: LanguageId, setting: string): { targets: Target[]; problems: string[] } {
  const targets: Target[] = [];
  const problems: string[] = [];
  for (const item of setting.split(',')) {
    if (item.trim() === '') continue;
    const target = resolveTarget(knowledge, language, item);
    if (typeof target === 'string') problems.push(target);
    else if (!targets.some((other) => other.release === target.release)) targets.push(target);
  }
  return { targets: targets.sort((a, b) => a.release - b.release), problems };
}

const commentMark = /haconf:\s*(haproxy|keepalived|target)(?:\s+(?:[:=]\s*)?|[:=]\s*)([^\s#!][^#!\r\n]*)/y;

/** The comment of a text that sets its target: `# haconf: haproxy 2.4`, `! haconf: target rhel 9`. The first one counts; offsets are those of the comment. */
export function commentTarget(source: string, language: LanguageId): { readonly setting: string; readonly start: number; readonly end: number } | undefined {
  // Without the colon the engine looks for it twice as fast; it is part of what is matched below.
  for (let at = source.indexOf('haconf'); at >= 0; at = source.indexOf('haconf', at + 6)) {
    const before = source.slice(source.lastIndexOf('\n', at) + 1, at);
    const sign = before.trimEnd();
    if (!sign.endsWith('#') && !sign.endsWith('!')) continue;
    commentMark.lastIndex = at;
    const shape = commentMark.exec(source);
    if (shape && (shape[1] === language || shape[1] === 'target')) return { setting: (shape[2] as string).trim(), start: at - (before.length - sign.length) - 1, end: at + shape[0].trimEnd().length };
  }
  return undefined;
}

/** The targets of a file, oldest first: its own comment wins, then the setting, then the default. */
export function targetsOf(knowledge: Knowledge, language: LanguageId, source: string, setting: string): Targets {
  const own = commentTarget(source, language);
  const chosen = own?.setting ?? setting;
  const origin = own ? 'file' : 'setting';
  const { targets, problems } = resolveTargets(knowledge, language, chosen);
  const comment = own ? { comment: { start: own.start, end: own.end } } : {};
  if (targets.length > 0) return { targets, origin, problems, ...comment };
  return { targets: [defaultTarget(knowledge, language)], origin: problems.length > 0 ? origin : 'default', problems, ...comment };
}

/** A choice to offer: what to write into the setting, what it means. */
export interface TargetChoice {
  readonly setting: string;
  readonly label: string;
  readonly description: string;
  readonly kind: Target['kind'];
}

/** What may be chosen for a language: its releases, newest first, then the distributions and their kin, then images. */
export function targetChoices(knowledge: Knowledge, language: LanguageId): TargetChoice[] {
  const choices: TargetChoice[] = [...knowledge.line.names].reverse().map((name) => ({ setting: name, label: name, description: name === defaultTarget(knowledge, language).name ? text('default') : '', kind: 'release' }));
  for (const row of table.distributions) {
    const version = row[language];
    if (version === undefined) continue;
    const kin = table.kin.filter((one) => row.id.startsWith(`${one.of}-`) && one.versions.some((number) => row.id === `${one.of}-${number}`)).map((one) => one.name);
    choices.push({ setting: row.id, label: row.name, description: kin.length > 0 ? `${version} · ${kin.join(', ')}` : version, kind: 'distribution' });
  }
  for (const image of table.images) if (image.language === language) choices.push({ setting: `${image.name}:latest`, label: `${image.name}:latest`, description: image.moving.latest ?? '', kind: 'image' });
  return choices;
}
