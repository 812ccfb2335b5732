// What the benchmark measures from within: the service as the server uses it.
export { finish } from '../../server/src/core/patience';
export { completion } from '../../server/src/features/completion';
export { diagnostics } from '../../server/src/features/diagnostics';
export { hover } from '../../server/src/features/hover';
export { semanticTokens } from '../../server/src/features/semantic-tokens';
export { flatSymbols } from '../../server/src/features/symbols';
export { warm } from '../../server/src/features/warm';
export { languages } from '../../server/src/languages';
export { serverFlags, tuneEngine } from '../../server/src/node/engine';
export { createLanguageService } from '../../server/src/service';
