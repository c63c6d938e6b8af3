import { z } from 'zod';
import type { EngineEndpoint } from '../engine/engine-endpoint.ts';
import { callEngine } from '../engine/request-engine.ts';
import { TEST_LABEL } from './test-run.ts';

const objects = z.array(z.object({ Id: z.string() }));
const volumes = z.object({ Volumes: z.array(z.object({ Name: z.string() })).nullable() });

/** Removes the containers, networks, volumes and images that carry this test run's label; counts them. */
export async function removeTestObjects(
  endpoint: EngineEndpoint,
  run: string,
  signal: AbortSignal,
): Promise<number> {
  const query = { filters: JSON.stringify({ label: [`${TEST_LABEL}=${run}`] }) };
  const list = async (path: string, more: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { text } = await callEngine(endpoint, {
      method: 'GET',
      path,
      query: { ...query, ...more },
      signal,
    });
    return JSON.parse(text);
  };
  const remove = async (path: string, more: Readonly<Record<string, string>> = {}): Promise<number> => {
    const { status } = await callEngine(endpoint, { method: 'DELETE', path, query: more, signal });
    return status < 300 ? 1 : 0;
  };
  let removed = 0;
  for (const { Id } of objects.parse(await list('/containers/json', { all: 'true' }))) {
    removed += await remove(`/containers/${Id}`, { force: 'true', v: 'true' });
  }
  for (const { Id } of objects.parse(await list('/networks'))) removed += await remove(`/networks/${Id}`);
  for (const { Name } of volumes.parse(await list('/volumes')).Volumes ?? []) {
    removed += await remove(`/volumes/${encodeURIComponent(Name)}`, { force: 'true' });
  }
  for (const { Id } of objects.parse(await list('/images/json'))) {
    removed += await remove(`/images/${Id}`, { force: 'true' });
  }
  return removed;
}
