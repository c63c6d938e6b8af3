import { z } from 'zod';
import { imageMissing } from '../../engine/explain-start.ts';
import { stackRef } from '../../engine/stack-access.ts';
import type { ImageVerbs } from '../../engine/stack-verbs.ts';
import { defineVerb, type Verb } from '../../operations/define-operation.ts';
import { storedIdentity } from './bake-identity.ts';
import type { BakeRuns } from './bake-run.ts';

const args = z.object({ stack: stackRef, dataset: z.string() });

/** Where nothing can bring images, they must be there. */
const noImages = defineVerb(
  z.object({ service: z.string(), image: z.string() }),
  async (_, { service, image }) => {
    throw imageMissing(service, image);
  },
);

/** The code behind the steps of `planBake`. Each brings the bake as far as it says, from wherever it is. */
export function bakeVerbs(runs: BakeRuns, images: ImageVerbs | undefined): Readonly<Record<string, Verb>> {
  return {
    'bake-pull': images?.pull ?? noImages,
    'bake-build': images?.build ?? noImages,
    'bake-prepare': defineVerb(
      args.extend({ identity: storedIdentity }),
      async (context, { stack, dataset }) => runs.reach({ stack, dataset }, 'prepared', context),
      // All that the other steps make is in what this one made.
      async ({ operation, signal }, target) => runs.abandon(target, operation, signal),
    ),
    'bake-fill': defineVerb(args, async (context, target) => runs.reach(target, 'filled', context)),
    'bake-check': defineVerb(args, async (context, target) => runs.reach(target, 'checked', context)),
    'bake-freeze': defineVerb(args, async (context, target) => runs.place(target, context)),
  };
}
