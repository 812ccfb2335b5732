// The releases of Keepalived that haconf knows.
import { isSince, releaseLine } from '../core/release';

export const keepalivedReleases = releaseLine(['1.2.24', '1.3.5', '1.3.9', '1.4.5', '2.0.10', '2.0.20', '2.1.5', '2.2.4', '2.2.7', '2.2.8', '2.3.1', '2.3.4', '2.4.0', '2.4.3']);

/** Whether a selected release is a given one or newer. */
export function fromRelease({ release }: { readonly release: number }, name: string): boolean {
  return isSince(keepalivedReleases, release, name);
}
