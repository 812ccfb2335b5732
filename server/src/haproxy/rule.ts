// The shape of HAProxy's rules.
import type { Rule } from '../core/rule';
import type { HaproxyModel, Section } from './model';

/** A rule of HAProxy; its parts are sections. What stands above the first one is a section without kind. */
export type HaproxyRule = Rule<HaproxyModel, Section>;
