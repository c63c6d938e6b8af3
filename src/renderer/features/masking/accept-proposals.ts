import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { type MaskingPlace, setRule } from '../../state/masking.ts';
import { showToast } from '../../ui/toast-manager.ts';
import type { MaskingRow } from './masking-rows.ts';

/**
 * Takes the proposals of some columns, one after the other as the file is written for each; stops at the
 * first that is refused, or when the signal aborts. Answers how many were taken.
 */
export async function acceptProposals(
  client: BacklotClient,
  place: MaskingPlace,
  rows: readonly MaskingRow[],
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<number> {
  let done = 0;
  for (const { table, column } of rows) {
    if (signal.aborted || !column.proposal) break;
    const failure = await setRule(client, place, table, column.name, column.proposal.text);
    if (failure) {
      showToast({
        tone: 'failed',
        title: `${table}.${column.name}: ${failure.message}`,
        text: failure.hint,
      });
      break;
    }
    done += 1;
    onDone(done);
  }
  return done;
}
