import type { Receipt, ReceiptColumn, ReceiptFinding, Snapshot } from '../../../shared/model/snapshot.ts';
import type { Tone } from '../../ui/status.tsx';

export interface SnapshotWord {
  readonly tone: Tone;
  readonly word: string;
}

const verdicts: Readonly<Record<Snapshot['verdict'], SnapshotWord>> = {
  clean: { tone: 'healthy', word: 'Clean' },
  findings: { tone: 'attention', word: 'Findings' },
  unchecked: { tone: 'neutral', word: 'Not checked' },
};

/** How a snapshot is: its verdict, once it is complete. */
export function snapshotWord({ state, verdict }: Pick<Snapshot, 'state' | 'verdict'>): SnapshotWord {
  switch (state) {
    case 'pulling':
      return { tone: 'working', word: 'Pulling' };
    case 'broken':
      return { tone: 'failed', word: 'Broken' };
    case 'complete':
      return verdicts[verdict];
  }
}

const things: Readonly<Record<ReceiptFinding['what'], readonly [one: string, more: string]>> = {
  email: ['e-mail address', 'e-mail addresses'],
  phone: ['phone number', 'phone numbers'],
  card: ['card number', 'card numbers'],
  secret: ['secret', 'secrets'],
  original: ['original value', 'original values'],
};

const number = (value: number): string => value.toLocaleString('en');

/** What was found, counted: "12 e-mail addresses". */
export function findingWords({ what, count }: Pick<ReceiptFinding, 'what' | 'count'>): string {
  const [one, more] = things[what];
  return `${number(count)} ${count === 1 ? one : more}`;
}

/** The findings that speak against a snapshot, and those that its rules keep on purpose. */
export function splitFindings(findings: readonly ReceiptFinding[]): {
  readonly unexpected: readonly ReceiptFinding[];
  readonly expected: readonly ReceiptFinding[];
} {
  return {
    unexpected: findings.filter(({ expected }) => !expected),
    expected: findings.filter(({ expected }) => expected),
  };
}

/** The verdict of a receipt in a sentence. */
export function verdictWords({ verdict, findings, sampledOriginals }: Receipt): string {
  const searched = `${number(sampledOriginals)} original values were searched for`;
  switch (verdict) {
    case 'clean':
      return `Nothing personal was found in the masked data but what the rules keep; ${searched}.`;
    case 'findings': {
      const places = splitFindings(findings).unexpected.length;
      return `What looks personal was found in ${places} ${places === 1 ? 'column' : 'columns'} whose rule does not keep it; ${searched}.`;
    }
    case 'unchecked':
      return 'The masked data was not searched.';
  }
}

/** How much of a column was changed, of what is not null: "100 %", "0 %"; empty where there is nothing. */
export function changedShare({
  rows,
  nulls,
  changed,
}: Pick<ReceiptColumn, 'rows' | 'nulls' | 'changed'>): string {
  const values = rows - nulls;
  if (values <= 0) return '';
  const share = (changed / values) * 100;
  if (share > 0 && share < 1) return '< 1 %';
  return `${share > 99 && share < 100 ? '> 99' : Math.round(share)} %`;
}

/** How many of a table's rows were searched for what must not be there; empty when nobody said. */
export function searchedShare(rows: number, scanned: number | undefined): string {
  if (scanned === undefined || rows === 0) return '';
  const share = Math.round((scanned / rows) * 100);
  return scanned >= rows ? 'all rows' : `${share === 0 ? '< 1' : Math.min(99, share)} %`;
}

/** A file name for a receipt: of letters that every system takes. */
export const receiptName = ({ dataset, id }: Pick<Snapshot, 'dataset' | 'id'>): string =>
  `receipt-${dataset.replace(/[^a-zA-Z0-9._-]+/g, '-')}-${id.slice(0, 7)}.md`;
