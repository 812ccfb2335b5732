// The rules about what HAProxy checks beyond a single line, in the order in which they run.
import type { Rule } from '../../core/rule';
import type { HaproxyModel } from '../../haproxy/model';
import { badSectionName } from './bad-section-name';
import { duplicateProxy } from './duplicate-proxy';
import { duplicateSection } from './duplicate-section';
import { incompatibleBackendMode } from './incompatible-backend-mode';
import { logFormatWithoutLog } from './log-format-without-log';
import { missingBind } from './missing-bind';
import { missingTimeouts } from './missing-timeouts';
import { mixedDefaults } from './mixed-defaults';
import { needsHttpMode } from './needs-http-mode';
import { refusedSection } from './refused-section';
import { undefinedBackend } from './undefined-backend';
import { undefinedDefaults } from './undefined-defaults';
import { unsupportedPrefix } from './unsupported-prefix';
import { unusedServers } from './unused-servers';

export const wholeFileRules: readonly Rule<HaproxyModel>[] = [
  badSectionName,
  unsupportedPrefix,
  refusedSection,
  duplicateProxy,
  duplicateSection,
  undefinedDefaults,
  mixedDefaults,
  undefinedBackend,
  incompatibleBackendMode,
  missingBind,
  missingTimeouts,
  logFormatWithoutLog,
  unusedServers,
  needsHttpMode,
];
