// The shape of HAProxy's rules.
import type { Rule } from '../core/rule';
import type { HaproxyModel, Section } from './model';

/** A rule of HAProxy; its parts are sections. What stands above the first one is a section without kind. */
export type HaproxyRule = Rule<HaproxyModel, Section>;

/** Sections that are proxies, by what they do; see `Gate.kinds`. */
export const proxyKinds = ['defaults', 'frontend', 'backend', 'listen'];
export const checkedKinds = ['frontend', 'backend', 'listen'];
export const frontendKinds = ['frontend', 'listen'];
export const backendKinds = ['backend', 'listen'];
