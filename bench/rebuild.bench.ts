import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { alternate } from '../scripts/bench/alternate.ts';
import { makeRatioRow, makeRow } from '../scripts/bench/make-row.ts';
import { connectEngine, type Engine } from '../src/main/core/docker/connect-engine.ts';
import { readContexts } from '../src/main/core/docker/contexts.ts';
import { buildImage } from '../src/main/core/images/build-image.ts';
import type { Bench } from './bench.ts';

const files = 5_000;
const bytes = 8_192;
const tag = `backlot-bench-rebuild:${process.pid}`;

async function makeContext(folder: string): Promise<void> {
  await writeFile(
    join(folder, 'Dockerfile'),
    'FROM debian:bookworm-slim\nCOPY . /app\nRUN ls /app | wc -l\n',
  );
  for (let index = 0; index < files; index++) {
    const below = join(folder, `folder-${index % 50}`);
    if (index < 50) await mkdir(below);
    await writeFile(join(below, `file-${index}`), `${index} `.repeat(bytes / String(index).length));
  }
}

async function connect(signal: AbortSignal): Promise<Engine> {
  const places = {
    env: { DOCKER_HOST: process.env.DOCKER_HOST },
    homedir: homedir(),
    platform: process.platform,
  };
  const context = (await readContexts(places, signal)).contexts.find(({ name }) => name === 'default');
  if (context === undefined) throw new Error('There is no default context.');
  return connectEngine(context, signal);
}

/** A build of 5,000 unchanged files: our session, which sends only what changed, beside a tar of all of them. */
const rebuild: Bench = {
  name: 'rebuild',
  run: async ({ rounds, signal, log }) => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-rebuild-'));
    const engine = await connect(signal);
    const build = (builder: 'buildkit' | 'legacy') => async (): Promise<number> => {
      const start = performance.now();
      await buildImage(
        engine,
        { build: { context: folder }, tags: [tag], secrets: {} },
        { env: {}, auth: async () => undefined, builder },
        signal,
      );
      return performance.now() - start;
    };
    try {
      await makeContext(folder);
      const first = await build('buildkit')();
      log(`first build: ${Math.round(first)} ms`);
      await build('legacy')();
      const { a, b } = await alternate(build('buildkit'), build('legacy'), rounds);
      return [
        makeRow({ name: `${files} unchanged files, session`, limit: 5_000, unit: 'ms', rounds: a }),
        makeRow({ name: `${files} unchanged files, tar`, limit: 20_000, unit: 'ms', rounds: b }),
        makeRatioRow('session to tar', 0.7, a, b),
      ];
    } finally {
      await engine
        .call({ method: 'DELETE', path: `/images/${tag}`, query: { force: true } }, z.unknown(), signal)
        .catch(() => {});
      engine.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default rebuild;
