// Fuzzing asks for everything that the server offers: a new request shows up here until the fuzzer asks for it too.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { languages } from '../../server/src/languages';
import { createLanguageService } from '../../server/src/service';
import { everything } from '../fuzz/steps';
import { randomOf } from '../support/random';

/** The step of the fuzzer that stands for a request. */
const steps: Readonly<Record<string, string>> = {
  'callHierarchy/incomingCalls': 'call hierarchy',
  'callHierarchy/outgoingCalls': 'call hierarchy',
  'completionItem/resolve': 'completion',
  'textDocument/codeAction': 'code actions',
  'textDocument/codeLens': 'code lenses',
  'textDocument/completion': 'completion',
  'textDocument/definition': 'definition',
  'textDocument/diagnostic': 'diagnostics',
  'textDocument/documentHighlight': 'highlights',
  'textDocument/documentLink': 'links',
  'textDocument/documentSymbol': 'outline',
  'textDocument/foldingRange': 'folding',
  'textDocument/formatting': 'formatting',
  'textDocument/hover': 'hover',
  'textDocument/inlayHint': 'inlay hints',
  'textDocument/linkedEditingRange': 'linked editing',
  'textDocument/onTypeFormatting': 'formatting',
  'textDocument/prepareCallHierarchy': 'call hierarchy',
  'textDocument/prepareRename': 'rename',
  'textDocument/rangeFormatting': 'formatting',
  'textDocument/references': 'references',
  'textDocument/rename': 'rename',
  'textDocument/selectionRange': 'selection',
  'textDocument/semanticTokens/full': 'semantic tokens',
  'textDocument/semanticTokens/range': 'semantic tokens of a stretch',
  'textDocument/signatureHelp': 'signature help',
  'workspace/diagnostic': 'diagnostics',
  'workspace/symbol': 'symbols',
};

/** Requests and notifications of which no answer is a matter of texts: order and shapes of messages are those of test/unit/lsp. */
const life = /^(initialize|initialized|shutdown|exit|textDocument\/did(Open|Change|Close)|workspace\/did\w+)$/;

it('every request has its step', () => {
  const table = readFileSync(fileURLToPath(new URL('../../docs/lsp-support.md', import.meta.url)), 'utf8');
  const offered = [...table.matchAll(/^\| `([^`]+)` \| → \| yes \|/gm)].map(([, method = '']) => method).filter((method) => !life.test(method));
  expect(offered).toEqual(Object.keys(steps));
  const done = new Set<string>();
  const service = createLanguageService(languages.haproxy, undefined);
  everything(randomOf(1), service.open('frontend f\n    bind :80\n    default_backend b\nbackend b\n', '/x', {}), service, {}, (what, work) => {
    done.add(what);
    work();
  });
  expect([...new Set(Object.values(steps))].filter((step) => !done.has(step))).toEqual([]);
});
