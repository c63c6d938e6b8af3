import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { listContainers } from '../../docker/containers.ts';
import { backlotLabels } from '../../engine/labels.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { type PostgresContainer, startPostgres } from '../postgres/testing/postgres-container.ts';
import { ensureMaskerImage } from './masker-image.ts';

const never = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;
const program = new URL('./testing/pull-process.ts', import.meta.url).pathname;
const people = `CREATE TABLE people AS
  SELECT i AS id, 'somebody ' || md5(i::text) AS who, repeat(md5(i::text), 8) AS kept FROM generate_series(1, 400000) i;`;

describe.skipIf(skipped)(
  `killed while it masks beside the source${skipped ? ` (skipped: ${skipped})` : ''}`,
  () => {
    let engine: Engine;
    let server: PostgresContainer;
    beforeAll(async () => {
      engine = await connectLocal(never);
      server = await startPostgres(engine);
      await server.target.run(people, never);
      // Made once, so that each pull is killed in what it does itself.
      await ensureMaskerImage(engine, never);
    }, 300_000);
    afterAll(async () => {
      await server?.remove();
      engine?.close();
    });

    const maskersBeside = async (): Promise<readonly string[]> =>
      (await listContainers(engine, never, [`${backlotLabels.masker}=container`]))
        .filter(({ HostConfig }) => HostConfig?.NetworkMode === `container:${server.id}`)
        .map(({ Id }) => Id);

    /** Runs it to its end, or until `dieAt` says so; answers its last line. */
    async function live(home: string, dieAt?: (line: string) => Promise<boolean>): Promise<string> {
      const child = spawn(process.execPath, [program, home, server.id], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onTestFinished(() => {
        child.kill('SIGKILL');
      });
      const ended = once(child, 'exit');
      let last = '';
      for await (const line of createInterface({ input: child.stdout })) {
        last = line;
        if (await dieAt?.(line)) child.kill('SIGKILL');
      }
      await ended;
      return last;
    }

    const sessions = async (): Promise<string | null | undefined> =>
      (
        await server.target.query(
          `SELECT count(*) AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
          never,
        )
      )[0]?.n;

    const stored = async (home: string): Promise<readonly string[]> =>
      (await readdir(join(home, 'snapshots'), { recursive: true }).catch(() => [])).filter((one) =>
        /chunk|manifest/.test(one),
      );

    test.each<[string, (line: string) => Promise<boolean>]>([
      [
        'as its container is made',
        async (line) => {
          if (line !== 'open') return false;
          await expect.poll(maskersBeside, { timeout: 60_000, interval: 5 }).not.toEqual([]);
          return true;
        },
      ],
      ['as rows are copied', async (line) => line.startsWith('copy ')],
      ['as it is finished', async (line) => line === 'finish'],
    ])(
      '%s: the next core takes all of it away, and a pull is whole again',
      async (_, dieAt) => {
        const home = tempHome();
        await live(home, dieAt);
        const next: unknown = JSON.parse(await live(home));
        // What was complete before the kill may stay; nothing else does.
        expect(next).toMatchObject({ took: true });
        await expect.poll(maskersBeside, { timeout: 30_000 }).toEqual([]);
        await expect.poll(sessions, { timeout: 30_000 }).toBe('0');
        const { kept, state } = Object(next);
        if (state !== 'succeeded') {
          expect(kept).toBe(0);
          expect(await stored(home)).toEqual([]);
        }
        expect(JSON.parse(await live(home))).toEqual({ took: false, state: 'succeeded', kept: kept + 1 });
        expect(await maskersBeside()).toEqual([]);
      },
      300_000,
    );
  },
);
