import type { Command } from 'commander';
import { toBacklotError } from '../../../../shared/errors.ts';
import type { Check } from '../../../../shared/model/check.ts';
import { checksText } from '../checks-text.ts';
import { errorText } from '../error-text.ts';
import type { Reached } from '../reach-core.ts';
import { answer, type Session, withCore } from '../session.ts';

/** Mends what can be mended without a person; one that can't be mended keeps its place in the list. */
async function mendAll(
  { client }: Reached,
  checks: readonly Check[],
  session: Session,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { out } = session;
  const mended: Check[] = [];
  for (const check of checks) {
    const wanted = (check.status === 'fail' || check.status === 'warn') && check.fix?.automatic === true;
    if (!wanted) {
      mended.push(check);
      continue;
    }
    if (!out.quiet) out.note(`Mending: ${check.title}`);
    const fixed = await client.doctor.fix({ id: check.id }, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      out.note(errorText(toBacklotError(error), out.paintError));
      return check;
    });
    mended.push(fixed);
  }
  return mended;
}

export function addDoctor(program: Command, session: Session): void {
  program
    .command('doctor')
    .description('check what Backlot needs, and say how to mend what is missing')
    .option('--fix', 'mend what can be mended without you')
    .action(async ({ fix = false }: { readonly fix?: boolean }) => {
      const checks = await withCore(session, async (reached, signal) => {
        const found = await reached.client.doctor.run({}, { signal });
        return fix ? mendAll(reached, found, session, signal) : found;
      });
      const { icons, paint } = session.out;
      answer(session, checks, () => checksText(checks, icons, paint));
      if (checks.some(({ status }) => status === 'fail')) session.finish(3);
    });
}
