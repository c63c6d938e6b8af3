import type { z } from 'zod';
import type { logLine } from '../../../shared/contract/live.ts';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** A line as it is shown. */
export interface ShownLine {
  /** Grows by one with each line, over lost connections too. */
  readonly id: number;
  readonly service: string;
  readonly container: string;
  readonly from: 'stdout' | 'stderr';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Without colours and tabs. */
  readonly text: string;
  readonly level?: LogLevel | undefined;
}

export interface LogBuffer {
  /** Oldest first. */
  readonly lines: readonly ShownLine[];
  readonly next: number;
  /** By service: lines that the core had no room for. */
  readonly dropped: Readonly<Record<string, number>>;
}

export interface LogBatch {
  readonly lines: readonly z.output<typeof logLine>[];
  readonly dropped: Readonly<Record<string, number>>;
}

export const noLogs: LogBuffer = { lines: [], next: 0, dropped: {} };

/** More than anyone reads; older lines fall away. */
export const mostLines = 10_000;
const longest = 4000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** A line's text as it can stand in a row: no escape sequences, tabs as spaces, at most 4,000 characters. */
export function plainText(text: string): string {
  const plain = text.replace(escapes, '').replaceAll('\t', '    ').trimEnd();
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, longest)}… (${plain.length - longest} characters more)`;
}

/** Takes in what came in one frame. */
export function takeBatches(buffer: LogBuffer, batches: readonly LogBatch[]): LogBuffer {
  let { next } = buffer;
  const fresh: ShownLine[] = [];
  const dropped: Record<string, number> = { ...buffer.dropped };
  for (const batch of batches) {
    for (const { service, container, from, at, text, level } of batch.lines.slice(-mostLines)) {
      fresh.push({ id: next, service, container, from, at, text: plainText(text), level });
      next += 1;
    }
    for (const [service, count] of Object.entries(batch.dropped))
      dropped[service] = (dropped[service] ?? 0) + count;
  }
  return { lines: [...buffer.lines, ...fresh].slice(-mostLines), next, dropped };
}
