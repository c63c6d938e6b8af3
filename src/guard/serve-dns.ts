import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { decideAnswer, readQuestion, writeAnswer } from './dns-message.ts';

/** Told of each name that a client asks for. */
export type Asked = (client: string, name: string) => void;

const longest = 65_535;

function reply(message: Buffer, client: string, guard: string, asked: Asked): Buffer | undefined {
  const question = readQuestion(message);
  if (question === undefined) return undefined;
  const answer = decideAnswer(question, guard);
  if (answer !== 'unknown') asked(client, question.name);
  return writeAnswer(message, question, answer);
}

/**
 * Answers names at one address of the guard, over UDP and TCP; `guard` is the address that names outside are
 * said to have. Nothing is passed on to any other resolver.
 */
export async function serveDns(address: string, guard: string, asked: Asked): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { address: client, port }) => {
    const answer = reply(message, client, guard, asked);
    if (answer) socket.send(answer, port, client, () => {});
  });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.bind(53, address, resolve));

  const server = createServer((client) => {
    let held = Buffer.alloc(0);
    client.setTimeout(10_000, () => client.destroy());
    client.on('error', () => {});
    client.on('data', (bytes) => {
      held = Buffer.concat([held, Buffer.from(bytes)]);
      for (;;) {
        if (held.length < 2) return;
        const end = 2 + held.readUInt16BE(0);
        if (held.length < end) return;
        const answer = reply(held.subarray(2, end), client.remoteAddress ?? '', guard, asked);
        held = held.subarray(end);
        if (answer === undefined || answer.length > longest) return void client.destroy();
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        client.write(Buffer.concat([length, answer]));
      }
    });
  });
  server.maxConnections = 64;
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(53, address, resolve));
}
