import { z } from 'zod';
import { command } from './define.ts';

/** What only `backlot serve` can do; answered on its local socket alone, never to a browser. */
export const web = {
  /** A new one-time address, for another browser or one whose session has ended. */
  link: command(z.object({}), z.object({ url: z.string(), origin: z.string() })),
};

export const webContract = { web };
