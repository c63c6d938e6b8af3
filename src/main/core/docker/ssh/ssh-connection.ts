import type { ChildProcessByStdio } from 'node:child_process';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { SshEnded } from './explain-ssh.ts';

const keepErrors = 8 * 1024;

/** What ssh said on its error output, as it comes; the end of it. */
export function lastWords(stderr: Readable): () => string {
  let said = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-keepErrors);
  });
  return () => said;
}

/**
 * A connection through a program: what is written goes to its input, its output is read. It fails as `SshEnded` when
 * the program ends by itself, unless it ended well. HTTP clients take it for a socket, hence the switches without
 * an effect.
 */
export class SshConnection extends Duplex {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;

  constructor(child: ChildProcessByStdio<Writable, Readable, Readable>) {
    super({ allowHalfOpen: true });
    this.#child = child;
    const said = lastWords(child.stderr);
    child.once('error', (error) => this.destroy(error));
    child.stdin.on('error', () => {});
    child.stdout.on('data', (chunk) => {
      if (!this.push(chunk)) child.stdout.pause();
    });
    // All that it said is there when its pipes are closed.
    child.once('close', (code) => {
      if (code === 0 || this.destroyed) this.push(null);
      else this.destroy(new SshEnded(code, said()));
    });
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#child.stdin.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    this.#child.ref();
    return this;
  }

  unref(): this {
    this.#child.unref();
    return this;
  }
}
