import { z } from 'zod';
import { command, query, topic } from '../../contract/define.ts';

/** A small contract that provokes everything a carrier has to bear. */
export const trial = {
  echo: query(z.object({ text: z.string() }), z.object({ text: z.string() })),
  fail: query(
    z.object({ how: z.enum(['typed', 'plain', 'wrong-output', 'unserializable', 'cycle']) }),
    z.unknown(),
  ),
  /** Never answers by itself; notes that it was aborted. */
  wait: command(z.object({ name: z.string() }), z.object({})),
  /** Counts up from after the cursor to `to`, then ends. */
  count: topic(z.object({ to: z.number() }), z.object({ n: z.number() })),
  /** Never ends by itself. */
  tick: topic(z.object({ name: z.string() }), z.object({})),
  broken: topic(z.object({}), z.object({ n: z.number() })),
};

export const trialContract = { trial };
