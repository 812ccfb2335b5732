// The options of `use_vmac` and `use_ipvlan`. Upstream: vrrp_vmac_handler() and vrrp_ipvlan_handler().
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { fromRelease } from '../releases';
import { readAddress } from './addresses';

const badName = (name: string) => name === '' || name.length > 15 || name === '.' || name === '..' || /[/:\s]/.test(name);

/** What is wrong with a MAC address; the last byte may be left out for the VRID. */
function macProblem(word: string): string | undefined {
  const parts = word.replace(/:$/, (colon) => (word.split(':').length === 6 ? '' : colon)).split(':');
  if (!(parts.length === 6 || parts.length === 5) || !parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) return text('`{0}` is no MAC address', word);
  const bytes = parts.map((part) => Number.parseInt(part, 16));
  if (((bytes[0] as number) & 1) === 1) return text('`{0}` is a multicast address', word);
  const rfc = [0, 0, 0x5e, 0].every((byte, i) => bytes[i] === byte) && (bytes[4] === 1 || bytes[4] === 2);
  return rfc ? text('`{0}` is the address that the virtual router has anyway', word) : undefined;
}

/** Words that `group` takes for the name of a group when its own is left out. */
const optionWords = ['name', 'group', 'netlink_notify_msg'];

/** Reports at a word of the options, once. */
function refuse(match: Match, at: number, message: string): void {
  if (!match.word(at).opaque) match.report('error', 'wrong-argument', message, at);
}

/** Checks the value of `group`, which is due at `at`. */
function checkGroup(match: Match, at: number, end: number): void {
  if (at >= end) match.report('error', 'missing-argument', text('`group` needs a value'), at - 1);
  else if (optionWords.includes(match.word(at).text)) refuse(match, at, text('`group` needs a value: `{0}` is taken for it', match.word(at).text));
}

const vmac: ValueType = {
  read(match, from) {
    const options = fromRelease(match.around, '2.3.1');
    const end = options ? match.words.length : Math.min(match.words.length, from + 2);
    let named = false;
    let addressed = false;
    for (let at = from; at < end; at++) {
      const word = match.word(at).text;
      if (word.includes(':')) {
        const problem = addressed ? text('there is a MAC address already') : macProblem(word);
        if (problem) refuse(match, at, problem);
        else addressed = true;
        continue;
      }
      if (options && word === 'netlink_notify_msg') continue;
      if (options && word === 'group') {
        at++;
        checkGroup(match, at, end);
        continue;
      }
      if (options && word === 'name') at++;
      if (at >= end) match.report('error', 'missing-argument', text('`name` needs a value'), at - 1);
      else if (named) refuse(match, at, text('the interface has a name already'));
      else if (badName(match.word(at).text)) refuse(match, at, text('`{0}` cannot be the name of an interface', match.word(at).text));
      else {
        named = true;
        match.keep('made-interface', at, match.word(at).text);
      }
    }
    return end;
  },
  propose: (match) => (fromRelease(match.around, '2.3.1') ? optionWords.map((word) => ({ text: word })) : []),
};

const ipvlan: ValueType = {
  read(match, from) {
    const options = fromRelease(match.around, '2.3.1');
    const end = match.words.length;
    let kind = false;
    let named = false;
    let addressed = false;
    for (let at = from; at < end; at++) {
      const word = match.word(at).text;
      if (word === 'bridge' || word === 'private' || word === 'vepa') {
        if (kind) refuse(match, at, text('there is a type already'));
        kind = true;
        continue;
      }
      if (options && word === 'group') {
        at++;
        checkGroup(match, at, end);
        continue;
      }
      if (options && word === 'name') at++;
      else {
        const slash = word.indexOf('/');
        const address = readAddress(slash < 0 ? word : word.slice(0, slash));
        if (address) {
          if (addressed) refuse(match, at, text('there is an address already'));
          else match.keep('address', at, address);
          addressed = true;
          continue;
        }
      }
      if (at >= end) match.report('error', 'missing-argument', text('`name` needs a value'), at - 1);
      else if (named) refuse(match, at, text('the interface has a name already'));
      else if (match.word(at).text.length > 15) refuse(match, at, text('`{0}` cannot be the name of an interface', match.word(at).text));
      else {
        named = true;
        match.keep('made-interface', at, match.word(at).text);
      }
    }
    return end;
  },
  propose: () => ['bridge', 'private', 'vepa'].map((word) => ({ text: word })),
};

export const virtualInterfaceTypes: ValueTypes = { vmac, ipvlan };
