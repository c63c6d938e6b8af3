import { z } from 'zod';
import { stackRef } from '../../engine/stack-access.ts';
import type { ImageVerbs } from '../../engine/stack-verbs.ts';
import { defineVerb, type Verb } from '../../operations/define-operation.ts';
import type { BakeRuns } from './bake-run.ts';

const args = z.object({ stack: stackRef, dataset: z.string() });

/** The code behind the steps of `planBake`. Each brings the bake as far as it says, from wherever it is. */
export function bakeVerbs(runs: BakeRuns, images: ImageVerbs | undefined): Readonly<Record<string, Verb>> {
  return {
    ...(images === undefined ? {} : { 'bake-pull': images.pull, 'bake-build': images.build }),
    'bake-prepare': defineVerb(
      args,
      async (context, target) => runs.reach(target, 'prepared', context),
      // All that the other steps make is in what this one made.
      async ({ operation, signal }, target) => runs.abandon(target, operation, signal),
    ),
    'bake-fill': defineVerb(args, async (context, target) => runs.reach(target, 'filled', context)),
    'bake-check': defineVerb(args, async (context, target) => runs.reach(target, 'checked', context)),
    'bake-freeze': defineVerb(args, async (context, target) => runs.place(target, context)),
  };
}
