// What client and server say to each other beyond the Language Server Protocol: names of requests and shapes of their answers.

/** Asks for the language of a text that the editor could not name: `{ name, text }` -> `{ language }`, undefined when it is none of ours. */
export const detectRequest = 'haconf/detect';
export interface DetectParams {
  /** Path of the file, for its name and folder. */
  readonly name: string;
  readonly text: string;
}
export interface DetectResult {
  readonly language?: string;
}

/** Asks which release an open file is checked for, and what may be chosen: `{ uri }` -> TargetsResult, null when the file is not one of ours. */
export const targetsRequest = 'haconf/targets';
export interface TargetsParams {
  readonly uri: string;
}
export interface TargetsResult {
  /** Name of the program: `HAProxy`. */
  readonly title: string;
  /** The setting that holds the choice, without `haconf.`: `haproxy.target`. */
  readonly setting: string;
  /** The releases that the file is checked for, oldest first. */
  readonly targets: readonly { readonly name: string; readonly version: string; readonly written: string }[];
  /** Where they come from: a comment in the file, the setting, or nothing is set. */
  readonly origin: 'file' | 'setting' | 'default';
  /** Line of the comment, counted from 0, when `origin` is `file`. */
  readonly line?: number;
  /** What is wrong with the setting or comment. */
  readonly problems: readonly string[];
  /** What may be written into the setting. */
  readonly choices: readonly TargetChoice[];
}
export interface TargetChoice {
  readonly setting: string;
  readonly label: string;
  readonly description: string;
  readonly kind: 'release' | 'distribution' | 'image' | 'default';
}
