// Marks of indexes that are begun once something was found. They count from the start: for a mark that counts later, all sections would be looked through again.
import { marksOf } from '../core/marks';

/** Keywords whose lines are looked for in the whole file. */
const keywords = [
  'daemon',
  'description',
  'external-check',
  'insecure-fork-wanted',
  'master-worker',
  'master-worker no-exit-on-failure',
  'quiet',
  'server-state-file',
  'ssl-default-bind-ciphers',
  'ssl-default-bind-options',
  'ssl-default-server-options',
  'ssl-dh-param-file',
  'ssl-server-verify',
  'stats maxconn',
  'stats socket',
  'stats timeout',
  'tune.lua.bool-sample-conversion',
  'tune.ssl.default-dh-param',
];

/** Kinds of names that are looked up in the whole file: their uses, and their definitions. */
const used = ['backend', 'frontend', 'path'];
const defined = ['acme', 'cache', 'fcgi-app', 'guid', 'healthcheck', 'http-errors', 'log-profile', 'mailers', 'peers', 'resolvers', 'userlist'];

marksOf([...keywords, ...used.map((kind) => `@${kind}`), ...defined.map((kind) => `=${kind}`)]);
