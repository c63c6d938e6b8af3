import type { SecureContext } from 'node:tls';
import { SMTPServer } from 'smtp-server';
import type { MailSummary } from '../shared/model/isolation.ts';
import type { MailStore } from './mail-store.ts';

export interface CaptureParts {
  readonly store: MailStore;
  readonly nameOf: (address: string) => Promise<string>;
  readonly captured: (mail: MailSummary) => void;
  /** Bytes of one mail. */
  readonly largest: number;
  /** What makes a server the host that a client names, where services trust it; absent: a certificate of no worth. */
  readonly contextFor?: ((host: string) => Promise<SecureContext>) | undefined;
}

const answer = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/** Takes every mail, from whoever and to whomever, with any credentials. None is ever passed on. */
export async function captureMail(port: number, secure: boolean, parts: CaptureParts): Promise<void> {
  const { store, nameOf, captured, largest, contextFor } = parts;
  const server = new SMTPServer({
    secure,
    name: 'backlot-guard',
    banner: 'Backlot keeps every mail',
    size: largest,
    authOptional: true,
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
    disableReverseLookup: true,
    // What a real server would take or not is not for the guard to say.
    lenientAddressParsing: true,
    logger: false,
    closeTimeout: 1000,
    ...(contextFor && {
      SNICallback: (host, done) => {
        contextFor(host).then(
          (context) => done(null, context),
          () => done(null),
        );
      },
    }),
    onAuth: (_, __, done) => done(null, { user: 'anyone' }),
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const keep = async (): Promise<void> => {
        const service = await nameOf(session.remoteAddress);
        const from = mailFrom === false ? '' : (mailFrom?.address ?? '');
        const kept = await store.keep({ service, from, to: rcptTo.map(({ address }) => address) }, stream);
        if (kept === 'full') throw answer(452, 'The mail store of this environment is full');
        if (kept === 'too-large') throw answer(552, 'The mail is larger than this environment keeps');
        captured(kept);
      };
      keep().then(
        () => done(null, 'Captured'),
        (error: unknown) =>
          done(
            error instanceof Error && 'responseCode' in error ? error : answer(451, 'It could not be kept'),
          ),
      );
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(port, '0.0.0.0', () => resolve());
  });
}
