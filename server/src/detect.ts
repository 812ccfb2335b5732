// Tells which language a file is, by its name and by what it holds, so that the files of others are left alone. Names no keyword.
import type { Language } from './core/language';
import type { Model } from './core/model';
import { languages } from './languages';
import type { LanguageId } from './targets';

/** Names that are certain, and names that only a look into the file makes certain. */
const names: Readonly<Record<LanguageId, { readonly sure: RegExp; readonly likely: RegExp }>> = {
  haproxy: { sure: /(^|[\\/])[\w.-]*haproxy[\w-]*(\.cfg|\.cfg\.[\w.-]+|\.conf)$|[\\/]haproxy[\\/][^\\/]+\.cfg$/i, likely: /\.(cfg|conf|txt|in|tmpl|tpl|bak|orig|old|example|sample)$|(^|[\\/])[^.\\/]*$/i },
  keepalived: { sure: /(^|[\\/])[\w.-]*keepalived[\w.-]*\.conf(\.[\w.-]+)?$|[\\/]keepalived([\\/]conf\.d)?[\\/][^\\/]+\.conf$/i, likely: /\.(cfg|conf|txt|in|tmpl|tpl|bak|orig|old|example|sample)$|(^|[\\/])[^.\\/]*$/i },
};

/** Lines that are looked at: enough for any header of comments. */
const most = 400;

/** First words of the lines that say something; lines of another make (braces where there are none, a `;` at the end) count as an unknown word. */
function firstWords(source: string, braces: boolean): string[] {
  const words: string[] = [];
  let from = 0;
  for (let line = 0; line < most && from < source.length; line++) {
    const end = source.indexOf('\n', from);
    const text = source.slice(from, end < 0 ? Math.min(source.length, from + 200) : Math.min(end, from + 200)).trim();
    const word = /^[^\s{#!][^\s{]*/.exec(text)?.[0];
    if (word !== undefined && !(braces && word === '}')) words.push(!braces && /[{;]$|^\}/.test(text) ? '' : word);
    if (end < 0) break;
    from = end + 1;
  }
  return words;
}

const heads = new WeakMap<Language<Model>, ReadonlySet<string>>();

/** First words of all keywords that a language has in any release. */
function headsOf(language: Language<Model>): ReadonlySet<string> {
  let words = heads.get(language);
  if (!words) heads.set(language, (words = new Set(Array.from(language.knowledge.names('statement'), (name) => name.split(' ', 1)[0] as string))));
  return words;
}

/** Share of a text's lines that begin with a keyword of the language, 0 when none of them opens a section or block of its own. */
export function likeness(language: Language<Model>, source: string): number {
  if (!language.editing) return 0;
  const words = firstWords(source, language.editing.braces);
  const openers = language.editing.openers();
  if (!words.some((word) => openers.has(word))) return 0;
  const known = headsOf(language);
  return words.filter((word) => known.has(word) || openers.has(word)).length / words.length;
}

/** The language of a file, or undefined when it is none of ours. A first line `# haconf: haproxy` decides; a name that says so is believed unless the text is clearly the other language. */
export function detectLanguage(name: string, source: string): LanguageId | undefined {
  const said = /^\s{0,20}[#!]\s{0,20}haconf:\s{0,20}(haproxy|keepalived)\b/.exec(source)?.[1];
  if (said !== undefined) return said as LanguageId;
  const ids = Object.keys(names) as LanguageId[];
  const sure = ids.find((id) => names[id].sure.test(name));
  // Nothing more is read of the other language when the name is right.
  if (sure !== undefined && likeness(languages[sure], source) >= 0.3) return sure;
  const best = ids.map((id) => ({ id, share: likeness(languages[id], source) })).sort((a, b) => b.share - a.share)[0];
  if (sure !== undefined) return best && best.share >= 0.8 ? best.id : sure;
  return best && best.share >= 0.6 && names[best.id].likely.test(name) ? best.id : undefined;
}
