import { type Classification, classified, nameSays } from './classification.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { NameHint } from './names/name-hint.ts';
import { tableKind } from './names/table-kind.ts';

const yearOf = (text: string): number => Number(/^(\d{4})-/.exec(text)?.[1] ?? Number.NaN);

/** True for dates as spread as births are: most of them of grown-ups, over more than a generation. */
function spreadLikeBirths(samples: readonly string[], thisYear: number): boolean {
  const years = samples
    .map(yearOf)
    .filter((year) => !Number.isNaN(year))
    .toSorted((a, b) => a - b);
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const grown = years.filter((year) => year < thisYear - 12).length;
  return years.length >= 10 && first >= 1900 && last - first > 20 && grown / years.length > 0.9;
}

/** Classifies a date or a moment: a birth date, or plain. */
export function classifyDate(
  facts: ColumnFacts,
  hint: NameHint | undefined,
  thisYear = new Date().getUTCFullYear(),
): Classification {
  if (hint?.class === 'birth-date') {
    return classified('birth-date', hint.strength === 'strong' ? 0.98 : 0.75, nameSays('birth-date'));
  }
  const unnamed = facts.type.category === 'date' && tableKind(facts.table) === 'people';
  if (unnamed && spreadLikeBirths(facts.samples, thisYear)) {
    return classified('birth-date', 0.6, 'the table tells of people', 'the dates are spread like births');
  }
  return classified('plain', 0.9, 'a moment of the system');
}
