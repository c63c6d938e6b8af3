import { BacklotError } from '../../../../shared/errors.ts';
import type { DockerContext } from '../contexts.ts';
import { readSshAddress } from './ssh-target.ts';

/** What ssh, or the program on the host, said as it ended. */
export class SshEnded extends Error {
  override readonly name = 'SshEnded';
  readonly exitCode: number | null;
  readonly stderr: string;

  constructor(exitCode: number | null, stderr: string) {
    super(stderr.trim() || `ssh ended with exit code ${exitCode}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/** Whom it is about, in words and as arguments of commands. */
interface Place {
  readonly address: string;
  /** What ssh is to be told: "anna@box.example -p 2222". */
  readonly login: string;
  /** As known hosts have it: "[box.example]:2222". */
  readonly known: string;
}

type Case = readonly [
  pattern: RegExp,
  explain: (place: Place) => readonly [BacklotError['code'], string, string],
];

const cases: readonly Case[] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    ({ address, known }) => [
      'host-untrusted',
      `The host of ${address} has another key than the one that you know it by.`,
      `Ask who runs it whether it was set up anew. If so: ssh-keygen -R '${known}', then connect once with ssh and check the new key.`,
    ],
  ],
  [
    /Host key verification failed|No \S+ host key is known/,
    ({ address, login }) => [
      'host-untrusted',
      `The key of the host of ${address} is not known to you yet.`,
      `Connect once in a terminal and check its key: ssh ${login}`,
    ],
  ],
  [
    /Permission denied \(|Too many authentication failures|no mutual signature/,
    ({ address, login }) => [
      'docker-permission',
      `The host of ${address} does not let you in with the keys that ssh offers.`,
      `"ssh ${login}" must work without a question: add your key there, and to the agent (ssh-add) if it has a passphrase.`,
    ],
  ],
  [
    /docker: (?:command )?not found|docker: No such file/,
    ({ address }) => [
      'docker-missing',
      `The host of ${address} has no Docker that ssh finds.`,
      'Install Docker there, or put it on the PATH of sessions that ssh opens.',
    ],
  ],
  [
    /permission denied while trying to connect|dial unix .*permission denied/,
    ({ address }) => [
      'docker-permission',
      `You may not use Docker on the host of ${address}.`,
      'Add yourself to the group "docker" there, and log in again.',
    ],
  ],
  [
    /Cannot connect to the Docker daemon|dial unix .*(?:no such file|connection refused)/,
    ({ address }) => [
      'docker-unreachable',
      `Docker is not running on the host of ${address}.`,
      'Start Docker there, then try again.',
    ],
  ],
  [
    /Could not resolve hostname/,
    ({ address }) => [
      'docker-unreachable',
      `The host of ${address} is not known by name.`,
      "Correct the address of the Docker context, or the host's entry in ~/.ssh/config.",
    ],
  ],
  [
    /Connection refused|Connection timed out|Operation timed out|No route to host|Network is unreachable|Connection (?:closed|reset) by/,
    ({ address, login }) => [
      'docker-unreachable',
      `The host of ${address} can't be reached.`,
      `Check that "ssh ${login}" works: the host may be down, or behind a VPN that is not on.`,
    ],
  ],
];

function placeOf(address: string): Place {
  const { host, user, port } = readSshAddress(address) ?? { host: address, user: undefined, port: undefined };
  const login = `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : ` -p ${port}`}`;
  return { address, login, known: port === undefined || port === 22 ? host : `[${host}]:${port}` };
}

/** The error in words behind what ssh said. Pure. */
export function explainSsh(
  error: SshEnded,
  { name, address }: Pick<DockerContext, 'name' | 'address'>,
): BacklotError {
  const found = cases.find(([pattern]) => pattern.test(error.stderr));
  const [code, message, hint] = found?.[1](placeOf(address)) ?? [
    'docker-unreachable' as const,
    `The connection to ${address} has ended: ${error.message.split('\n').at(-1)?.trim()}`,
    `Check that "docker --context ${name} version" works, then try again.`,
  ];
  return new BacklotError(code, message, {
    hint,
    details: { context: name, address },
    retryable: code === 'docker-unreachable',
    cause: error,
  });
}
