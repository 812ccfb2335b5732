// What the extension costs the editor: loading and activating the client's bundle in a new process, with a stand-in for the editor's own module.
import { script } from './measure.mjs';

/** Something that is a function, a class and an object at once, and has whatever is asked for. */
const standIn = `
const standIn = () => {
  const own = new Map([['prototype', { dispose() {} }], ['textDocuments', []], ['workspaceFolders', []], ['version', '1.100.0'], ['toString', () => ''], ['then', undefined], [Symbol.iterator, undefined], [Symbol.toPrimitive, undefined]]);
  const get = (_, key) => (own.has(key) ? own.get(key) : (own.set(key, standIn()), own.get(key)));
  return new Proxy(function () {}, { get, set: (_, key, value) => Boolean(own.set(key, value)), apply: () => standIn(), construct: () => standIn() });
};`;

/** Milliseconds to load and to activate: medians of several processes. */
export function activation(client, runs) {
  const text = `${standIn}
    const Module = require('node:module');
    const load = Module._load;
    Module._load = (name, ...rest) => (name === 'vscode' ? (Module.editor ??= standIn()) : load(name, ...rest));
    const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    const start = performance.now(), before = cpu();
    const { activate } = require(${JSON.stringify(client)});
    const loaded = performance.now();
    activate({ subscriptions: [], extensionUri: standIn(), asAbsolutePath: (name) => name, workspaceState: { get: (_, other) => other, update: async () => undefined } });
    const end = performance.now();
    console.log(JSON.stringify({ load: loaded - start, activate: end - loaded, wall: end - start, cpu: cpu() - before }));
    process.exit(0);`;
  return script(text, [], runs);
}
