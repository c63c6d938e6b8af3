import type { RawLine } from './log-line.ts';

/** What a chunk gave: whole lines, and how many more there were that nobody had room for. */
export interface ParsedLogs {
  readonly lines: readonly RawLine[];
  readonly dropped: number;
}

/** Takes chunks of a container's logs apart; `room` is how many lines may be read, the rest is counted. */
export type LogParser = (chunk: Buffer, room: number) => ParsedLogs;

const headLength = 8;
const newline = 10;
/** The engine cuts lines at 16 KiB and we join them again; a line longer than this stays cut. */
export const maxLineBytes = 64 * 1024;

/** Splits "2026-01-02T03:04:05.123456789Z text". A line without a time has that of the one before. */
function readTime(text: string, before: number): { readonly at: number; readonly text: string } {
  const space = text.charCodeAt(10) === 84 /* T */ ? text.indexOf(' ') : -1;
  const stamp = space === -1 ? text : text.slice(0, space);
  const whole = Date.parse(stamp);
  if (Number.isNaN(whole) || stamp.charCodeAt(10) !== 84) return { at: before, text };
  const micros = /\.\d{3}(\d{1,3})/.exec(stamp)?.[1] ?? '';
  return {
    at: whole + (micros === '' ? 0 : Number(micros.padEnd(3, '0')) / 1000),
    text: space === -1 ? '' : text.slice(space + 1),
  };
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);

/** A line whose end has not come yet. */
interface Open {
  at: number;
  text: string;
  skipped: boolean;
}

/**
 * A parser for logs asked for with timestamps. Without a terminal each message has a head of eight bytes
 * (stream, three zeros, length); a terminal's bytes are lines alone. Memory is bounded whatever comes:
 * one message and one open line per stream.
 */
export function createLogParser({ tty }: { readonly tty: boolean }): LogParser {
  return tty ? createTtyParser() : createFrameParser();
}

function createTtyParser(): LogParser {
  let open: Buffer = Buffer.alloc(0);
  let last = 0;
  return (chunk, room) => {
    const lines: RawLine[] = [];
    let dropped = 0;
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      if (lines.length < room) {
        const bytes = chunk.subarray(start, end);
        const whole = open.length === 0 ? bytes : Buffer.concat([open, bytes]);
        const { at, text } = readTime(withoutReturn(whole.toString('utf8', 0, maxLineBytes)), last);
        last = at;
        lines.push({ from: 'stdout', at, text: withoutReturn(text) });
      } else dropped += 1;
      open = Buffer.alloc(0);
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    if (rest.length > 0 && open.length < maxLineBytes)
      open = Buffer.concat([open, rest.subarray(0, maxLineBytes - open.length)]);
    return { lines, dropped };
  };
}

function createFrameParser(): LogParser {
  const head = Buffer.alloc(headLength);
  let headFilled = 0;
  let remaining = 0;
  /** The parts of a message that goes over several chunks; absent while a whole one lies in a chunk. */
  let parts: Buffer[] = [];
  let partsLength = 0;
  let lastByte = newline;
  const open: Record<'stdout' | 'stderr', Open | undefined> = { stdout: undefined, stderr: undefined };
  let last = 0;

  const take = (
    from: 'stdout' | 'stderr',
    body: Buffer,
    ended: boolean,
    lines: RawLine[],
    room: number,
  ): number => {
    const before = open[from];
    if (lines.length >= room || before?.skipped === true) {
      open[from] = ended ? undefined : { at: last, text: '', skipped: true };
      return ended ? 1 : 0;
    }
    const { at, text } = readTime(body.toString('utf8', 0, Math.min(body.length, maxLineBytes)), last);
    last = at;
    const joined = before === undefined ? text : (before.text + text).slice(0, maxLineBytes);
    const firstAt = before?.at ?? at;
    if (!ended) {
      open[from] = { at: firstAt, text: joined, skipped: false };
      return 0;
    }
    open[from] = undefined;
    // Other engines put several lines into one message.
    for (const line of (joined.endsWith('\n') ? joined.slice(0, -1) : joined).split('\n'))
      lines.push({ from, at: firstAt, text: withoutReturn(line) });
    return 0;
  };

  /** Steps over a message that lies whole in the chunk, without a copy or an object; 0 when it does not. */
  const skipWhole = (chunk: Buffer, at: number): number => {
    if (at + headLength > chunk.length) return 0;
    const end = at + headLength + chunk.readUInt32BE(at + 4);
    if (end > chunk.length || end === at + headLength) return 0;
    lastByte = chunk[end - 1] ?? newline;
    open[chunk[at] === 2 ? 'stderr' : 'stdout'] =
      lastByte === newline ? undefined : { at: last, text: '', skipped: true };
    return end - at;
  };

  return (chunk, room) => {
    const lines: RawLine[] = [];
    let dropped = 0;
    let at = 0;
    while (at < chunk.length) {
      if (lines.length >= room && remaining === 0 && headFilled === 0) {
        const skipped = skipWhole(chunk, at);
        if (skipped > 0) {
          dropped += lastByte === newline ? 1 : 0;
          at += skipped;
          continue;
        }
      }
      if (remaining === 0) {
        const copied = Math.min(headLength - headFilled, chunk.length - at);
        chunk.copy(head, headFilled, at, at + copied);
        headFilled += copied;
        at += copied;
        if (headFilled < headLength) break;
        remaining = head.readUInt32BE(4);
        headFilled = 0;
        parts = [];
        partsLength = 0;
        if (remaining === 0) continue;
      }
      const body = chunk.subarray(at, at + remaining);
      at += body.length;
      remaining -= body.length;
      lastByte = body[body.length - 1] ?? lastByte;
      const whole = remaining === 0 && partsLength === 0;
      if (!whole && partsLength < maxLineBytes) {
        parts.push(body);
        partsLength += body.length;
      }
      if (remaining > 0) continue;
      const from = head[0] === 2 ? 'stderr' : 'stdout';
      dropped += take(from, whole ? body : Buffer.concat(parts), lastByte === newline, lines, room);
    }
    return { lines, dropped };
  };
}
