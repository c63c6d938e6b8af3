import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import type { Build, FileObject } from '../compose/model.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { wasRefused } from '../docker/refused.ts';
import { type BuildOptions, type BuiltImage, buildImage } from './build-image.ts';
import type { BuildLine, BuildProgress } from './build-progress.ts';
import { ignoreExamples } from './context/ignore-examples.ts';
import { shareBuilds } from './share-builds.ts';
import { connectLocal } from './testing/connect-local.ts';

const signal = new AbortController().signal;
const base = 'debian:bookworm-slim';
const skipped = process.env.BACKLOT_NO_ENGINE;
const noCli = ((): string | undefined => {
  try {
    execFileSync('docker', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'there is no docker CLI to compare with';
  }
})();

describe.skipIf(skipped)(`builds on a real engine${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  let folder: string;
  const made: string[] = [];

  beforeAll(async () => {
    engine = await connectLocal(signal);
  });
  afterAll(async () => {
    for (const image of made)
      await engine
        .call({ method: 'DELETE', path: `/images/${image}`, query: { force: true } }, z.unknown(), signal)
        .catch((error: unknown) => {
          if (!wasRefused(error, 404)) throw error;
        });
    engine.close();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-build-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  let count = 0;
  const newTag = (): string => {
    const tag = `backlot-test-build:${process.pid}-${count++}`;
    made.push(tag);
    return tag;
  };

  interface Outcome extends BuiltImage {
    readonly lines: readonly string[];
    readonly steps: readonly BuildProgress[];
    readonly sent: number;
  }
  const build = async (
    own: Partial<Build> = {},
    more: Partial<BuildOptions> & {
      readonly secrets?: Readonly<Record<string, FileObject>>;
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<Outcome> => {
    const lines: BuildLine[] = [];
    const steps: BuildProgress[] = [];
    let sent = 0;
    const { secrets = {}, signal: own2 = signal, ...options } = more;
    const built = await buildImage(
      engine,
      {
        build: { context: folder, labels: { [TEST_LABEL]: testRun }, ...own },
        tags: [newTag()],
        secrets,
      },
      {
        env: {},
        auth: async () => undefined,
        onLine: (line) => void lines.push(line),
        onProgress: (progress) => void steps.push(progress),
        onSent: (bytes) => {
          sent = bytes;
        },
        ...options,
      },
      own2,
    );
    return { ...built, lines: lines.map(({ text }) => text), steps, sent };
  };

  describe.each(['buildkit', 'legacy'] as const)('%s', (builder) => {
    test('output per step, arguments, stage, Dockerfile elsewhere, extra hosts', async () => {
      await put({
        'docker/Web.Dockerfile': `FROM ${base} AS first
ARG WHO
RUN echo "hello $WHO" && grep -c db.test /etc/hosts
FROM first AS second
RUN exit 7
`,
        'app/file': 'x',
      });
      const built = await build(
        {
          dockerfile: 'docker/Web.Dockerfile',
          target: 'first',
          args: { WHO: `world ${builder} ${process.pid}`, UNSET: null },
          extra_hosts: ['db.test=10.0.0.1'],
        },
        { builder },
      );
      expect(built.builder).toBe(builder);
      expect(built.id).toMatch(/^sha256:/);
      expect(built.lines).toContain(`hello world ${builder} ${process.pid}`);
      expect(built.lines).toContain('1');
      const run = built.progress.steps.find(({ name }) => name.includes('RUN echo'));
      expect(run).toMatchObject({ state: 'done' });
      expect(run?.seconds).toBeGreaterThan(0);
      expect(built.steps.some(({ steps }) => steps.some(({ state }) => state === 'running'))).toBe(true);
    });

    test('a second build finds its steps in the cache, and sends no file again', async () => {
      await put({ Dockerfile: `FROM ${base}\nCOPY . /app\nRUN ls /app\n`, data: 'y'.repeat(300_000) });
      const first = await build({}, { builder });
      const second = await build({}, { builder });
      expect(second.id).toBe(first.id);
      expect(second.progress.steps.find(({ name }) => name.includes('RUN ls'))).toMatchObject({
        state: 'cached',
      });
      if (builder === 'buildkit') expect(second.sent).toBe(0);
    });

    test('an inline Dockerfile, which is not in the image', async () => {
      await put({ '.dockerignore': 'secret\n', secret: 's', open: 'o' });
      const { lines } = await build(
        { dockerfile_inline: `FROM ${base}\nCOPY . /app\nRUN ls -A /app\n`, no_cache: true },
        { builder },
      );
      expect(lines.filter((line) => line !== '.dockerignore' && line !== '')).toEqual(['open']);
    });

    test('the ignore file of one Dockerfile comes before that of the folder', async () => {
      await put({
        Dockerfile: `FROM ${base}\nCOPY . /app\nRUN ls -A /app\n`,
        'Dockerfile.dockerignore': '*\n!b\n',
        '.dockerignore': 'b\n',
        a: '',
        b: '',
      });
      const { lines } = await build({ no_cache: true }, { builder });
      expect(lines.filter((line) => line !== '')).toEqual(['b']);
    });

    test('a step that fails is named with its last lines', async () => {
      await put({ Dockerfile: `FROM ${base}\nRUN echo what happened && exit 7\n` });
      await expect(build({ no_cache: true }, { builder })).rejects.toMatchObject({
        code: 'build-failed',
        message: expect.stringMatching(
          /^backlot-test-build:\S+ could not be built: ".*exit 7" ended with code 7\.$/,
        ),
        hint: 'Its last line: what happened',
      });
    });

    test('a base image that does not exist', async () => {
      await put({ Dockerfile: 'FROM 127.0.0.1:1/nothing:1\n' });
      await expect(build({}, { builder })).rejects.toMatchObject({
        code: 'registry-unreachable',
        message: expect.stringContaining('127.0.0.1:1/nothing:1'),
      });
    });

    test('a wrong Dockerfile', async () => {
      await put({ Dockerfile: `FROM ${base}\nRUNN x\n` });
      await expect(build({}, { builder })).rejects.toMatchObject({
        code: 'build-failed',
        message: expect.stringMatching(/unknown instruction: RUNN/i),
      });
    });

    test('a build can be cancelled in its middle', async () => {
      await put({ Dockerfile: `FROM ${base}\nRUN echo begun && sleep 600\n` });
      const stop = new AbortController();
      await expect(
        build({ no_cache: true }, { builder, signal: stop.signal, onLine: () => stop.abort() }),
      ).rejects.toMatchObject({ code: 'cancelled' });
    });
  });

  test('secrets are read while building, and are not in the image', async () => {
    await put({
      Dockerfile: `FROM ${base}
RUN --mount=type=secret,id=token --mount=type=secret,id=other \\
    cut -c1-3 /run/secrets/token && cat /run/secrets/other
RUN ls /run/secrets 2>&1 || true
`,
      token: 'abcdef',
    });
    const { lines } = await build(
      { secrets: [{ source: 'TOKEN', target: 'token' }, { source: 'other' }], no_cache: true },
      {
        env: { OTHER: 'from the shell' },
        secrets: {
          TOKEN: { name: 'TOKEN', file: join(folder, 'token') },
          other: { name: 'other', environment: 'OTHER' },
        },
      },
    );
    expect(lines).toContain('abc');
    expect(lines).toContain('from the shell');
    expect(lines.join('\n')).not.toContain('abcdef');
  });

  test('an ssh agent is within reach of a step', async () => {
    const path = join(folder, 'agent.sock');
    const agent = createServer((socket) => {
      socket.on('data', (asked) => socket.write(`agent heard ${asked.length} bytes\n`));
    });
    await new Promise<void>((resolve) => agent.listen(path, resolve));
    try {
      const perl = `use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new($ENV{SSH_AUTH_SOCK}) or die; print $s "12345"; $s->flush; print scalar <$s>`;
      await put({ 'x/Dockerfile': `FROM ${base}\nRUN --mount=type=ssh perl -e '${perl}'\n` });
      const { lines } = await build(
        { context: join(folder, 'x'), ssh: ['default'], no_cache: true },
        { env: { SSH_AUTH_SOCK: path } },
      );
      expect(lines).toContain('agent heard 5 bytes');
    } finally {
      agent.close();
    }
  });

  test('the older builder has no secrets', async () => {
    await put({ Dockerfile: `FROM ${base}\n`, s: '' });
    const more = { builder: 'legacy' as const, secrets: { s: { name: 's', file: join(folder, 's') } } };
    await expect(build({ secrets: [{ source: 's' }] }, more)).rejects.toMatchObject({
      code: 'prerequisite-missing',
    });
  });

  test('rights, links and empty folders arrive', async () => {
    await put({
      Dockerfile: `FROM ${base}\nCOPY . /app\nRUN cd /app && stat -c '%n %a %F %u' *\n`,
      'run.sh': 'x',
    });
    await chmod(join(folder, 'run.sh'), 0o750);
    await mkdir(join(folder, 'empty'), { mode: 0o711 });
    execFileSync('ln', ['-s', 'run.sh', join(folder, 'link')]);
    const { lines } = await build({ no_cache: true });
    expect(lines).toContain('run.sh 750 regular file 0');
    expect(lines).toContain('empty 711 directory 0');
    expect(lines).toContain('link 777 symbolic link 0');
  });

  test('what is asked for twice in one run is built once', async () => {
    await put({ Dockerfile: `FROM ${base}\nRUN echo once\n` });
    const builds = shareBuilds(engine);
    let lines = 0;
    const ask = (tag: string) =>
      builds.build(
        {
          build: { context: folder, labels: { [TEST_LABEL]: testRun }, no_cache: true },
          tags: [tag],
          secrets: {},
        },
        { env: {}, auth: async () => undefined, onLine: () => void lines++ },
        signal,
      );
    const [a, b] = await Promise.all([ask(newTag()), ask(newTag())]);
    expect([a.shared, b.shared]).toEqual([false, true]);
    expect(a.id).toBe(b.id);
    expect(lines).toBe(1);
  });

  test.skipIf(noCli)(
    `.dockerignore as the docker CLI reads it${noCli ? ` (skipped: ${noCli})` : ''}`,
    async () => {
      await put({ 'outside/Dockerfile': `FROM ${base}\nCOPY . /ctx\nRUN cd /ctx && find . -type f\n` });
      for (const [index, { name, text, files, sent }] of ignoreExamples.entries()) {
        const context = `case-${index}`;
        await put(Object.fromEntries(files.map((file) => [`${context}/${file}`, file])));
        await put({ [`${context}/.dockerignore`]: `${text}\n` });
        const paths = (lines: readonly string[]): readonly string[] =>
          lines
            .filter((line) => line.startsWith('./') && line !== './.dockerignore')
            .map((line) => line.slice(2))
            .sort();
        const dockerfile = join(folder, 'outside/Dockerfile');
        const tag = newTag();
        const said = execFileSync(
          'docker',
          [
            'build',
            '-t',
            tag,
            '--label',
            `${TEST_LABEL}=${testRun}`,
            '--no-cache',
            '-f',
            dockerfile,
            join(folder, context),
          ],
          { env: { ...process.env, DOCKER_BUILDKIT: '0' }, stdio: ['ignore', 'pipe', 'ignore'] },
        ).toString('utf8');
        const ours = await build({ context: join(folder, context), dockerfile, no_cache: true });
        expect(paths(said.split('\n')), `docker build: ${name}`).toEqual([...sent].sort());
        expect(paths(ours.lines), `Backlot: ${name}`).toEqual([...sent].sort());
      }
    },
    // Two builds for each example, one after the other.
    300_000,
  );
});
