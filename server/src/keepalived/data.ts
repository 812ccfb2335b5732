// The data files of Keepalived, gathered.
import { repeat } from '../../data/editing/keepalived.json';
import bfd from '../../data/keepalived/bfd.json';
import checkers from '../../data/keepalived/checkers.json';
import directives from '../../data/keepalived/directives.json';
import global from '../../data/keepalived/global.json';
import lvs from '../../data/keepalived/lvs.json';
import top from '../../data/keepalived/top.json';
import vrrp from '../../data/keepalived/vrrp.json';
import type { KeywordFile } from '../core/knowledge';

const again: ReadonlySet<string> = new Set(repeat);

/** With the keywords marked that stand in a block more than once. */
export const keepalivedData: readonly KeywordFile[] = [bfd, checkers, directives, global, lvs, top, vrrp].map((file: KeywordFile) => ({
  set: file.set,
  entries: file.entries.map((entry) => (again.has(entry.name) ? { ...entry, repeat: true } : entry)),
}));
