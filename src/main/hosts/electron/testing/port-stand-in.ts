import { EventEmitter } from 'node:events';
import type { MessageChannelMain, MessagePortMain } from 'electron';

/** The place in a page that a port was given away to. */
export interface PortSink {
  readonly message: (data: unknown) => void;
  readonly close: () => void;
}

/** Stands in for Electron's `MessagePortMain`: clones what it sends, waits for `start`, tells of its peer's end. */
export class PortStandIn
  extends EventEmitter
  implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  other: PortStandIn | undefined;
  #sink: PortSink | undefined;
  #started = false;
  #closed = false;
  readonly #inbox: unknown[] = [];

  postMessage(data: unknown): void {
    if (!this.#closed) this.other?.arrive(structuredClone(data));
  }

  start(): void {
    this.#started = true;
    for (const data of this.#inbox.splice(0)) this.emit('message', { data, ports: [] });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.other?.lose();
  }

  /** Gives this end to a page; what has waited goes there first. */
  giveAway(sink: PortSink): void {
    this.#sink = sink;
    for (const data of this.#inbox.splice(0)) sink.message(data);
    if (this.#closed) sink.close();
  }

  arrive(data: unknown): void {
    if (this.#closed) return;
    if (this.#sink) this.#sink.message(data);
    else if (this.#started) this.emit('message', { data, ports: [] });
    else this.#inbox.push(data);
  }

  lose(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#sink) this.#sink.close();
    else this.emit('close');
  }
}

/** Stands in for Electron's `MessageChannelMain`. */
export class ChannelStandIn implements Record<keyof MessageChannelMain, PortStandIn> {
  readonly port1 = new PortStandIn();
  readonly port2 = new PortStandIn();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
