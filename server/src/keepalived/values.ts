// All value types of Keepalived's grammars, gathered.
import type { ValueTypes } from '../core/grammar/match';
import { basicTypes } from '../core/values';

export const keepalivedTypes: ValueTypes = { ...basicTypes };
