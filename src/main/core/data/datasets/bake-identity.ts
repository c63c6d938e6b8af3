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
