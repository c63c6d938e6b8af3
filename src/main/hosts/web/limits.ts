import { maxFrame } from '../../../shared/rpc/protocol.ts';

const megabyte = 1024 * 1024;

/** The bounds of a web host; times in milliseconds, sizes in bytes. Tests lower them. */
export interface WebLimits {
  /** Open TCP connections of any kind; more are dropped on arrival. */
  readonly connections: number;
  /** Open WebSockets. */
  readonly peers: number;
  readonly upgradesPerMinute: number;
  /** The largest message taken from a peer. */
  readonly messageBytes: number;
  /** How often a peer is asked for a sign of life; a peer silent for this long is dropped. */
  readonly heartbeatMs: number;
  /** Below this a peer keeps up. */
  readonly lowBytes: number;
  /** Above this nothing more is read from the peer until it has taken its answers. */
  readonly pauseBytes: number;
  /** A peer that has this much waiting when more comes is cut. */
  readonly cutBytes: number;
  /** A peer that takes no frame for this long while some wait is cut. */
  readonly stallMs: number;
  /** How often heartbeat and stall are looked at. */
  readonly sweepMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long `close()` waits for peers to say goodbye. */
  readonly closeMs: number;
  readonly tokenIdleMs: number;
  readonly sessionIdleMs: number;
}

export const defaultLimits: WebLimits = {
  connections: 256,
  peers: 64,
  upgradesPerMinute: 120,
  messageBytes: maxFrame,
  heartbeatMs: 30_000,
  lowBytes: megabyte,
  pauseBytes: 8 * megabyte,
  cutBytes: 64 * megabyte,
  stallMs: 30_000,
  sweepMs: 2_000,
  headersMs: 10_000,
  requestMs: 15_000,
  closeMs: 2_000,
  tokenIdleMs: 10 * 60_000,
  sessionIdleMs: 12 * 60 * 60_000,
};
