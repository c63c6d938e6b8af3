import { BacklotError } from '../../../../shared/errors.ts';
import type { DockerContext } from '../contexts.ts';

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

type Case = readonly [
  pattern: RegExp,
  explain: (address: string, host: string) => readonly [BacklotError['code'], string, string],
];

const cases: readonly Case[] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    (address, host) => [
      'host-untrusted',
      `The host of ${address} has another key than the one that you know it by.`,
      `Ask who runs it whether it was set up anew. If so: ssh-keygen -R ${host}, then connect once with ssh and check the new key.`,
    ],
  ],
  [
    /Host key verification failed|No \S+ host key is known/,
    (address, host) => [
      'host-untrusted',
      `The key of the host of ${address} is not known to you yet.`,
      `Connect once in a terminal and check its key: ssh ${host}`,
    ],
  ],
  [
    /Permission denied \(|Too many authentication failures|no mutual signature/,
    (address, host) => [
      'docker-permission',
      `The host of ${address} does not let you in with the keys that ssh offers.`,
      `"ssh ${host}" must work without a question: add your key there, and to the agent (ssh-add) if it has a passphrase.`,
    ],
  ],
  [
    /docker: (?:command )?not found|docker: No such file/,
    (address) => [
      'docker-missing',
      `The host of ${address} has no Docker that ssh finds.`,
      'Install Docker there, or put it on the PATH of sessions that ssh opens.',
    ],
  ],
  [
    /permission denied while trying to connect|dial unix .*permission denied/,
    (address) => [
      'docker-permission',
      `You may not use Docker on the host of ${address}.`,
      'Add yourself to the group "docker" there, and log in again.',
    ],
  ],
  [
    /Cannot connect to the Docker daemon|dial unix .*(?:no such file|connection refused)/,
    (address) => [
      'docker-unreachable',
      `Docker is not running on the host of ${address}.`,
      'Start Docker there, then try again.',
    ],
  ],
  [
    /Could not resolve hostname/,
    (address) => [
      'docker-unreachable',
      `The host of ${address} is not known by name.`,
      "Correct the address of the Docker context, or the host's entry in ~/.ssh/config.",
    ],
  ],
  [
    /Connection refused|Connection timed out|Operation timed out|No route to host|Network is unreachable|Connection (?:closed|reset) by/,
    (address, host) => [
      'docker-unreachable',
      `The host of ${address} can't be reached.`,
      `Check that "ssh ${host}" works: the host may be down, or behind a VPN that is not on.`,
    ],
  ],
];

/** The error in words behind what ssh said. Pure. */
export function explainSsh(
  error: SshEnded,
  { name, address }: Pick<DockerContext, 'name' | 'address'>,
): BacklotError {
  const host = address.replace(/^ssh:\/\//, '').replace(/[:/].*$/, '');
  const found = cases.find(([pattern]) => pattern.test(error.stderr));
  const [code, message, hint] = found?.[1](address, host) ?? [
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
