import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { BacklotError } from '../../../shared/errors.ts';
import type { Build, FileObject } from '../compose/model.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { wasRefused } from '../docker/refused.ts';
import { findBuildInputs } from './build-inputs.ts';
import type { BuildProgress } from './build-progress.ts';
import { buildQuery, judgeBuild } from './build-query.ts';
import { createIgnoreRules, readIgnoreFile } from './context/ignore-rules.ts';
import { type ExtraFile, packContext } from './context/pack-context.ts';
import { walkContext } from './context/walk-context.ts';
import { type BuildSource, findDockerfile } from './find-dockerfile.ts';
import { type BuildListener, followBuild } from './follow-build.ts';
import type { RegistryAuth } from './registry-auth.ts';
import { openSession } from './session/open-session.ts';

/** One image to build. */
export interface BuildOrder {
  readonly build: Build;
  /** Its names; the first is how it is called in errors. */
  readonly tags: readonly string[];
  /** The model's secrets, of which `build.secrets` names some. */
  readonly secrets: Readonly<Record<string, FileObject>>;
}

export interface BuildOptions extends BuildListener {
  /** For the values of secrets and the ssh agent. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly auth: (registry: string, signal: AbortSignal) => Promise<RegistryAuth | undefined>;
  /** Told how many bytes of the context have gone so far. */
  readonly onSent?: ((bytes: number) => void) | undefined;
  /** The older builder is used by itself where there is no BuildKit. */
  readonly builder?: 'buildkit' | 'legacy' | undefined;
}

export interface BuiltImage {
  /** "sha256:…" of its configuration. */
  readonly id: string;
  readonly builder: 'buildkit' | 'legacy';
  readonly progress: BuildProgress;
}

/** A build may be silent for as long as its longest step. */
const dayMs = 24 * 60 * 60 * 1000;

const begin = (
  engine: Engine,
  query: string,
  upload: Readable | undefined,
  signal: AbortSignal,
): Promise<Readable> =>
  engine.stream({ method: 'POST', path: `/build?${query}`, upload }, signal, { withinMs: dayMs });

