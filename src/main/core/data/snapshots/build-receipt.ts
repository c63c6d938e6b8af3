import type { Receipt, ReceiptFinding, Snapshot } from '../../../../shared/model/snapshot.ts';
import type { ColumnCounts } from '../mask/row-masker.ts';
import type { PulledTable } from './table-rules.ts';
import type { WrittenTable } from './write-snapshot.ts';

export interface ReceiptParts {
  /** What is known from the beginning; sums and the verdict are filled in. */
  readonly about: Snapshot;
  readonly finishedAt: number;
  readonly storedBytes: number;
  readonly tables: readonly {
    readonly pulled: PulledTable;
    readonly stored: WrittenTable;
    readonly counts: readonly (ColumnCounts | undefined)[];
    readonly scannedRows: number;
  }[];
  readonly findings: readonly ReceiptFinding[];
  readonly sampledOriginals: number;
  readonly maskedAt: 'source' | 'core';
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The receipt of a pull: what was done to each column, and what the scan of the output has found. */
export function buildReceipt(parts: ReceiptParts): Receipt {
  const { tables } = parts;
  const columns = tables.flatMap(({ pulled, stored, counts }) =>
    pulled.columns.map(({ column, text }, index) => {
      const own = counts[index];
      return {
        table: pulled.name,
        column: column.name,
        type: column.type.name,
        rule: text,
        rows: stored.rows,
        nulls: own?.nulls ?? 0,
        changed: own?.changed ?? 0,
        distinctBefore: own?.distinctBefore ?? 0,
        distinctAfter: own?.distinctAfter ?? 0,
      };
    }),
  );
  const kept = sum(
    tables.map(({ pulled }) => pulled.columns.filter(({ rule }) => rule.mask === 'keep').length),
  );
  const findings = [...parts.findings].sort((a, b) =>
    `${a.table}\0${a.column}\0${a.what}` < `${b.table}\0${b.column}\0${b.what}` ? -1 : 1,
  );
  const verdict = findings.some(({ expected }) => !expected) ? 'findings' : 'clean';
  return {
    snapshot: {
      ...parts.about,
      state: 'complete',
      finishedAt: parts.finishedAt,
      tables: tables.length,
      rows: sum(tables.map(({ stored }) => stored.rows)),
      bytes: sum(tables.map(({ stored }) => stored.bytes)),
      storedBytes: parts.storedBytes,
      maskedColumns: columns.length - kept,
      keptColumns: kept,
      verdict,
    },
    tables: tables.map(({ pulled, stored, scannedRows }) => ({
      name: pulled.name,
      rows: stored.rows,
      bytes: stored.bytes,
      hash: stored.hash,
      scannedRows,
    })),
    columns,
    findings,
    sampledOriginals: parts.sampledOriginals,
    maskedAt: parts.maskedAt,
    verdict,
  };
}
