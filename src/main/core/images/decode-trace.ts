import { type Field, messagesOf, numberOf, readFields, textOf } from './session/protobuf.ts';

/** What BuildKit says of one step. Times are in milliseconds since the epoch. */
export interface TraceVertex {
  readonly digest: string;
  readonly name: string;
  readonly cached: boolean;
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  /** Empty unless it failed. */
  readonly error: string;
}

/** How far something inside a step has come; bytes, mostly. */
export interface TraceStatus {
  readonly vertex: string;
  readonly id: string;
  readonly current: number;
  readonly total: number;
}

/** What a step wrote. */
export interface TraceLog {
  readonly vertex: string;
  readonly from: 'stdout' | 'stderr';
  readonly text: string;
}

export interface Trace {
  readonly vertexes: readonly TraceVertex[];
  readonly statuses: readonly TraceStatus[];
  readonly logs: readonly TraceLog[];
  readonly warnings: readonly string[];
}

const timeOf = (fields: readonly Field[], number: number): number | undefined => {
  const [time] = messagesOf(fields, number);
  return time && numberOf(time, 1) * 1000 + numberOf(time, 2) / 1e6;
};

/**
 * Reads one `moby.buildkit.trace` message. Source: moby/buildkit, api/services/control/control.proto,
 * StatusResponse.
 * @param aux the message's `aux`: base64
 * @throws MalformedMessage
 */
export function decodeTrace(aux: string): Trace {
  const trace = readFields(Buffer.from(aux, 'base64'));
  return {
    vertexes: messagesOf(trace, 1).map((vertex) => ({
      digest: textOf(vertex, 1),
      name: textOf(vertex, 3),
      cached: numberOf(vertex, 4) !== 0,
      startedAt: timeOf(vertex, 5),
      completedAt: timeOf(vertex, 6),
      error: textOf(vertex, 7),
    })),
    statuses: messagesOf(trace, 2).map((status) => ({
      vertex: textOf(status, 2),
      id: textOf(status, 1),
      current: numberOf(status, 4),
      total: numberOf(status, 5),
    })),
    logs: messagesOf(trace, 3).map((log) => ({
      vertex: textOf(log, 1),
      from: numberOf(log, 3) === 2 ? 'stderr' : 'stdout',
      text: textOf(log, 4),
    })),
    warnings: messagesOf(trace, 4).map((warning) => textOf(warning, 3)),
  };
}