async function withInlineFile<T>(source: BuildSource, use: (folder: string) => Promise<T>): Promise<T> {
  if (source.kind !== 'inline') return use('');
  const folder = await mkdtemp(join(tmpdir(), 'backlot-build-'));
  try {
    await writeFile(join(folder, 'Dockerfile'), source.text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildWithBuildKit(
  engine: Engine,
  { build, tags, secrets }: BuildOrder,
  source: BuildSource,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<BuiltImage> {
  const inputs = await findBuildInputs(build, secrets, options.env);
  let sent = 0;
  return withInlineFile(source, async (inlineFolder) => {
    const session = await openSession(
      engine,
      {
        folders:
          source.kind === 'remote'
            ? {}
            : {
                context: source.context,
                dockerfile: source.kind === 'local' ? source.folder : inlineFolder,
              },
        credentials: async (host, callSignal) => {
          const auth = await options.auth(host, callSignal);
          if (auth === undefined) return undefined;
          return auth.kind === 'token'
            ? { username: '', secret: auth.identityToken }
            : { username: auth.username, secret: auth.password };
        },
        secret: async (id) => inputs.secrets.get(id)?.(),
        sshAgents: inputs.sshAgents,
        onSent: (bytes) => {
          sent += bytes;
          options.onSent?.(sent);
        },
      },
      signal,
    );
    try {
      const query = buildQuery(build, {
        tags,
        dockerfile: source.kind === 'inline' ? 'Dockerfile' : source.dockerfile,
        remote: source.kind === 'remote' ? source.address : 'client-session',
        session: session.id,
      });
      const name = tags[0] ?? build.context;
      const built = await followBuild(
        engine,
        name,
        () => begin(engine, query, undefined, signal),
        options,
        signal,
      );
      return { ...built, builder: 'buildkit' };
    } finally {
      await session.close();
    }
  });
}

const readIfThere = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);

/** The tar for the older builder, which leaves out the Dockerfile and .dockerignore by itself when told so. */
async function legacyContext(
  source: Exclude<BuildSource, { kind: 'remote' }>,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<{ readonly upload: Readable; readonly dockerfile: string }> {
  const inside =
    source.kind === 'local' ? relative(source.context, join(source.folder, source.dockerfile)) : '..';
  const outside = inside.startsWith('..');
  const own =
    source.kind === 'local'
      ? await readIfThere(join(source.folder, `${source.dockerfile}.dockerignore`))
      : undefined;
  const ignore = own ?? (await readIfThere(join(source.context, '.dockerignore'))) ?? '';
  const dockerfile = outside ? `.dockerfile.${randomBytes(10).toString('hex')}` : inside.split(sep).join('/');
  const extra: ExtraFile[] = [];
  if (outside) {
    const text =
      source.kind === 'inline' ? source.text : await readFile(join(source.folder, source.dockerfile), 'utf8');
    extra.push(
      { path: dockerfile, text },
      { path: '.dockerignore', text: `${ignore}\n${dockerfile}\n.dockerignore\n` },
    );
  } else if (own !== undefined) extra.push({ path: '.dockerignore', text: ignore });
  const file = own === undefined ? '.dockerignore' : `${dockerfile}.dockerignore`;
  // The builder itself needs these two, also when they are excluded.
  const rules = createIgnoreRules([...readIgnoreFile(ignore), '!.dockerignore', `!${dockerfile}`], file);
  const entries = walkContext(source.context, { rules }, signal);
  return { upload: Readable.from(packContext(source.context, entries, extra, onSent)), dockerfile };
}

async function buildWithOlderBuilder(
  engine: Engine,
  { build, tags }: BuildOrder,
  source: BuildSource,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<BuiltImage> {
  const name = tags[0] ?? build.context;
  if (build.secrets?.length || build.ssh?.length)
    throw new BacklotError(
      'prerequisite-missing',
      `${name} needs build secrets or ssh, and this Docker engine has no BuildKit.`,
      { hint: 'Use a Docker engine with BuildKit (18.09 or newer, for Linux containers).' },
    );
  let sent = 0;
  const onSent = (bytes: number): void => {
    sent += bytes;
    options.onSent?.(sent);
  };
  const { upload, dockerfile } =
    source.kind === 'remote'
      ? { upload: undefined, dockerfile: source.dockerfile }
      : await legacyContext(source, onSent, signal);
  const remote = source.kind === 'remote' ? source.address : undefined;
  const query = buildQuery(build, { tags, dockerfile, remote });
  // A context that can't be read ends the upload, and with it the call: its own error is the one to tell.
  let failure: unknown;
  upload?.on('error', (error) => {
    failure = error;
  });
  try {
    const built = await followBuild(
      engine,
      name,
      () => begin(engine, query, upload, signal),
      options,
      signal,
    );
    return { ...built, builder: 'legacy' };
  } catch (error) {
    throw failure instanceof BacklotError ? failure : error;
  } finally {
    upload?.destroy();
  }
}

/**
 * Builds an image through BuildKit, or the engine's older builder where there is none. Only files that
 * the builder does not have yet are sent.
 * @throws BacklotError `config-invalid`, `prerequisite-missing`, `unsupported`, `build-failed`, `cancelled`,
 * or as `explainPullError` makes it for the image it builds on.
 */
export async function buildImage(
  engine: Engine,
  order: BuildOrder,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<BuiltImage> {
  const [refused] = judgeBuild(order.build, engine.api).refused;
  if (refused !== undefined)
    throw new BacklotError(
      'unsupported',
      `${order.tags[0] ?? order.build.context} can't be built: ${refused}.`,
      { hint: 'Build it with "docker buildx build", and name the image in the compose file.' },
    );
  const source = await findDockerfile(order.build);
  if (options.builder !== 'legacy')
    try {
      return await buildWithBuildKit(engine, order, source, options, signal);
    } catch (error) {
      // Engines without BuildKit know no sessions.
      if (options.builder === 'buildkit' || !wasRefused(error, 400, 404, 405, 501)) throw error;
    }
  return buildWithOlderBuilder(engine, order, source, options, signal);
}
