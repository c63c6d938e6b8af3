import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { createContainer, putArchive, removeContainer } from '../../docker/containers.ts';
import { imageByRef } from '../../docker/images.ts';
import { packTar, type TarFile } from '../../docker/pack-tar.ts';
import { wasRefused } from '../../docker/refused.ts';
import { backlotLabels } from '../../engine/labels.ts';
import { pullImage } from '../../images/pull-image.ts';
import { collectProgram, programFolder, programPath } from './collect-program.ts';

/** The image whose containers run the program, and how it is started there. */
export interface MaskerImage {
  readonly id: string;
  readonly command: readonly string[];
}

const nodeImage = 'node:24-bookworm-slim';
/** Where that can't be had: with the Node that runs here put into it. */
const plainImage = 'debian:bookworm-slim';
const registryWithinMs = 30_000;

const platform = z.object({ Os: z.string(), Architecture: z.string() });
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The Node that runs here, when it is a plain one of the engine's own kind. */
async function ownNode(engine: Engine, image: string, signal: AbortSignal): Promise<readonly TarFile[]> {
  const { Os, Architecture } = await engine.get(`/images/${image}/json`, platform, signal);
  const same = Os === process.platform && Architecture === architectures[process.arch];
  if (!same || process.versions.electron !== undefined) return [];
  const content = await readFile(process.execPath, { signal });
  return [{ path: 'usr/local/bin/node', content, uid: 0, gid: 0, mode: 0o755 }];
}

interface Base {
  readonly image: string;
  readonly node: readonly TarFile[];
}

async function findBase(engine: Engine, signal: AbortSignal): Promise<Base> {
  if (await imageByRef(engine, nodeImage, signal)) return { image: nodeImage, node: [] };
  try {
    const options = { auth: async () => undefined, firstWordWithinMs: registryWithinMs };
    await pullImage(engine, nodeImage, options, signal);
    return { image: nodeImage, node: [] };
  } catch (cause) {
    signal.throwIfAborted();
    const there = await imageByRef(engine, plainImage, signal);
    const node = there ? await ownNode(engine, there.id, signal) : [];
    if (node.length > 0) return { image: plainImage, node };
    throw new BacklotError('image-missing', `The engine ${engine.context.name} can't get ${nodeImage}.`, {
      hint: `Pull it there, or let the rows come to this machine in memory: --placement core.`,
      details: { image: nodeImage, host: engine.context.name },
      cause,
    });
  }
}

const listed = z.array(z.object({ Id: z.string(), Labels: z.record(z.string(), z.string()).nullish() }));

/** Images of other versions of the program go, unless something runs from them. */
async function prune(engine: Engine, hash: string, signal: AbortSignal): Promise<void> {
  const filters = { label: [backlotLabels.masker] };
  const all = await engine.get(
    `/images/json?filters=${encodeURIComponent(JSON.stringify(filters))}`,
    listed,
    signal,
  );
  for (const { Id, Labels } of all) {
    if (Labels?.[backlotLabels.masker] === hash) continue;
    try {
      await engine.call({ method: 'DELETE', path: `/images/${Id}` }, z.unknown(), signal, {
        withinMs: 60_000,
      });
    } catch (error) {
      if (!wasRefused(error, 404, 409)) throw error;
    }
  }
}

/**
 * The image of this version of the program; made when it is not there: the program's files put into a container
 * that is not started, and that kept as an image.
 * @throws BacklotError `image-missing`, and as `Engine.call` does
 */
export async function ensureMaskerImage(engine: Engine, signal: AbortSignal): Promise<MaskerImage> {
  const program = await collectProgram();
  const tag = program.hash.slice(0, 12);
  const command = ['node', '--max-old-space-size=256', programPath(program)];
  const there = await imageByRef(engine, `backlot-masker:${tag}`, signal);
  if (there) return { id: there.id, command };
  const base = await findBase(engine, signal);
  const labels = { [backlotLabels.managed]: 'true', [backlotLabels.masker]: program.hash };
  const { id } = await createContainer(
    engine,
    {
      name: `backlot-masker-${randomBytes(6).toString('hex')}`,
      body: { Image: base.image, Entrypoint: ['sleep', '1'], Cmd: [], Labels: labels },
    },
    signal,
  );
  try {
    const own = { uid: 0, gid: 0, mode: 0o644 };
    const folder = programFolder.slice(1);
    const files = [
      ...base.node,
      // What is beside it says that its files are modules.
      { path: `${folder}/package.json`, content: Buffer.from('{"type":"module"}'), ...own },
      ...program.files.map(({ path, content }) => ({ path: `${folder}/${path}`, content, ...own })),
    ];
    await putArchive(engine, id, '/', packTar(files), signal);
    await engine.call(
      { method: 'POST', path: '/commit', query: { container: id, repo: 'backlot-masker', tag }, body: {} },
      z.unknown(),
      signal,
      { withinMs: 120_000 },
    );
  } finally {
    await removeContainer(engine, id, new AbortController().signal, { force: true, volumes: true });
  }
  await prune(engine, program.hash, signal);
  const made = await imageByRef(engine, `backlot-masker:${tag}`, signal);
  if (made) return { id: made.id, command };
  throw new BacklotError('image-missing', 'The image of the program that masks was removed as it was made.', {
    hint: 'Pull again.',
    retryable: true,
  });
}
