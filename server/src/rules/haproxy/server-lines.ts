// Rules on server and bind lines, in the order in which they run.
import type { Rule } from '../../core/rule';
import type { HaproxyModel } from '../../haproxy/model';
import { unresolvableServer } from './unresolvable-server';

export const serverLineRules: readonly Rule<HaproxyModel>[] = [unresolvableServer];
