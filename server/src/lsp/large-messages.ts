// Takes very large messages apart while they arrive: put together, decoded and parsed at their end, as the library does it, they would keep everybody waiting.
import { StringDecoder } from 'node:string_decoder';
import { type Message, RAL } from 'vscode-languageserver/node';

/** Bytes of a message from which on it is taken apart so. */
const large = 1_000_000;
/** Characters from which on a string goes its own way. */
const long = 50_000;

/** Stands for a long string in what is left of a message: no text of a file begins with a NUL. */
const standIn = (index: number) => `\0${index}`;

/** A message of which bytes arrive. Its long strings are read piece by piece, and what is left at its end. */
export class LargeMessage {
  private readonly decoder = new StringDecoder('utf8');
  /** The message without its long strings. */
  private rest = '';
  private readonly strings: string[] = [];
  /** What was taken of the string that is being read, as it is written; undefined between strings. */
  private open: string | undefined;
  /** The value of that string, once it is known to be a long one. */
  private value: string | undefined;
  /** The beginning of an escape whose end has not arrived. */
  private cut = '';
  private fault: unknown;

  /** `left`: bytes that are still to come. */
  constructor(public left: number) {}

  /** Takes in bytes as far as they belong to the message; tells how many. */
  take(bytes: Uint8Array): number {
    const own = bytes.length <= this.left ? bytes : bytes.subarray(0, this.left);
    this.left -= own.length;
    try {
      if (this.fault === undefined) this.read(this.cut + this.decoder.write(Buffer.from(own.buffer, own.byteOffset, own.length)));
    } catch (error) {
      this.fault = error;
    }
    return own.length;
  }

  /** The message; throws where it is none. */
  message(): unknown {
    if (this.fault !== undefined) throw this.fault;
    const { strings } = this;
    const text = this.rest + (this.open ?? '') + this.cut + this.decoder.end();
    if (strings.length === 0) return JSON.parse(text);
    const known = new Map(strings.map((string, index) => [standIn(index), string]));
    return JSON.parse(text, (_key, value) => (typeof value === 'string' ? (known.get(value) ?? value) : value));
  }

  private read(text: string): void {
    const end = this.left > 0 ? wholeEscapes(text) : text.length;
    this.cut = text.slice(end);
    for (let at = 0; at < end; ) {
      const quote = nextQuote(text, at, end, this.open !== undefined);
      const to = quote < 0 ? end : quote + 1;
      if (this.open === undefined) {
        this.rest += text.slice(at, to);
        if (quote >= 0) this.open = '';
      } else this.readString(text.slice(at, quote < 0 ? end : quote), quote >= 0);
      at = to;
    }
  }

  /** Takes in a piece of a string. */
  private readString(piece: string, closed: boolean): void {
    this.open += piece;
    const open = this.open as string;
    if (this.value !== undefined || open.length >= long) {
      this.value = (this.value ?? '') + JSON.parse(`"${open}"`);
      this.open = '';
    }
    if (!closed) return;
    if (this.value === undefined) this.rest += `${open}"`;
    else this.rest += `${JSON.stringify(standIn(this.strings.push(this.value) - 1)).slice(1)}`;
    this.open = this.value = undefined;
  }
}

/** Index of the next quote that begins or ends a string, up to an end; -1 when there is none. */
function nextQuote(text: string, from: number, end: number, inString: boolean): number {
  for (let at = text.indexOf('"', from); at >= 0 && at < end; at = text.indexOf('"', at + 1)) if (!inString || backslashesBefore(text, at, from) % 2 === 0) return at;
  return -1;
}

function backslashesBefore(text: string, at: number, from: number): number {
  let first = at;
  while (first > from && text.charCodeAt(first - 1) === 92) first--;
  return at - first;
}

/** Up to where a text holds no part of an escape whose end is missing: `\\n` takes two characters, `\\u0041` six. */
function wholeEscapes(text: string): number {
  const last = text.lastIndexOf('\\');
  if (last < 0 || last < text.length - 5 || backslashesBefore(text, last, 0) % 2 === 1) return text.length;
  const length = text.charCodeAt(last + 1) === 117 ? 6 : 2;
  return last + length <= text.length ? text.length : last;
}

/** Has connections that are made from now on take large messages apart while they arrive. `expect` hears of each when it begins, with its length in bytes. */
export function readLargeMessages(expect: (length: number) => void = () => undefined): void {
  const usual = RAL();
  const finished = new WeakMap<Uint8Array, LargeMessage>();
  const { encoder, decoder } = usual.applicationJson;
  RAL.install({
    ...usual,
    messageBuffer: { create: (encoding) => largeBuffer(usual.messageBuffer.create(encoding), finished, expect) },
    applicationJson: {
      encoder,
      decoder: {
        name: decoder.name,
        async decode(bytes, options) {
          const large = finished.get(bytes);
          return large ? (large.message() as Message) : decoder.decode(bytes, options);
        },
      },
    },
  });
}

/** The library's buffer, but for messages that are large. `finished` is told which of them the bytes given back stand for. */
function largeBuffer(usual: RAL.MessageBuffer, finished: WeakMap<Uint8Array, LargeMessage>, expect: (length: number) => void): RAL.MessageBuffer {
  let message: LargeMessage | undefined;
  return {
    encoding: usual.encoding,
    append(chunk) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, usual.encoding) : chunk;
      const taken = message?.take(bytes) ?? 0;
      if (taken < bytes.length) usual.append(taken > 0 ? bytes.subarray(taken) : bytes);
    },
    tryReadHeaders: (lowerCaseKeys) => usual.tryReadHeaders(lowerCaseKeys),
    tryReadBody(length) {
      if (!message) {
        const body = usual.tryReadBody(length);
        if (body || length < large) return body;
        expect(length);
        message = new LargeMessage(length);
        for (let size = 65_536; size >= 1; size >>= 1) for (let bytes = usual.tryReadBody(size); bytes; bytes = usual.tryReadBody(size)) message.take(bytes);
      }
      if (message.left > 0) return undefined;
      const body = new Uint8Array(0);
      finished.set(body, message);
      message = undefined;
      return body;
    },
  };
}
