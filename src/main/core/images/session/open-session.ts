import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { Engine } from '../../docker/connect-engine.ts';
import { type GrpcCall, GrpcFailure, type GrpcMethods, grpcStatus, serveGrpc } from './grpc-server.ts';
import { bytesField, bytesOf, numberField, readFields, textOf } from './protobuf.ts';
import { type OnSent, sendFiles } from './send-files.ts';

/** What a builder may ask of us while it builds. */
export interface SessionOffer {
  /** By the name the builder knows them by: "context", "dockerfile". */
  readonly folders: Readonly<Record<string, string>>;
  /** Who we are at a registry; undefined: nobody. */
  readonly credentials: (
    host: string,
    signal: AbortSignal,
  ) => Promise<{ readonly username: string; readonly secret: string } | undefined>;
  /** The value of a build secret by its id; undefined: there is none. */
  readonly secret: (id: string, signal: AbortSignal) => Promise<Buffer | undefined>;
  /** Sockets of ssh agents by id ("default"). */
  readonly sshAgents: Readonly<Record<string, string>>;
  readonly onSent: OnSent;
}

export interface BuildSession {
  readonly id: string;
  readonly close: () => Promise<void>;
}

async function firstMessage(call: GrpcCall): Promise<Buffer> {
  for await (const message of call.messages) return message;
  return Buffer.alloc(0);
}

/** Carries what the builder's ssh client says to the agent, and back. */
async function forwardAgent(call: GrpcCall, agents: SessionOffer['sshAgents']): Promise<void> {
  const id = call.headers.get('buildkit.ssh.id')?.[0] ?? 'default';
  const path = agents[id];
  if (path === undefined) throw new GrpcFailure(grpcStatus.notFound, `there is no ssh agent "${id}"`);
  const agent = connect(path);
  const stop = (): void => void agent.destroy();
  call.signal.addEventListener('abort', stop, { once: true });
  try {
    const toAgent = async (): Promise<void> => {
      for await (const message of call.messages)
        if (!agent.write(bytesOf(readFields(message), 1)))
          await new Promise<void>((resolve) => agent.once('drain', resolve).once('close', resolve));
      agent.end();
    };
    const fromAgent = async (): Promise<void> => {
      for await (const chunk of agent) if (Buffer.isBuffer(chunk)) await call.send(bytesField(1, chunk));
    };
    await Promise.all([toAgent(), fromAgent()]);
  } finally {
    call.signal.removeEventListener('abort', stop);
    agent.destroy();
  }
}

function sessionMethods(offer: SessionOffer): GrpcMethods {
  return {
    // The engine asks every few seconds, and ends the build of a session that is silent.
    '/grpc.health.v1.Health/Check': async (call) => {
      await firstMessage(call);
      await call.send(numberField(1, 1));
    },
    '/moby.filesync.v1.FileSync/DiffCopy': (call) => sendFiles(call, offer.folders, offer.onSent),
    '/moby.filesync.v1.Auth/Credentials': async (call) => {
      const host = textOf(readFields(await firstMessage(call)), 1);
      const found = await offer.credentials(host, call.signal);
      await call.send(
        found === undefined
          ? Buffer.alloc(0)
          : Buffer.concat([bytesField(1, found.username), bytesField(2, found.secret)]),
      );
    },
    '/moby.buildkit.secrets.v1.Secrets/GetSecret': async (call) => {
      const id = textOf(readFields(await firstMessage(call)), 1);
      const secret = await offer.secret(id, call.signal);
      if (secret === undefined) throw new GrpcFailure(grpcStatus.notFound, `secret ${id} not found`);
      await call.send(bytesField(1, secret));
    },
    '/moby.sshforward.v1.SSH/CheckAgent': async (call) => {
      const id = textOf(readFields(await firstMessage(call)), 1) || 'default';
      if (offer.sshAgents[id] === undefined)
        throw new GrpcFailure(grpcStatus.notFound, `there is no ssh agent "${id}"`);
      await call.send(Buffer.alloc(0));
    },
    '/moby.sshforward.v1.SSH/ForwardAgent': (call) => forwardAgent(call, offer.sshAgents),
  };
}

/**
 * Opens a BuildKit session: a connection on which the engine's builder asks us for files, credentials,
 * secrets and ssh agents while a build that names the session runs. Whoever opened it closes it.
 * @throws BacklotError as `Engine.duplex` does.
 */
export async function openSession(
  engine: Engine,
  offer: SessionOffer,
  signal: AbortSignal,
): Promise<BuildSession> {
  const id = randomUUID().replaceAll('-', '');
  const methods = sessionMethods(offer);
  const ending = new AbortController();
  const connection = await engine.duplex(
    {
      method: 'POST',
      path: '/session',
      headers: {
        Upgrade: 'h2c',
        'X-Docker-Expose-Session-Uuid': id,
        'X-Docker-Expose-Session-Name': 'backlot',
        // The builder keeps the files of a folder under this key, and asks only for what changed.
        'X-Docker-Expose-Session-Sharedkey': createHash('sha256')
          .update(offer.folders.context ?? id)
          .digest('hex'),
        'X-Docker-Expose-Session-Grpc-Method': Object.keys(methods),
      },
    },
    AbortSignal.any([signal, ending.signal]),
  );
  const served = serveGrpc(connection, methods, ending.signal);
  return {
    id,
    close: async () => {
      ending.abort();
      connection.destroy();
      await served;
    },
  };
}
