import { useEffect } from 'react';
import { useOperations } from '../../state/operations.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { showOperation, useUi } from '../../state/ui.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import { showToast } from '../../ui/toast-manager.ts';
import { isShownInPlace, takeEndAction } from './end-actions.ts';
import { endedOperations } from './ended-operations.ts';
import { operationWord, tookMs } from './operation-words.ts';

/** As long as it takes to see that the change was the wrong one. */
const undoMs = 12_000;

function announce(operation: KnownOperation): void {
  const { tone, word } = operationWord(operation);
  const took = tookMs(operation);
  const { drawerOpen, selectedOperation } = useUi.getState();
  const offered = takeEndAction(operation.id);
  const next = operation.state === 'succeeded' ? offered : undefined;
  // What went wrong is said once: where it was to have its effect.
  if (operation.state === 'failed' && isShownInPlace(operation.id)) return;
  // Who looks at it has seen it end; what can be done next is told all the same.
  if (drawerOpen && selectedOperation === operation.id && operation.state !== 'failed' && !next) return;
  showToast({
    tone,
    title: `${operation.title}: ${word.toLowerCase()}`,
    text: operation.error?.message ?? (took === undefined ? undefined : `Took ${formatDuration(took)}`),
    action: next ?? { label: 'Show operation', run: () => showOperation(operation.id) },
    ...(next && { timeout: undoMs }),
  });
}

/** A toast for each operation that ends while the window is open. */
export function AnnounceEnds() {
  useEffect(
    () =>
      useOperations.subscribe((state, before) => {
        if (state.byId !== before.byId) endedOperations(before, state.byId).forEach(announce);
      }),
    [],
  );
  return null;
}
