// Ways to measure: CPU time of this process and of others, medians, and edits that come again with the same seed.
import { spawnSync } from 'node:child_process';

export const quantile = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
export const median = (list) => quantile(list, 0.5);
export const round = (value) => Math.round(value * 100) / 100;

/** CPU time of this process in ms. */
export function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs a program several times: the mean of its CPU time in ms, as the clock of processes ticks in steps of 10 ms. */
export function program(command, args, runs) {
  const done = spawnSync('/bin/sh', ['-c', 'n=$1; shift; while [ $n -gt 0 ]; do "$@" >/dev/null 2>&1; n=$((n - 1)); done; times', 'sh', String(runs), command, ...args], { encoding: 'utf8' });
  const last = done.stdout.trim().split('\n').at(-1) ?? '';
  const sum = [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce((all, match) => all + (Number(match[1]) * 60 + Number(match[2])) * 1000, 0);
  return round(sum / runs);
}

/** What a script for Node prints as JSON, several times: the median of each number. */
export function script(text, args, runs) {
  const results = [];
  for (let i = 0; i < runs; i++) results.push(JSON.parse(spawnSync(process.execPath, ['-e', text, ...args], { encoding: 'utf8', maxBuffer: 1e8 }).stdout));
  return Object.fromEntries(Object.keys(results[0]).map((key) => [key, round(median(results.map((one) => one[key])))]));
}

/** Random numbers below a limit, the same ones with the same seed. */
export function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % below;
  };
}

/** Edits of one line at random places, each taken back again: a character, a line end, a section header, an ACL. Yields kind and text. */
export function* edits(text, count, seed = 7) {
  const next = numbers(seed);
  const kinds = ['character', 'lineEnd', 'character', 'header', 'character', 'acl'];
  for (let i = 0; i < count; i++) {
    const kind = kinds[i % kinds.length];
    const at = kind === 'character' ? next(text.length) : text.indexOf('\n', next(text.length - 1)) + 1;
    const typed = { character: 'x', lineEnd: '\n', header: `backend new-${i}\n`, acl: `    acl new_${i} path /x\n` }[kind];
    yield [kind, text.slice(0, at) + typed + text.slice(at)];
    yield [kind, text];
  }
}
