// The rules of Keepalived, in the order in which they run.
import type { Rule } from '../../core/rule';
import type { KeepalivedModel } from '../../keepalived/model';

export const keepalivedRules: readonly Rule<KeepalivedModel>[] = [];
