import { BacklotError } from '../../../../shared/errors.ts';
import type { StackAccess, StackRef } from '../../engine/stack-access.ts';
import { planUp } from '../../engine/stack-operations.ts';
import type { StepContext, Verb } from '../../operations/define-operation.ts';

/**
 * Makes and starts the containers of some services as an `up` would, within a step of another operation: its
 * plan is made of what is there, so it can be done again from any point.
 */
export async function bringUp(
  { access, verbs }: { readonly access: StackAccess; readonly verbs: Readonly<Record<string, Verb>> },
  stack: StackRef,
  services: readonly string[],
  context: StepContext,
): Promise<void> {
  const request = { stack, services: [...services], dependencies: false };
  const plan = await planUp(access, request, context.signal);
  const waiting = new Map(plan.steps.map((step) => [step.id, step]));
  const outputs = new Map<string, unknown>();
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ after }) => after.every((id) => !waiting.has(id)));
    if (ready.length === 0) throw new BacklotError('internal', 'A plan of an up waits for itself.');
    await Promise.all(
      ready.map(async (step) => {
        const verb = verbs[step.verb];
        if (verb === undefined) throw new BacklotError('internal', `There is no verb "${step.verb}".`);
        const output = (id: string): unknown => outputs.get(id);
        outputs.set(step.id, await verb.run({ ...context, step, key: `${context.key}/${step.id}`, output }));
      }),
    );
    for (const { id } of ready) waiting.delete(id);
  }
}
