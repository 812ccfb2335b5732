// The command line's entry.
import { runCompiled } from './compiled';
import { commandFlags } from './engine';

runCompiled('cli-main', commandFlags, module);
