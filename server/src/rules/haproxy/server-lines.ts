// Rules on server and bind lines, in the order in which they run.
import type { HaproxyRule } from '../../haproxy/rule';
import { unresolvableServer } from './unresolvable-server';

export const serverLineRules: readonly HaproxyRule[] = [unresolvableServer];
