import { z } from 'zod';
import type { Engine } from '../docker/connect-engine.ts';
import { alpinePackages, debianPackages, type ImageContent, releaseOf } from './image-facts.ts';
import { readFileIn } from './read-file.ts';

const answer = z.object({
  Id: z.string(),
  RepoDigests: z.array(z.string()).nullish(),
  Architecture: z.string().default(''),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});

const revisionLabel = 'org.opencontainers.image.revision';

/** What is in the image of a container, read from that container's file system: it need not run. */
export async function readImage(
  engine: Engine,
  id: string,
  container: string,
  signal: AbortSignal,
): Promise<ImageContent> {
  const read = (path: string) => readFileIn(engine, container, path, signal);
  const [image, release, older, timeZone, debian, alpine] = await Promise.all([
    engine.get(`/images/${encodeURIComponent(id)}/json`, answer, signal, { withinMs: 30_000 }),
    read('/usr/lib/os-release'),
    read('/etc/os-release'),
    read('/etc/timezone'),
    read('/var/lib/dpkg/status'),
    read('/lib/apk/db/installed'),
  ]);
  return {
    id: image.Id,
    digests: image.RepoDigests ?? [],
    architecture: image.Architecture,
    revision: image.Config?.Labels?.[revisionLabel] || undefined,
    release: releaseOf(release ?? older ?? ''),
    timeZone: timeZone?.trim() || undefined,
    packages:
      debian !== undefined
        ? debianPackages(debian)
        : alpine !== undefined
          ? alpinePackages(alpine)
          : undefined,
  };
}
