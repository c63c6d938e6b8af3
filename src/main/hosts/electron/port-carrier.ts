import type { MessagePortMain } from 'electron';
import type { Carrier } from '../../../shared/rpc/carrier.ts';
import { messagePortCarrier } from '../../../shared/rpc/message-port-carrier.ts';

/** A carrier over the main process's end of a message channel. */
export function portCarrier(port: MessagePortMain): Carrier {
  return messagePortCarrier({
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
    addEventListener(type: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) {
      if (type === 'message') port.on('message', ({ data }) => listener({ data }));
      else port.on('close', () => listener({ data: undefined }));
    },
  });
}
