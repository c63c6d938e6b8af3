/** The service that isolation adds to a stack. */
export const guardService = 'backlot-guard';

/** What became of an attempt to reach something outside. */
export const verdicts = ['allowed', 'blocked', 'captured', 'recorded', 'replaced'] as const;
export type Verdict = (typeof verdicts)[number];

/** By what an attempt was seen: a name was asked for, or a connection of that kind was opened. */
export const attemptMeans = ['name', 'http', 'tls', 'tcp', 'udp', 'mail', 'other'] as const;
export type AttemptMeans = (typeof attemptMeans)[number];

/** Attempts of one service at one host, counted by the guard. */
export interface EgressRow {
  /** The service, or the address of a client that has no name. */
  readonly service: string;
  /** A host name, or an address where none was told. */
  readonly host: string;
  /** 0 where there is none. */
  readonly port: number;
  readonly means: AttemptMeans;
  readonly verdict: Verdict;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

/** What the guard's own firewall has counted since the guard started; the proxy's belief has no part in it. */
export interface GuardCounters {
  /** What left by the guard's foot outside: connections of its own to allowed hosts, names asked for them. */
  readonly leftPackets: number;
  readonly leftBytes: number;
  /** What came from services and was dropped. */
  readonly droppedPackets: number;
}

/** What an isolated environment tried to reach. */
export interface Egress {
  /** When counting began, milliseconds since the epoch. */
  readonly since: number;
  readonly rows: readonly EgressRow[];
  /** Attempts that found no room in the table. */
  readonly beyond: number;
  readonly counters: GuardCounters;
}

/** One captured mail as the inbox lists it. */
export interface MailSummary {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly service: string;
  /** The envelope's. */
  readonly from: string;
  readonly to: readonly string[];
  /** As the header has it, undecoded. */
  readonly subject: string;
  /** Bytes. */
  readonly size: number;
}

/** What the guard holds of mail. */
export interface MailBox {
  /** Newest first. */
  readonly mails: readonly MailSummary[];
  /** Mails turned away since the guard started, as there was no room for them. */
  readonly refused: number;
}

/** A published port: where the guard takes it, and where it leads. */
export interface GuardPort {
  readonly listen: number;
  readonly protocol: 'tcp' | 'udp';
  readonly service: string;
  readonly target: number;
}

/**
 * What answers in place of a third party: a service of the environment, over plain HTTP at a port, or the stubs of
 * some files.
 */
export type Sandbox =
  | { readonly service: string; readonly port: number }
  | { readonly stubs: readonly string[] };

/** A third party that is replaced. */
export interface ReplacedHost {
  /** As `isolation.replace` has it: "api.example.com", "*.example.com", "api.example.com:8443". */
  readonly host: string;
  readonly sandbox: Sandbox;
}

/** What a guard is told when it is made. */
export interface GuardConfig {
  /** Name in Compose's eyes; containers are called after it. */
  readonly composeProject: string;
  /** Services by name, with the fixed name of their container where they have one. */
  readonly services: Readonly<Record<string, string | null>>;
  /** Hosts that may be reached: "api.example.com", "*.example.com", "api.example.com:8443". */
  readonly allow: readonly string[];
  /** Hosts that may be reached too, and whose answers are kept. */
  readonly record: readonly string[];
  /** Hosts that are answered by sandboxes, whether they are allowed or not. */
  readonly replace: readonly ReplacedHost[];
  /** The file with the stubs of all sandboxes; null: there are none. */
  readonly stubs: string | null;
  readonly ports: readonly GuardPort[];
}

/** What services behind a guard are given to trust, as PEM. */
export interface TrustedRoots {
  /** Of the environment's own authority, which vouches for its sandboxes. */
  readonly certificate: string;
  /** The usual ones, for services whose image has none. */
  readonly roots: string;
}

/** A captured mail as a person reads it. */
export interface ParsedMail {
  readonly summary: MailSummary;
  /** Decoded, in the order of the mail. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text?: string | undefined;
  /** As it was written, with the mail's own pictures in their places: to be shown without scripts and loading. */
  readonly html?: string | undefined;
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    /** Bytes. */
    readonly size: number;
  }[];
  /** The mail's own bytes as Latin-1. */
  readonly source: string;
  /** True where it is longer than what is read of it here. */
  readonly cut: boolean;
}

/** Where captured mails may be released to, and through which relay. */
export interface MailRelay {
  /** "me@example.com", "*@example.com". */
  readonly to: readonly string[];
  /** "smtp.example.com:587". */
  readonly relay: string;
  readonly user?: string | undefined;
  /** False: the relay has a user, and its password is not known yet. */
  readonly ready: boolean;
}

/** A part of what is attached to a mail. */
export interface AttachmentPart {
  readonly name: string;
  readonly type: string;
  /** Bytes of the whole. */
  readonly size: number;
  /** Base64. */
  readonly part: string;
}

/** A host that backlot.yaml was told to allow, or would be: what that does to its lines. */
export interface AllowedHost {
  /** The name of the file. */
  readonly file: string;
  /** True where it was allowed before: nothing changes then. */
  readonly already: boolean;
  readonly written: boolean;
  /** The number of the first line that changes, counted from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}
