import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { TEST_LABEL, testRun } from '../scripts/testing/test-run.ts';

/** The services of the sample. */
export const sampleServices = ['web', 'api', 'worker', 'migrate', 'db', 'cache', 'mail', 'payments'] as const;

/**
 * Makes a test's own stack of the sample in a folder: under a name of its own, on free ports, and all that
 * it makes carries the tests' label, so that it goes with the run whatever becomes of the test.
 */
export function ownSample(folder: string, name: string): void {
  const file = join(folder, 'backlot.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text
      .replace(/^name: shop$/m, `name: ${name}`)
      .replace(/^compose: .*$/m, 'compose: [compose.yaml, test.yaml]'),
  );
  const labels = { [TEST_LABEL]: testRun };
  const services = sampleServices.map((service) => [
    service,
    { image: `${name}-${service}:test`, labels, build: { labels } },
  ]);
  const objects = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, { labels }]));
  writeFileSync(
    join(folder, 'test.yaml'),
    stringify({
      services: Object.fromEntries(services),
      volumes: objects(['db-data', 'cache-data']),
      networks: objects(['default']),
    }),
  );
}
