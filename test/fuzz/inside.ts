// What the fuzzer feeds: both languages with all rules, features and fixes.
export { lintModel } from '../../server/src/core/lint';
export { completion } from '../../server/src/features/completion';
export { diagnostics } from '../../server/src/features/diagnostics';
export { foldingRanges } from '../../server/src/features/folding';
export { format } from '../../server/src/features/formatting';
export { hover } from '../../server/src/features/hover';
export { semanticTokens } from '../../server/src/features/semantic-tokens';
export { signatureHelp } from '../../server/src/features/signature';
export { documentSymbols } from '../../server/src/features/symbols';
export { languages } from '../../server/src/languages';
export { createLanguageService } from '../../server/src/service';
export { edited, randomOf } from '../support/random';
export { ownTexts } from '../support/texts';
