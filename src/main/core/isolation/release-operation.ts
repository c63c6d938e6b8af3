import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/model/operation.ts';
import { type StackAccess, stackRef } from '../engine/stack-access.ts';
import {
  defineOperation,
  defineVerb,
  type OperationKind,
  type StepContext,
} from '../operations/define-operation.ts';
import type { RelayPasswords } from './relay-password.ts';
import type { ReleaseRules } from './release-rules.ts';

export const releaseKind = 'release-mail';

/** Where what an operation needs comes from; read again when a step runs, so that the rules of then hold. */
export interface ReleaseSource {
  readonly access: Pick<StackAccess, 'desired' | 'engine'>;
  readonly rules: (project: string, signal: AbortSignal) => Promise<ReleaseRules | undefined>;
  readonly passwords: RelayPasswords;
}

const input = z.object({ stack: stackRef, mail: z.string().min(1), to: z.string().min(1) });
type Input = z.output<typeof input>;

const title = ({ mail, to }: Input): string => `Release mail ${mail} to ${to}`;

async function release(
  { access, rules, passwords }: ReleaseSource,
  { stack, mail, to }: Input,
  { key, note, signal }: StepContext,
): Promise<{ readonly relay: string; readonly said: string }> {
  const [{ relayOf, requireReceiver }, { reachGuard }, { readMailSource }, { resendMail }, { relayMail }] =
    await Promise.all([
      import('./release-rules.ts'),
      import('./reach-guard.ts'),
      import('./read-guard.ts'),
      import('./resend-mail.ts'),
      import('./relay-mail.ts'),
    ]);
  const { via, from = to } = requireReceiver(await rules(stack.project, signal), to);
  const relay = relayOf(via);
  const password = relay.user === undefined ? undefined : await passwords.get(stack.project, via, signal);
  if (relay.user !== undefined && password === undefined)
    throw new BacklotError('relay-refused', `The password of ${relay.user} at ${relay.host} is not known.`, {
      hint: 'Give it once: backlot mail relay --password.',
    });
  const guard = await reachGuard(access, stack, signal);
  const { summary, source } = await readMailSource(guard, mail, signal);
  note(`mail ${summary.id}, ${source.length} bytes, sent by ${summary.service}`);
  const resent = resendMail(source, { from, to, at: Date.now(), id: key.replace(/[^\w.-]/g, '.') });
  const said = await relayMail(relay, password, { from, to, source: resent }, signal);
  const where = `${relay.host}:${relay.port}`;
  note(`${where} has taken it for ${to}: ${said}`);
  return { relay: where, said };
}

/**
 * Releases one captured mail to one address that backlot.yaml allows, through its relay: from this machine, never
 * from the guard. What was sent can't be taken back, and is never sent again by itself.
 */
export const releaseOperation = (source: ReleaseSource): OperationKind =>
  defineOperation<Input>({
    kind: releaseKind,
    input,
    afterCrash: 'rollback',
    title,
    locks: ({ stack: { host, environment, project } }) => [`${host}/${environment}@${project}`],
    project: ({ stack }) => stack.project,
    async plan(asked, { signal }): Promise<Plan> {
      const { requireReceiver } = await import('./release-rules.ts');
      const { via } = requireReceiver(await source.rules(asked.stack.project, signal), asked.to);
      return {
        title: title(asked),
        steps: [
          {
            id: 'release',
            after: [],
            verb: 'release',
            resource: `mail ${asked.mail}`,
            cause: `it was asked for: to ${asked.to}, through ${new URL(via).host}`,
            weight: 1,
            destructive: false,
            args: asked,
          },
        ],
      };
    },
    verbs: { release: defineVerb(input, (step, asked) => release(source, asked, step)) },
    result: ({ output }) => output('release'),
  });
