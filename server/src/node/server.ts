// The server's entry in Node.
import { runCompiled } from './compiled';
import { serverFlags } from './engine';

runCompiled('server-main', serverFlags, module);
