// All value types of Keepalived's grammars, gathered.
import type { ValueType, ValueTypes } from '../core/grammar/match';
import { basicTypes } from '../core/values';
import { addressTypes } from './values/addresses';
import { integerTypes } from './values/integers';
import { smallTypes } from './values/small';
import { timeTypes } from './values/times';
import { virtualInterfaceTypes } from './values/virtual-interfaces';
import { wordTypes } from './values/words';

const types: ValueTypes = { ...basicTypes, ...addressTypes, ...integerTypes, ...smallTypes, ...timeTypes, ...virtualInterfaceTypes, ...wordTypes };

/** An address without its prefix and port. */
const address: Pick<ValueType, 'seen' | 'core'> = { seen: 'address', core: (value) => /^(\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:]+)(\/\d+)?$/i.exec(value)?.[1] ?? '' };

/** Types whose values are worth proposing again elsewhere. */
const seen: Readonly<Record<string, Pick<ValueType, 'seen' | 'core'>>> = { interface: { seen: 'interface' }, address, host: address, prefix: address, 'prefix-less': address, peer: address };

export const keepalivedTypes: ValueTypes = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { ...type, ...seen[name] }]));
