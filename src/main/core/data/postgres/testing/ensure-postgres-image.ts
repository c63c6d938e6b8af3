import { fileURLToPath } from 'node:url';
import type { Engine } from '../../../docker/connect-engine.ts';
import { imageByRef } from '../../../docker/images.ts';
import { buildImage } from '../../../images/build-image.ts';

const sample = fileURLToPath(new URL('../../../../../../resources/sample/', import.meta.url));

/** For tests: builds the sample's database image where it is not there yet. */
export async function ensurePostgresImage(engine: Engine, tag: string, signal: AbortSignal): Promise<void> {
  if ((await imageByRef(engine, tag, signal)) !== undefined) return;
  await buildImage(
    engine,
    { build: { context: sample, target: 'db' }, tags: [tag], secrets: {} },
    { env: {}, auth: async () => undefined },
    signal,
  );
}
