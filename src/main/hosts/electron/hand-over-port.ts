import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { connectChannel, portChannel } from '../../../shared/host-channel.ts';
import type { Carrier } from '../../../shared/rpc/carrier.ts';
import { portCarrier } from './port-carrier.ts';
import { distrust } from './trusted-sender.ts';

export interface PortDesk {
  /** The contents of our window; `undefined` while there is none. */
  readonly contents: () => WebContents | undefined;
  readonly origin: string;
  /** Serves what is on the other end of a port that was handed over. */
  readonly accept: (carrier: Carrier) => void;
  readonly log: (text: string) => void;
}

/**
 * Hands one port to our page each time it loads, and to nobody else; the port of the page before is closed.
 * Returns what closes the present one.
 */
export function handOverPorts({ contents, origin, accept, log }: PortDesk): () => void {
  let present: Carrier | undefined;
  const close = (): void => {
    present?.close();
    present = undefined;
  };
  // 17: the sender is looked at before anything is given.
  ipcMain.on(connectChannel, ({ sender, senderFrame }) => {
    const own = contents();
    const why = own
      ? distrust({ contents: sender.id, frame: senderFrame }, own.id, origin)
      : 'another window';
    if (why || !senderFrame) {
      log(`Refused a port to ${why ?? 'a frame that is gone'}`);
      return;
    }
    close();
    const { port1, port2 } = new MessageChannelMain();
    present = portCarrier(port1);
    accept(present);
    senderFrame.postMessage(portChannel, null, [port2]);
  });
  return close;
}
