import type { MaskedTable } from '../../../../shared/model/masking.ts';
import { sureEnough } from '../classify/classification.ts';
import type { Proposal } from '../classify/propose-rules.ts';
import type { NewRule } from './edit-masking.ts';
import { columnText } from './resolve-keys.ts';
import { ruleLine } from './rule-text.ts';

const commentOf = ({ confidence, evidence }: Proposal): string =>
  `${confidence < sureEnough ? 'review: ' : ''}${evidence.join('; ')}`;

/** The lines for the columns of a held file that have no rule yet, as proposed. */
export const newRules = (
  held: readonly MaskedTable[],
  proposals: ReadonlyMap<string, Proposal>,
): readonly NewRule[] =>
  held.flatMap(({ name: table, columns }) =>
    columns.flatMap((column, index): readonly NewRule[] => {
      const proposal = proposals.get(columnText(table, column.name));
      if (column.state !== 'unclassified' || !proposal) return [];
      const behind = columns
        .slice(0, index)
        .map(({ name }) => name)
        .toReversed();
      return [
        {
          table,
          column: column.name,
          line: ruleLine(proposal.rule, column.type),
          comment: commentOf(proposal),
          behind,
        },
      ];
    }),
  );
