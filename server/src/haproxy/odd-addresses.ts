// Which lines have an address about which a rule may have something to say.
import { fineMark } from '../core/marks';
import type { HaproxyModel } from './model';
import { addressOf, neverExists } from './servers';

/** The lines with addresses, and the index of the word that is one. */
export const addressed = { bind: 1, server: 2, 'server-template': 3 } as const;

/**
 * Mark of lines whose address is wrong, has no port, is a name of a domain that does not exist, or begins like an experimental one. A server's other
 * addresses can be looked up and checked.
 */
export const oddAddress = fineMark('odd-address', Object.keys(addressed), (model: HaproxyModel, line, { keyword }) => {
  const word = line.words[addressed[keyword?.name as keyof typeof addressed] ?? 0]?.text ?? '';
  if (word[0] === 'r' || word[0] === 'q') return true;
  const address = addressOf(model, line);
  return address !== undefined && (address.fault !== undefined || address.relative || address.low === 0 || neverExists(address.host));
});
