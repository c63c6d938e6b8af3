import { z } from 'zod';
import { composeProjectName, type StackIdentity } from '../../engine/identity.ts';

/**
 * Whose the objects of a bake are: a compose project of its own, `<project>-bake-<dataset>`. Its environment
 * is called by a name that no environment of backlot.yaml can have, so nothing of a real one is ever taken
 * for its own.
 */
export const bakeIdentity = (real: StackIdentity, dataset: string): StackIdentity => ({
  ...real,
  environment: `bake:${dataset}`,
  first: false,
  composeProject: composeProjectName({ ...real, environment: `bake-${dataset}` }),
});

/** An identity in a journal: what a bake has made can be taken away also when backlot.yaml can't be read. */
export const storedIdentity: z.ZodType<StackIdentity> = z.object({
  project: z.string(),
  environment: z.string(),
  worktree: z.string().optional(),
  first: z.boolean(),
  composeProject: z.string(),
  workingDir: z.string(),
  configFiles: z.array(z.string()),
});
