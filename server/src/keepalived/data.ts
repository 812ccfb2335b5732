// The data files of Keepalived, gathered.
import type { KeywordFile } from '../core/knowledge';

export const keepalivedData: readonly KeywordFile[] = [];
