import { createServer, type RequestListener, type Server } from 'node:http';

/** Listens on a socket as an engine would; tests use it where a real engine must not be started or stopped. */
export async function listenAsEngine(path: string, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

/** Answers `/_ping` as an engine of API 1.41 does, and nothing else. */
export const answerPing: RequestListener = (request, response) => {
  if (request.url === '/_ping') response.setHeader('api-version', '1.41').end('OK');
  else response.writeHead(404).end();
};

// As a program: an engine that runs until it is told to end, for the tests of starting and stopping.
if (import.meta.main) {
  const [path = '', mode = 'answer'] = process.argv.slice(2);
  console.log(`stand-in engine, ${mode}`);
  if (mode === 'answer') await listenAsEngine(path, answerPing);
  else if (mode === 'fail') process.exit(1);
  else setInterval(() => undefined, 60_000);
}
