/** Whom an address like ssh://anna@box.example:2222 means. */
export interface SshTarget {
  readonly host: string;
  readonly user: string | undefined;
  readonly port: number | undefined;
  /** The engine's socket on that host, where it is not the one that its own Docker uses. */
  readonly socket: string | undefined;
}

/** Reads an address; undefined for one that the Docker CLI refuses too. Pure. */
export function readSshAddress(address: string): SshTarget | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'ssh:' || url.hostname === '' || url.password || url.search || url.hash)
    return undefined;
  const text = (value: string): string | undefined => (value === '' ? undefined : decodeURIComponent(value));
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    user: text(url.username),
    port: url.port === '' ? undefined : Number(url.port),
    socket: url.pathname === '/' ? undefined : text(url.pathname),
  };
}

/** Seconds. A host that says nothing for three times the second is gone. */
const limits = { connect: 10, alive: 15, keep: 30 } as const;

/**
 * What stands before everything that ssh is asked for: never a question, so that a key or a host that needs one is
 * an error, and one connection for all that goes to a host (`control` is its socket), which ends by itself some time
 * after the last. Keys, agent, jumps and known hosts are those of the user's own configuration. Pure.
 */
export function sshOptions(control: string | undefined): readonly string[] {
  const options = {
    BatchMode: 'yes',
    ConnectTimeout: String(limits.connect),
    ServerAliveInterval: String(limits.alive),
    ...(control === undefined
      ? {}
      : { ControlMaster: 'auto', ControlPath: control, ControlPersist: String(limits.keep) }),
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** The host as arguments of ssh; nothing after them is taken for an option. Pure. */
export const sshHost = ({ host, user, port }: SshTarget): readonly string[] => [
  ...(user === undefined ? [] : ['-l', user]),
  ...(port === undefined ? [] : ['-p', String(port)]),
  '--',
  host,
];

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** What is run on the host: Docker's own program, which passes its engine on. Pure. */
export const remoteCommand = ({ socket }: SshTarget): string =>
  `docker ${socket === undefined ? '' : `--host ${quoted(`unix://${socket}`)} `}system dial-stdio`;
