import { createServer, type ServerResponse } from 'node:http';

/** A Docker engine whose one container prints as fast as it is told: run as a process of its own. */
const [socket = '', perSecond = '100000000'] = process.argv.slice(2);
const bytesPerMs = Number(perSecond) / 1000;

/** 64 KiB of lines of 120 letters, each in its frame, as the engine sends them. */
function makeBlock(): Buffer {
  const frames: Buffer[] = [];
  for (let size = 0; size < 65_536; ) {
    const body = Buffer.from(`2026-01-02T03:04:05.123456789Z INFO ${'a line of a flood '.repeat(5)}\n`);
    const head = Buffer.alloc(8);
    head[0] = 1;
    head.writeUInt32BE(body.length, 4);
    frames.push(head, body);
    size += 8 + body.length;
  }
  return Buffer.concat(frames);
}
const block = makeBlock();

function flood(response: ServerResponse): void {
  const start = performance.now();
  let sent = 0;
  const more = (): void => {
    while (sent < (performance.now() - start) * bytesPerMs) {
      sent += block.length;
      if (!response.write(block)) {
        response.once('drain', more);
        return;
      }
    }
    setTimeout(more, 1);
  };
  response.writeHead(200);
  more();
}

const answers: Readonly<Record<string, object>> = {
  version: { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12' },
  json: {
    RestartCount: 0,
    Id: 'flood',
    Name: '/flood',
    Image: 'sha256:0',
    State: {
      Status: 'running',
      Running: true,
      ExitCode: 0,
      OOMKilled: false,
      Error: '',
      StartedAt: '2026-01-02T03:04:05Z',
    },
    Config: { Tty: false, Labels: null },
    Mounts: null,
    NetworkSettings: { Networks: {} },
    HostConfig: { NetworkMode: 'default' },
  },
};

createServer((request, response) => {
  const path = (request.url ?? '').replace(/\?.*$/, '');
  if (path.endsWith('/logs')) flood(response);
  else response.end(JSON.stringify(answers[path.split('/').at(-1) ?? ''] ?? {}));
}).listen(socket, () => process.send?.('ready'));
