// What client and server say to each other beside the Language Server Protocol.
import type { TargetChoice, Targets } from '../targets';

/** `initializationOptions`. */
export interface InitializationOptions {
  /** False in a workspace that the user does not trust: no file outside of the workspace's folders is read. Default: true. */
  readonly trusted?: boolean;
  /** Address of a rule's page, with `{rule}` for its id: the link behind a problem's code. */
  readonly rulePage?: string;
  /** `push`: send diagnostics although the client could ask for them. */
  readonly diagnostics?: 'push' | 'pull';
}

/** Notification `haconf/trusted` (client to server): the user came to trust the workspace. */
export const trustedNotification = 'haconf/trusted';

/** Request `haconf/targets`: the targets of a document, and all that may be chosen. */
export const targetsRequest = 'haconf/targets';
export interface TargetsParams {
  readonly uri: string;
  /** Needed for a document that is not open. */
  readonly language?: string;
}
export interface TargetsResult {
  readonly language: 'haproxy' | 'keepalived';
  /** What is in effect for the document, oldest release first. */
  readonly current: Pick<Targets, 'origin' | 'problems'> & { readonly targets: readonly { readonly name: string; readonly version: string; readonly written: string; readonly kind: string }[] };
  readonly choices: readonly TargetChoice[];
}

/** Request `haconf/detect`: the language of a text, or null. */
export const detectRequest = 'haconf/detect';
export interface DetectParams {
  /** Path or name of the file. */
  readonly name: string;
  readonly text: string;
}
export interface DetectResult {
  readonly language: 'haproxy' | 'keepalived' | null;
}
