import SmtpConnection from 'nodemailer/lib/smtp-connection';
import { BacklotError } from '../../../shared/errors.ts';
import { isLoopback } from '../loopback.ts';
import type { Relay } from './release-rules.ts';

export interface RelayedMail {
  /** The envelope's. */
  readonly from: string;
  readonly to: string;
  /** As it is sent, headers and body. */
  readonly source: Buffer;
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the relay or the way to it says; it has nothing of the mail. */
function mapError(error: unknown, { host, port }: Relay): BacklotError {
  const { code, responseCode, response, message } = Object(error);
  const where = `${host}:${port}`;
  const details = { relay: where };
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return new BacklotError('relay-refused', `The relay ${where} does not take this user and password.`, {
      hint: 'Give it another: backlot mail relay --password.',
      details,
    });
  if (typeof responseCode === 'number')
    return new BacklotError('relay-refused', `The relay ${where} has refused the mail: ${text(response)}`, {
      hint: 'It was not sent. What the relay says is its own rule: "isolation.release" names relay and sender.',
      details,
      retryable: responseCode < 500,
    });
  return new BacklotError('relay-unreachable', `The relay ${where} can't be reached: ${text(message)}`, {
    hint: 'Look at "isolation.release.via" in backlot.yaml, and whether it answers from this machine.',
    details,
    retryable: true,
  });
}

/**
 * Sends one mail, as it stands, through an SMTP relay, from this machine; answers what the relay said. A password
 * goes to a relay of another machine over TLS alone, whose certificate is verified. Aborting closes the connection.
 * @throws BacklotError `relay-unreachable`, `relay-refused`.
 */
export async function relayMail(
  relay: Relay,
  password: string | undefined,
  { from, to, source }: RelayedMail,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const { host, port, secure, user } = relay;
  const connection = new SmtpConnection({
    host,
    port,
    secure,
    ...timeouts,
    requireTLS: !secure && user !== undefined && !isLoopback(host),
  });
  let stop: (() => void) | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      connection.on('error', reject).once('end', () => reject(new Error('it has hung up')));
      const send = (): void =>
        connection.send({ from, to: [to] }, source, (error, sent) =>
          error ? reject(error) : resolve(text(sent?.response)),
        );
      connection.connect((failed) => {
        if (failed) return reject(failed);
        if (user === undefined) return send();
        connection.login({ user, credentials: { user, pass: password ?? '' } }, (error) =>
          error ? reject(error) : send(),
        );
      });
    });
  } catch (error) {
    signal.throwIfAborted();
    throw mapError(error, relay);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
    connection.on('error', () => {});
    connection.close();
  }
}
