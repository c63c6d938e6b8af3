import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectEngine, type Engine } from './connect-engine.ts';
import type { DockerContext } from './contexts.ts';
import { diskUsage } from './disk-usage.ts';
import { engineInfo } from './engine-info.ts';
import { compareApi, newestApi, oldestApi } from './negotiate-api.ts';

/** What holds for every engine that Backlot talks to, and so for the fake one of the tests too. */
export function engineContract(
  context: () => DockerContext,
  options: () => Parameters<typeof connectEngine>[2] = () => ({}),
): void {
  const signal = new AbortController().signal;

  const withEngine = async (use: (engine: Engine) => Promise<void>): Promise<void> => {
    const engine = await connectEngine(context(), signal, options());
    try {
      await use(engine);
    } finally {
      engine.close();
    }
  };

  test('a version of the API is agreed on', () =>
    withEngine(async ({ api, version }) => {
      expect(version).toMatch(/^\d+\.\d+/);
      expect(compareApi(api, oldestApi)).toBeGreaterThanOrEqual(0);
      expect(compareApi(api, newestApi)).toBeLessThanOrEqual(0);
    }));

  test('the engine says what it is', () =>
    withEngine(async (engine) => {
      const info = await engineInfo(engine, signal);
      expect(info.api).toBe(engine.api);
      expect(info.osType).toBe('linux');
      expect(info.storageDriver).not.toBe('');
      expect(info.rootDirectory).toMatch(/^\//);
      expect(info.cgroupVersion).toMatch(/^[12]$/);
      expect(info.cpus).toBeGreaterThan(0);
      expect(info.memoryBytes).toBeGreaterThan(0);
      expect(info.kernel).toMatch(/^\d+\.\d+/);
    }));

  test('its disk usage is counted in bytes', () =>
    withEngine(async (engine) => {
      const usage = await diskUsage(engine, signal, 60_000);
      for (const bytes of Object.values(usage)) expect(Number.isInteger(bytes) && bytes >= 0).toBe(true);
    }));

  test("a refusal carries the engine's own words", () =>
    withEngine(async (engine) => {
      await expect(engine.get('/no-such-path', z.unknown(), signal)).rejects.toMatchObject({
        code: 'docker-failed',
        message: 'Docker (context default) refused: page not found',
        details: { statusCode: 404 },
      });
    }));

  test('a call under an aborted signal is cancelled', () =>
    withEngine(async (engine) => {
      await expect(engine.get('/info', z.unknown(), AbortSignal.abort())).rejects.toMatchObject({
        code: 'cancelled',
      });
    }));
}
