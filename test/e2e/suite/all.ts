// Every suite, in the order in which they run.
import './watch';
import './detection';
import './whole-path';
import './target';
import './features';
import './both';
import './server';
import './closed';
