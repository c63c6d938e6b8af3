import type { MaskingReport } from '../../../../shared/model/masking.ts';
import type { Samples } from '../classify/propose-rules.ts';
import type { AreOriginals } from '../schema-text/judge-schema.ts';
import { createOriginalSample } from '../snapshots/original-sample.ts';
import { meetOriginals } from '../snapshots/sample-originals.ts';
import { columnText } from './resolve-keys.ts';

/** Knows the sampled values of columns that are masked, or would be: by keyed hashes, in memory alone. */
export function sampledOriginals({ tables }: Pick<MaskingReport, 'tables'>, samples: Samples): AreOriginals {
  const originals = createOriginalSample();
  for (const { name, columns } of tables)
    for (const column of columns) {
      const { mask } = column.rule ?? column.proposal?.rule ?? { mask: 'keep' };
      if (meetOriginals.has(mask)) continue;
      for (const value of samples.get(columnText(name, column.name)) ?? []) originals.add(value);
    }
  return async (texts) => texts.map((text) => originals.isIn(Buffer.from(text).toString('latin1')));
}
