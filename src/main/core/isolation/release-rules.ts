import { BacklotError } from '../../../shared/errors.ts';

/** What backlot.yaml says of captured mails that a person lets go. */
export interface ReleaseRules {
  /** Addresses that may get one: "me@example.com", "*@example.com". */
  readonly to: readonly string[];
  /** "smtp://relay:587", "smtps://user@relay". */
  readonly via: string;
  /** The sender that the relay is told; absent: the address that gets the mail, so that what bounces does too. */
  readonly from?: string | undefined;
}

/** The SMTP server that released mails go through. */
export interface Relay {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** Reads `via`, which the schema has checked. Pure. */
export function relayOf(via: string): Relay {
  const { protocol, hostname, port, username } = new URL(via);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    user: username === '' ? undefined : decodeURIComponent(username),
  };
}

const mayReceive = (entry: string, address: string): boolean => {
  const [rule, one] = [entry.toLowerCase(), address.toLowerCase()];
  return rule.startsWith('*@') ? one.slice(one.lastIndexOf('@')) === rule.slice(1) : rule === one;
};

/** One mailbox and nothing that would mean more to a server. */
const isAddress = (text: string): boolean =>
  /^[^\s<>(),:;"\\@[\]]{1,64}@[^\s<>(),:;"\\@[\]]{1,253}$/.test(text) && !/\p{Cc}/u.test(text);

/**
 * Refuses an address that backlot.yaml does not name; answers what it says otherwise. Pure.
 * @throws BacklotError `invalid-input` for what is no address, `forbidden` for one that is not allowed.
 */
export function requireReceiver(rules: ReleaseRules | undefined, address: string): ReleaseRules {
  if (!isAddress(address))
    throw new BacklotError('invalid-input', `"${address}" is not a mail address.`, {
      hint: 'Name one: me@example.com.',
    });
  if (rules === undefined)
    throw new BacklotError('forbidden', 'backlot.yaml lets no mail be released.', {
      hint: `Under "isolation" add: release: { to: [${address}], via: smtp://host:587 }.`,
    });
  if (rules.to.some((entry) => mayReceive(entry, address))) return rules;
  throw new BacklotError('forbidden', `backlot.yaml does not let mail be released to ${address}.`, {
    hint: `Allowed are ${rules.to.join(', ')}: "isolation.release.to".`,
    details: { to: address },
  });
}
