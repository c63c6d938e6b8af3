/** Who listens at one end of a carrier. */
export interface CarrierListener {
  /** One whole frame, in the order sent. */
  readonly frame: (text: string) => void;
  /** Called once, when no frame will come or go any more. */
  readonly closed: (reason: string) => void;
}

/**
 * Takes text frames to one peer and back, whole and in order. Electron's message port, a WebSocket,
 * a local socket and an in-memory pair each are one; nothing above knows which.
 */
export interface Carrier {
  /** Queues one frame. Silently dropped once closed: `closed` tells the listener. */
  readonly send: (text: string) => void;
  /** Resolves when the peer keeps up (little is buffered) or the carrier has closed. */
  readonly ready: () => Promise<void>;
  /** Starts delivery; called once, by whoever speaks the protocol on it. */
  readonly listen: (listener: CarrierListener) => void;
  readonly close: () => void;
}
