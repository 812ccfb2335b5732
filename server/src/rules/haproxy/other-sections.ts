// The rules about sections that are not proxies, in the order in which they run.
import type { HaproxyRule } from '../../haproxy/rule';
import { balanceForMode } from './balance-for-mode';
import { crossedOcspDelays } from './crossed-ocsp-delays';
import { crowdedPeers } from './crowded-peers';
import { duplicateCertificate } from './duplicate-certificate';
import { duplicateEntry } from './duplicate-entry';
import { ignoredLocalpeer } from './ignored-localpeer';
import { ignoredPeerSettings } from './ignored-peer-settings';
import { incompleteAcme } from './incomplete-acme';
import { incompleteFcgi } from './incomplete-fcgi';
import { incompletePeers } from './incomplete-peers';
import { incompleteProgram } from './incomplete-program';
import { lateThreadSetting } from './late-thread-setting';
import { mixedHealthcheck } from './mixed-healthcheck';
import { oddRingSize } from './odd-ring-size';
import { peersInSeveralProcesses } from './peers-in-several-processes';
import { processesAndThreads } from './processes-and-threads';
import { processesWithoutThreads } from './processes-without-threads';
import { resolversWithoutNameservers } from './resolvers-without-nameservers';
import { ringWithoutTimeouts } from './ring-without-timeouts';
import { severalProcesses } from './several-processes';
import { uncoveredProcess } from './uncovered-process';
import { undefinedAccount } from './undefined-account';
import { unsetLuaBooleans } from './unset-lua-booleans';
import { unsizedCache } from './unsized-cache';
import { unusedMailers } from './unused-mailers';

export const otherSectionRules: readonly HaproxyRule[] = [
  duplicateEntry,
  duplicateCertificate,
  resolversWithoutNameservers,
  ignoredLocalpeer,
  lateThreadSetting,
  crossedOcspDelays,
  undefinedAccount,
  unsizedCache,
  incompleteProgram,
  crowdedPeers,
  ignoredPeerSettings,
  incompletePeers,
  unusedMailers,
  oddRingSize,
  processesWithoutThreads,
  processesAndThreads,
  peersInSeveralProcesses,
  severalProcesses,
  uncoveredProcess,
  unsetLuaBooleans,
  incompleteFcgi,
  mixedHealthcheck,
  incompleteAcme,
  balanceForMode,
  ringWithoutTimeouts,
];
