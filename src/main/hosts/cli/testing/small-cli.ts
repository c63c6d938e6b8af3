import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { version } from '../../../core/version.ts';
import type { ServeWeb } from '../cli-world.ts';
import { main } from '../main.ts';
import { smallCore } from './small-core.ts';

/** A web host that listens and serves nothing. */
export const smallWeb: ServeWeb = async ({ home, port = 0, bind = '127.0.0.1', startCore }) => {
  const core = await startCore({ home, host: 'web' });
  const server = createServer().listen(port, bind);
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://${bind}:${typeof address === 'object' ? address?.port : port}`;
  return {
    url: `${origin}/?token=t`,
    origin,
    warnings: [],
    newUrl: () => `${origin}/?token=another`,
    done: once(server, 'close'),
    async close() {
      server.close();
      await core.stop();
    },
  };
};

// Run as a program: the command line as it is, on the small core.
if (import.meta.main) {
  await main({
    version,
    packageRoot: process.env.SMALL_CLI_ROOT ?? tmpdir(),
    startCore: smallCore(),
    serveWeb: smallWeb,
  });
}
