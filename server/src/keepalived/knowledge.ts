// The keywords of Keepalived, made ready once.
import { Knowledge } from '../core/knowledge';
import { keepalivedData } from './data';
import { keepalivedReleases } from './releases';

export const knowledge = new Knowledge(keepalivedReleases, keepalivedData);
