import { join } from 'node:path';
import { serveWeb } from '../../src/main/web.ts';

const served = await serveWeb({
  startCore: async ({ home }) => ({ home, methods: new Map(), stop: async () => {} }),
  home: process.env.BACKLOT_HOME ?? '',
  rendererDir: join(import.meta.dirname, 'page'),
  port: 0,
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify({ url: served.host.url, origin: served.host.origin })}\n`);
await served.stopped;
