// All value types of HAProxy's grammars, gathered.
import type { ValueTypes } from '../core/grammar/match';
import { basicTypes } from '../core/values';

export const haproxyTypes: ValueTypes = { ...basicTypes };
