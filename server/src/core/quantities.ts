// Times and sizes in words.
import { text } from './text';

const steps: readonly (readonly [number, string, string])[] = [
  [86_400_000, 'day', 'days'],
  [3_600_000, 'hour', 'hours'],
  [60_000, 'minute', 'minutes'],
  [1000, 'second', 'seconds'],
  [1, 'millisecond', 'milliseconds'],
  [0.001, 'microsecond', 'microseconds'],
];

/** A number of milliseconds in words: `5400000` -> `1 hour 30 minutes`. At most two units; what is left over is not told. */
export function duration(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [size, one, many] of steps) {
    const count = Math.floor(rest / size + 1e-9);
    if (count === 0) continue;
    parts.push(text(`{0} ${count === 1 ? one : many}`, count));
    rest -= count * size;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? text('no time') : parts.join(' ');
}

/** A number of bytes in words: `16384` -> `16 KiB`. */
export function bytes(count: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let unit = 0;
  let value = count;
  while (unit < units.length - 1 && value >= 1024 && value % 1024 === 0) {
    value /= 1024;
    unit++;
  }
  return `${value} ${units[unit]}`;
}
