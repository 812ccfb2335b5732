// Arguments of logging: the target of log lines, the sampled share, the steps that are logged.
import type { ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { fromRelease } from './release';

/** `log-target`: an address, or the name of a ring or a backend behind `ring@` and `backend@`. */
const target: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    if (word.opaque || word.text === 'stdout' || word.text === 'stderr') return at + 1;
    const named = /^(ring|backend)@(.*)$/.exec(word.text);
    if (named?.[1] === 'ring' && fromRelease(match, '2.1')) {
      // 2.1 has no sections of this kind, only the buffer of the daemon's own events; later nobody asks whether the ring exists.
      if (!fromRelease(match, '2.2') && named[2] !== 'buf0') match.report('error', 'wrong-argument', text('there is no ring `{0}`: sections of rings exist since {1}', named[2] as string, '2.2'), at);
      match.mention('ref', 'ring', named[2] as string, at, { start: 5, end: word.text.length });
    } else if (named?.[1] === 'backend' && fromRelease(match, '2.9')) match.mention('ref', 'backend', named[2] as string, at, { start: 8, end: word.text.length });
    else return match.around.types.endpoint?.read(match, at, ['log'], argument) ?? at + 1;
    return at + 1;
  },
};

/** `log-sample`: ranges and the size of the period, as in `1,3-4:5`. Upstream: parse_logger(). */
const sampling: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const fail = (message: string) => {
      match.report('error', 'wrong-argument', message, at);
      return at + 1;
    };
    const colon = word.text.indexOf(':');
    if (colon < 0) return fail(text('the size of the period is missing, as in `{0}:{1}`', word.text, 10));
    const size = word.text.slice(colon + 1);
    const ranges: [number, number][] = [];
    const list = word.text.slice(0, colon);
    if (list === '' && fromRelease(match, '2.1')) return fail(text('there is no range before `:`'));
    for (const part of list === '' ? [] : list.replace(/,$/, '').split(',')) {
      const shape = /^(\d+)(?:-(\d+))?$/.exec(part);
      const low = Number(shape?.[1]);
      const high = Number(shape?.[2] ?? shape?.[1]);
      if (!shape || low === 0 || (shape[2] !== undefined && high <= low)) return fail(text('`{0}` is no range', part));
      if (ranges.some(([a, b]) => low <= b && high >= a)) return fail(text('ranges overlap at `{0}`', part));
      ranges.push([low, high]);
    }
    const most = Math.max(0, ...ranges.map(([, high]) => high));
    if (!/^\d+$/.test(size) || Number(size) === 0) return fail(text('`{0}` is no size of a period', size));
    if (Number(size) < most) return fail(text('the period `{0}` is shorter than the range up to {1}', size, most));
    return at + 1;
  },
};

const steps = ['accept', 'request', 'connect', 'response', 'close', 'http-req', 'http-res', 'http-after-res', 'tcp-req-conn', 'tcp-req-sess', 'tcp-req-cont', 'tcp-res-cont', 'quic-init'];

/** `log-steps`: a comma-separated list of the moments at which a line is logged. */
const logSteps: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const parts = word.text.split(',');
    if (parts[parts.length - 1] === '') parts.pop();
    for (const part of parts) if (!steps.includes(part)) match.report('error', 'wrong-argument', text('`{0}` is no step: {1}', part, steps.slice(0, 5).join(', ')), at);
    return at + 1;
  },
};

export const loggingTypes: ValueTypes = { 'log-target': target, 'log-sample': sampling, 'log-steps': logSteps };
