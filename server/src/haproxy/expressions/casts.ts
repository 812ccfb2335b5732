// Which type of sample can be turned into which; upstream: the matrix sample_casts of sample.c.
import type { SampleType } from './signature';

type Targets = readonly SampleType[];
type Matrix = Readonly<Partial<Record<SampleType, Targets>>>;

/** 1.5: without `any`, with `uint`. */
const first: Matrix = {
  bool: ['bool', 'uint', 'sint', 'str'],
  uint: ['bool', 'uint', 'sint', 'addr', 'ipv4', 'str'],
  sint: ['bool', 'uint', 'sint', 'addr', 'ipv4', 'str'],
  addr: [],
  ipv4: ['uint', 'sint', 'addr', 'ipv4', 'ipv6', 'str'],
  ipv6: ['addr', 'ipv6', 'str'],
  str: ['bool', 'uint', 'sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin', 'meth'],
  bin: ['str', 'bin', 'meth'],
  meth: ['str', 'bin', 'meth'],
};

/** 1.6 to 2.8; 2.6 added bool to bin. */
const second: Matrix = {
  any: ['any', 'bool', 'sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin', 'meth'],
  bool: ['any', 'bool', 'sint', 'str', 'bin'],
  sint: ['any', 'bool', 'sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin'],
  addr: ['any'],
  ipv4: ['any', 'sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin'],
  ipv6: ['any', 'addr', 'ipv4', 'ipv6', 'str', 'bin'],
  str: ['any', 'bool', 'sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin', 'meth'],
  bin: ['any', 'str', 'bin', 'meth'],
  meth: ['any', 'str', 'bin', 'meth'],
};

/** From 2.9 on `addr` is a type of its own. */
const third: Matrix = { ...second, addr: ['any', 'addr', 'ipv4', 'ipv6', 'str', 'bin'] };

/** Casts that change nothing (c_none), by the type they start from; a converter that keeps its input's type lets them pass. */
const free: Matrix = {
  any: ['any'],
  bool: ['any', 'bool', 'sint'],
  sint: ['any', 'bool', 'sint'],
  addr: ['any'],
  ipv4: ['any', 'addr', 'ipv4'],
  ipv6: ['any', 'addr', 'ipv6'],
  str: ['any', 'str', 'bin'],
  bin: ['any', 'bin'],
  meth: ['any', 'meth'],
};

/** Whether a sample of one type can be used where another is expected. Unknown types fit everywhere. */
export function casts(from: SampleType | undefined, to: SampleType | undefined, since: (release: string) => boolean): boolean {
  if (from === undefined || to === undefined) return true;
  if (from === 'bool' && to === 'bin') return since('2.6');
  const matrix = since('2.9') ? third : since('1.6') ? second : first;
  return matrix[from]?.includes(to) ?? true;
}

/** The type behind a converter: its own, or for one that keeps what it gets (`same`) that of its input. */
export function typeAfter(before: SampleType | undefined, input: SampleType | undefined, out: SampleType | undefined): SampleType | undefined {
  if (out !== 'same') return out;
  if (before === undefined || input === undefined) return before;
  return free[before]?.includes(input) ? before : input;
}
