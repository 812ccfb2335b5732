// The rules of Keepalived, in the order in which they run.
import type { Rule } from '../../core/rule';
import type { KeepalivedModel } from '../../keepalived/model';
import { keepalivedTypes } from '../../keepalived/values';
import { missingFile } from '../shared/missing-file';
import { badAddressEntry } from './bad-address-entry';
import { badBfdSession } from './bad-bfd-session';
import { badRoute } from './bad-route';
import { badRule } from './bad-rule';
import { badUnicastPeer } from './bad-unicast-peer';
import { doublyTrackedInterface } from './doubly-tracked-interface';
import { duplicateBlock } from './duplicate-block';
import { duplicateRouterId } from './duplicate-router-id';
import { duplicateVirtualAddress } from './duplicate-virtual-address';
import { garpInterfaces } from './garp-interfaces';
import { ignoredWeight } from './ignored-weight';
import { impossibleInterface } from './impossible-interface';
import { incompleteBlock } from './incomplete-block';
import { incompleteChecker } from './incomplete-checker';
import { missingInterface } from './missing-interface';
import { missingRouterId } from './missing-router-id';
import { missingVirtualAddress } from './missing-virtual-address';
import { mixedFamilies } from './mixed-families';
import { mixedServerGroup } from './mixed-server-group';
import { onWholeText } from './on-whole-text';
import { passwordCutByComment } from './password-cut-by-comment';
import { processQuorum } from './process-quorum';
import { realServers } from './real-servers';
import { repeatedKeyword } from './repeated-keyword';
import { roundedInterval } from './rounded-interval';
import { schedulerFlags } from './scheduler-flags';
import { scriptNotFound } from './script-not-found';
import { strictModeConflict } from './strict-mode-conflict';
import { syncGroupMembers } from './sync-group-members';
import { tooManyAddresses } from './too-many-addresses';
import { undefinedTracked } from './undefined-tracked';
import { unicastWithoutPeers } from './unicast-without-peers';
import { unknownTrackGroup } from './unknown-track-group';
import { unreachableQuorum } from './unreachable-quorum';
import { unsetVirtualServer } from './unset-virtual-server';
import { unusableAuthentication } from './unusable-authentication';
import { uselessPreemption } from './useless-preemption';
import { vmacOptions } from './vmac-options';

export const keepalivedRules: readonly Rule<KeepalivedModel>[] = [
  duplicateBlock,
  onWholeText(incompleteBlock),
  repeatedKeyword,
  scriptNotFound,
  onWholeText(processQuorum),
  impossibleInterface,
  onWholeText(missingRouterId),
  onWholeText(missingInterface),
  onWholeText(missingVirtualAddress),
  duplicateRouterId,
  mixedFamilies,
  duplicateVirtualAddress,
  tooManyAddresses,
  badAddressEntry,
  badRoute,
  badRule,
  onWholeText(unknownTrackGroup),
  onWholeText(unusableAuthentication),
  passwordCutByComment,
  uselessPreemption,
  roundedInterval,
  strictModeConflict,
  onWholeText(unicastWithoutPeers),
  badUnicastPeer,
  vmacOptions,
  onWholeText(undefinedTracked),
  ignoredWeight,
  doublyTrackedInterface,
  onWholeText(syncGroupMembers),
  onWholeText(garpInterfaces),
  onWholeText(badBfdSession),
  onWholeText(unsetVirtualServer),
  onWholeText(realServers),
  mixedServerGroup,
  onWholeText(unreachableQuorum),
  schedulerFlags,
  onWholeText(incompleteChecker),
  missingFile<KeepalivedModel>({ types: keepalivedTypes }),
];
