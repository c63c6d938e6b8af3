import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { imageByRef } from '../../docker/images.ts';
import { buildImage } from '../../images/build-image.ts';

const inside = join('images', 'pool', 'Dockerfile');

/** The product's own `resources` folder, wherever this runs from: sources, a build or a package. */
function ownResources(): string {
  for (let folder = import.meta.dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const found = join(folder, 'resources');
    if (existsSync(join(found, inside))) return found;
  }
  throw new BacklotError('internal', `The installation has no resources/${inside}.`, {
    hint: 'Install Backlot again.',
  });
}

/**
 * The image of the pool's helpers on an engine; built there when it has none of this recipe. Answers its name.
 * @throws BacklotError `build-failed` as `buildImage` does.
 */
export async function poolImage(
  engine: Engine,
  resources: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const recipe = await readFile(join(resources ?? ownResources(), inside), 'utf8');
  const name = `backlot-pool:${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}`;
  if ((await imageByRef(engine, name, signal)) !== undefined) return name;
  const context = await mkdtemp(join(tmpdir(), 'backlot-pool-'));
  try {
    await buildImage(
      engine,
      { build: { context, dockerfile_inline: recipe }, tags: [name], secrets: {} },
      { env: {}, auth: async () => undefined },
      signal,
    );
  } finally {
    await rm(context, { recursive: true, force: true });
  }
  return name;
}
