// The data files of Keepalived, gathered.
import bfd from '../../data/keepalived/bfd.json';
import checkers from '../../data/keepalived/checkers.json';
import directives from '../../data/keepalived/directives.json';
import global from '../../data/keepalived/global.json';
import lvs from '../../data/keepalived/lvs.json';
import top from '../../data/keepalived/top.json';
import vrrp from '../../data/keepalived/vrrp.json';
import type { KeywordFile } from '../core/knowledge';

export const keepalivedData: readonly KeywordFile[] = [bfd, checkers, directives, global, lvs, top, vrrp];
