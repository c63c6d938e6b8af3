import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRow } from '../scripts/bench/make-row.ts';
import { loadCompose } from '../src/main/core/compose/load-compose.ts';
import type { Bench } from './bench.ts';

const services = 500;

/** A service as teams write them: variables, ports, mounts, a healthcheck, a dependency. */
const service = (index: number): string => `  service-${index}:
    image: registry.example/app-${index}:\${TAG:-1.2.3}
    restart: unless-stopped
    environment:
      DATABASE_URL: postgres://db:5432/app${index}
      LOG_LEVEL: \${LOG_LEVEL:-info}
      FEATURE_X: "true"
    ports:
      - "${10_000 + index}:80"
    volumes:
      - data-${index}:/var/lib/data
      - ./conf/${index}:/etc/app:ro
    depends_on:
      ${index === 0 ? 'db' : `service-${index - 1}`}:
        condition: service_healthy
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost/health"]
      interval: 10s
      timeout: 3s
      retries: 5
    labels:
      app: a${index}
    networks: [back]
`;

const indexes = Array.from({ length: services }, (_, index) => index);

const text = [
  'services:',
  '  db: { image: db, networks: [back], healthcheck: { test: pg_isready } }',
  ...indexes.map(service),
  'volumes:',
  ...indexes.map((index) => `  data-${index}: {}`),
  'networks: { back: }',
].join('\n');

const bench: Bench = {
  name: 'compose-load',
  run: async ({ rounds, signal, log }) => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
    try {
      await writeFile(join(folder, 'compose.yaml'), text);
      log(`${services} services, ${Math.round(text.length / 1024)} KB`);
      const load = async (): Promise<number> => {
        const begun = performance.now();
        await loadCompose({ cwd: folder, env: {} }, signal);
        return performance.now() - begun;
      };
      // The first time is mostly code that is not compiled yet; a core loads many times.
      log(`the first time, without what the engine learns: ${Math.round(await load())} ms`);
      const times: number[] = [];
      while (times.length < rounds) times.push(await load());
      return [makeRow({ name: `load ${services} services`, unit: 'ms', limit: 300, rounds: times })];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default bench;
