import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { isolation as isolationContract } from '../../shared/contract/isolation.ts';
import type { mail as mailContract } from '../../shared/contract/mail.ts';
import type { StackAccess, StackRef } from '../core/engine/stack-access.ts';
import type { RelayPasswords } from '../core/isolation/relay-password.ts';
import type { ReleaseRules } from '../core/isolation/release-rules.ts';
import type { Operations } from '../core/operations/operations.ts';

/** What the handlers of isolation and mail need of the core. */
export interface IsolationParts {
  readonly locate: (
    place: { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ) => Promise<StackRef>;
  readonly access: Pick<StackAccess, 'desired' | 'engine'>;
}

/** What the handlers of mail need besides, to let one go. */
export interface ReleaseParts {
  readonly rules: (project: string, signal: AbortSignal) => Promise<ReleaseRules | undefined>;
  readonly passwords: RelayPasswords;
  readonly operations: Pick<Operations, 'start'>;
}

/** Bytes of an attachment that go to a door at a time: a multiple of three, as base64 has it. */
const partBytes = 3 * 2 ** 18;

/** Loaded when somebody asks: most cores never do. */
const guardOf = async (
  { locate, access }: IsolationParts,
  { project, environment }: { readonly project: string; readonly environment: string },
  signal: AbortSignal,
) => {
  const [{ reachGuard }, read, ref] = await Promise.all([
    import('../core/isolation/reach-guard.ts'),
    import('../core/isolation/read-guard.ts'),
    locate({ project, environment }, signal),
  ]);
  return { guard: await reachGuard(access, ref, signal), read };
};

/** The methods on what isolated environments try to reach. */
export const isolationHandlers = (parts: IsolationParts): DomainHandlers<typeof isolationContract> => ({
  async show(place, { signal }) {
    const { guard, read } = await guardOf(parts, place, signal);
    return read.readEgress(guard, signal);
  },
  async *egress(place, { signal }) {
    const { guard, read } = await guardOf(parts, place, signal);
    for await (const value of read.followEgress(guard, signal)) yield { cursor: Date.now(), value };
  },
  async authority(place, { signal }) {
    const { guard, read } = await guardOf(parts, place, signal);
    const { certificate } = await read.readAuthority(guard, signal);
    return { certificate };
  },
  async recorded({ host, ...place }, { signal }) {
    const { guard, read } = await guardOf(parts, place, signal);
    return { text: await read.readRecorded(guard, host, signal) };
  },
  async allow(input, { signal }) {
    const { allowHost } = await import('../core/isolation/allow-host.ts');
    const { removed, added, ...rest } = await allowHost(input, signal);
    return { ...rest, removed: [...removed], added: [...added] };
  },
});

/** The methods on mail that isolated environments have sent. */
export const mailHandlers = (
  parts: IsolationParts,
  { rules, passwords, operations }: ReleaseParts,
): DomainHandlers<typeof mailContract> => ({
  async list(place, { signal }) {
    const { guard, read } = await guardOf(parts, place, signal);
    return read.readMails(guard, signal);
  },
  async *inbox(place, { signal }) {
    const { guard, read } = await guardOf(parts, place, signal);
    for await (const { mails, refused } of read.followMails(guard, signal))
      yield {
        cursor: Date.now(),
        value: { refused, mails: mails.map((one) => ({ ...one, to: [...one.to] })) },
      };
  },
  async show({ id, ...place }, { signal }) {
    const { guard, read } = await guardOf(parts, place, signal);
    return read.readMail(guard, id, signal);
  },
  async *attachment({ id, number, ...place }, { signal, after }) {
    const { guard, read } = await guardOf(parts, place, signal);
    const { name, type, content } = await read.readAttachment(guard, id, number, signal);
    const size = content.length;
    // One that is empty comes as one empty part.
    for (let at = after ?? 0; at < size || after === undefined; at += partBytes) {
      const bytes = content.subarray(at, at + partBytes);
      const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      yield { cursor: at + bytes.length, value: { name, type, size, part } };
      if (at + bytes.length >= size) return;
    }
  },
  async relay({ project }, { signal }) {
    const { describeRelay } = await import('../core/isolation/describe-relay.ts');
    const relay = await describeRelay({ rules, passwords }, project, signal);
    return relay === undefined ? {} : { relay };
  },
  async setRelayPassword({ project, password }, { signal }) {
    const { keepRelayPassword } = await import('../core/isolation/describe-relay.ts');
    await keepRelayPassword({ rules, passwords }, { project, password }, signal);
    return {};
  },
  async release({ id, to, ...place }, { signal }) {
    const [{ releaseKind }, { requireReceiver }, { guard, read }] = await Promise.all([
      import('../core/isolation/release-operation.ts'),
      import('../core/isolation/release-rules.ts'),
      guardOf(parts, place, signal),
    ]);
    requireReceiver(await rules(place.project, signal), to);
    const { mails } = await read.readMails(guard, signal);
    const stack = await parts.locate(place, signal);
    return { operation: operations.start(releaseKind, { stack, mail: read.findMail(mails, id).id, to }) };
  },
});
