import { useEffect, useState } from 'react';
import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import { useClient } from '../../state/core-context.ts';
import { type MaskingPlace, maskingKey } from '../../state/masking.ts';

export type Preview = Awaited<ReturnType<BacklotClient['masking']['preview']>>;

export interface KnownPreview {
  /** The last that was made; stays while the next is. */
  readonly preview?: Preview | undefined;
  /** What is wrong with the rule as it stands. */
  readonly error?: BacklotError | undefined;
}

/** Long enough not to ask at every letter, short enough to feel at once. */
const calmMs = 160;

const nothing: KnownPreview = {};

/** What a rule makes of made-up values, as it is typed; an error is what is wrong with the rule. */
export function usePreview(place: MaskingPlace, table: string, column: string, text: string): KnownPreview {
  const client = useClient();
  const [known, setKnown] = useState<KnownPreview>(nothing);
  const key = maskingKey(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the place
  useEffect(() => {
    if (text.trim() === '') {
      setKnown(nothing);
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      client.masking.preview({ ...place, table, column, text }, { signal: controller.signal }).then(
        (preview) => setKnown({ preview }),
        (failure: unknown) => {
          if (!isCancelled(failure)) setKnown({ error: toBacklotError(failure) });
        },
      );
    }, calmMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, key, table, column, text]);
  return known;
}
