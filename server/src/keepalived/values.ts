// All value types of Keepalived's grammars, gathered.
import type { ValueTypes } from '../core/grammar/match';
import { basicTypes } from '../core/values';
import { addressTypes } from './values/addresses';
import { integerTypes } from './values/integers';
import { smallTypes } from './values/small';
import { timeTypes } from './values/times';
import { virtualInterfaceTypes } from './values/virtual-interfaces';
import { wordTypes } from './values/words';

export const keepalivedTypes: ValueTypes = { ...basicTypes, ...addressTypes, ...integerTypes, ...smallTypes, ...timeTypes, ...virtualInterfaceTypes, ...wordTypes };
