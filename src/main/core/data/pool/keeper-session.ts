import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Engine } from '../../docker/connect-engine.ts';
import { createDemux } from '../../docker/demux.ts';

/** What a script has written, and how it ended. */
export interface ScriptResult {
  readonly exitCode: number;
  readonly output: string;
}

/** A shell in the keeper container that stays: a script in it costs no new process of the engine. */
export interface KeeperSession {
  /** Runs scripts one after the other. Rejects when the session has ended, or the engine with it. */
  readonly run: (script: string, args: readonly string[]) => Promise<ScriptResult>;
  readonly close: () => void;
}

/** Each request is its length and a script; each answer its exit code, its length and what was written. */
const loop = `
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
while read -r size; do
  head -c "$size" > "$dir/script"
  code=0
  sh -eu "$dir/script" > "$dir/output" 2>&1 < /dev/null || code=$?
  printf '%s %s\\n' "$code" "$(stat -c %s "$dir/output")"
  cat "$dir/output"
done
`;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A script as a file: its arguments before it, as nobody passes them. */
export const requestText = (script: string, args: readonly string[]): string =>
  `set -- ${args.map(quoted).join(' ')}\nrun=/run/backlot-none\ncd /pool\n${script}\n`;

/** Takes answers out of what has come so far. */
export function takeAnswer(
  bytes: Buffer,
): { readonly result: ScriptResult; readonly rest: Buffer } | undefined {
  const end = bytes.indexOf(10);
  if (end < 0) return undefined;
  const [code, size] = bytes.subarray(0, end).toString('utf8').split(' ').map(Number);
  const last = end + 1 + (size ?? 0);
  if (bytes.length < last) return undefined;
  return {
    result: { exitCode: code ?? -1, output: bytes.subarray(end + 1, last).toString('utf8') },
    rest: bytes.subarray(last),
  };
}

interface Waiting {
  readonly resolve: (result: ScriptResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens a shell in the keeper container.
 * @throws BacklotError `docker-failed` 404 or 409 without a keeper.
 */
export async function openKeeperSession(
  engine: Engine,
  keeper: string,
  signal: AbortSignal,
): Promise<KeeperSession> {
  const { Id } = await engine.call(
    {
      method: 'POST',
      path: `/containers/${encodeURIComponent(keeper)}/exec`,
      body: { AttachStdin: true, AttachStdout: true, AttachStderr: true, Cmd: ['sh', '-c', loop] },
    },
    z.object({ Id: z.string() }),
    signal,
    { withinMs: 30_000 },
  );
  // It outlives the call that opened it: closed by whoever holds it.
  const stop = new AbortController();
  const stream: Duplex = await engine.duplex(
    { method: 'POST', path: `/exec/${Id}/start`, body: { Detach: false, Tty: false } },
    stop.signal,
    { withinMs: 30_000 },
  );
  // A process that has nothing else to do may end: only an answer that is waited for holds it.
  const holdProcess = (held: boolean): void => {
    if (!(stream instanceof Socket)) return;
    if (held) stream.ref();
    else stream.unref();
  };
  holdProcess(false);
  const demux = createDemux();
  const waiting: Waiting[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  let failure: unknown;
  const end = (error: unknown): void => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  stream.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, ...demux(chunk).map((frame) => frame.bytes)]);
    for (let answer = takeAnswer(bytes); answer !== undefined; answer = takeAnswer(bytes)) {
      bytes = answer.rest;
      waiting.shift()?.resolve(answer.result);
    }
    holdProcess(waiting.length > 0);
  });
  stream.on('error', end);
  stream.on('close', () => end(new Error('the session in the keeper has ended')));
  stream.on('end', () => end(new Error('the session in the keeper has ended')));
  return {
    run: (script, args) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        waiting.push({ resolve, reject });
        holdProcess(true);
        const request = Buffer.from(requestText(script, args));
        stream.write(`${request.length}\n`);
        stream.write(request);
      }),
    close() {
      stop.abort();
      stream.destroy();
    },
  };
}
