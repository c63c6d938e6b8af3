import { posix } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import { containerName } from '../../engine/desire-stack.ts';
import type { StepContext } from '../../operations/define-operation.ts';
import { applySeed, type SeedTarget, seedService } from './apply-seed.ts';
import type { BakeDatabase } from './bake-database.ts';
import type { BakingStack } from './baking-stack.ts';
import { listSeedFiles, type SeedFile } from './seed-files.ts';

/** A bake whose services run, ready to be filled. */
export interface FillPlace {
  readonly baking: BakingStack;
  readonly databases: readonly BakeDatabase[];
  readonly stateful: readonly string[];
}

function targetOf({ baking, databases, stateful }: FillPlace, seed: SeedFile): SeedTarget {
  const { engine, stack } = baking;
  const service = seedService(seed, { stateful, databases: databases.map((one) => one.service) });
  const desired = stack.services.find(({ name }) => name === service);
  if (service === undefined || desired === undefined)
    throw new BacklotError('bake-failed', `It is not clear which service ${seed.path} is for.`, {
      hint: `Put the service's name before its ending, as in demo.${stateful[0] ?? 'db'}.sql.`,
      details: { file: seed.path, services: [...stateful] },
    });
  const database = databases.find((one) => one.service === service);
  if (database !== undefined) return { kind: 'database', database };
  return { kind: 'container', engine, service, container: containerName(stack, desired, 1) };
}

/**
 * Applies the files of a seed in order; answers the hash of what was applied, by path.
 * @throws BacklotError `bake-failed` with file and line.
 */
export async function fillFromSeeds(
  place: FillPlace,
  { project, paths }: { readonly project: string; readonly paths: readonly string[] },
  { signal, progress, note }: StepContext,
): Promise<Readonly<Record<string, string>>> {
  const services = place.baking.stack.services.map(({ name }) => name);
  const files = await listSeedFiles(project, paths, services, signal);
  const targets = files.map((file) => ({ file, target: targetOf(place, file) }));
  const hashes: Record<string, string> = {};
  for (const [index, { file, target }] of targets.entries()) {
    progress(index, files.length, 'items', `${posix.basename(file.path)} ${index + 1} of ${files.length}`);
    const began = performance.now();
    hashes[file.path] = await applySeed(project, file, target, signal);
    note(`${file.path}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  progress(files.length, files.length, 'items', `${files.length} of ${files.length} applied`);
  return hashes;
}
