/** Who lets a mail go, to whom, when. */
export interface Resent {
  readonly from: string;
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The same for each try, so that who gets it twice can tell. */
  readonly id: string;
}

/** A mail as it was captured, under headers that say it was resent (RFC 5322, 3.6.6). Pure. */
export function resendMail(source: Buffer, { from, to, at, id }: Resent): Buffer {
  const head = [
    `Resent-From: ${from}`,
    `Resent-To: ${to}`,
    `Resent-Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Resent-Message-ID: <${id}@backlot.invalid>`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), source]);
}
