import type { ExportedSnapshot, PostgresSource } from '../postgres/source.ts';
import type { DatabaseSchema, Table } from '../schema.ts';
import { filteredMasker, type Masker } from './filtered-masker.ts';
import { planSubset } from './plan-subset.ts';
import { createRowFilter } from './row-filter.ts';
import { type SelectOptions, selectSubset, type TableCount } from './select-subset.ts';
import type { SubsetRequest } from './subset-plan.ts';
import { type DeclaredKey, withVirtualKeys } from './with-virtual-keys.ts';

/** What a pull is asked to take of a database. */
export interface RowRequest {
  /** Conditions by table, of backlot.yaml; not looked at when there is a percentage. */
  readonly subset: Readonly<Record<string, string>>;
  readonly percent?: number | undefined;
  /** Real and virtual foreign keys; the real ones are those of the schema. */
  readonly keys: readonly DeclaredKey[];
}

/** The rows of a pull, chosen in its moment. Close it when they were copied. */
export interface RowChoice {
  /** Puts the filter of a table before its masker; a table that is taken whole keeps the masker as it is. */
  readonly filter: <M extends Masker>(table: Table, columns: readonly string[], masker: M) => M | Masker;
  /** The plan in words. */
  readonly text: string;
  readonly counts: readonly TableCount[];
  readonly notes: readonly string[];
  readonly close: () => void;
}

const wanted = ({ subset, percent }: RowRequest): SubsetRequest | undefined => {
  if (percent !== undefined) return percent < 100 ? { roots: {}, percent } : undefined;
  return Object.keys(subset).length > 0 ? { roots: subset } : undefined;
};

/** The plan of what a pull takes, from the schema alone; undefined for everything. @throws as `planSubset` */
export function planRows(found: DatabaseSchema, request: RowRequest) {
  const asked = wanted(request);
  if (!asked) return undefined;
  const { schema, polymorphic } = withVirtualKeys(found, request.keys);
  return { schema, plan: planSubset(schema, { ...asked, polymorphic }) };
}

/**
 * Chooses the rows that a pull takes; undefined when it takes them all.
 * @throws BacklotError as `planSubset` and `selectSubset` do
 */
export async function chooseRows(
  found: DatabaseSchema,
  request: RowRequest,
  source: Pick<PostgresSource, 'copyOut'>,
  moment: Pick<ExportedSnapshot, 'id'>,
  options: SelectOptions,
  signal: AbortSignal,
): Promise<RowChoice | undefined> {
  const planned = planRows(found, request);
  if (!planned) return undefined;
  const { plan, schema } = planned;
  const chosen = await selectSubset(schema, plan, source, moment, options, signal);
  return {
    filter(table, columns, masker) {
      const keeps = chosen.keeps(table);
      if (!keeps) return masker;
      const places = keeps.columns.map((name) => columns.indexOf(name));
      return filteredMasker(createRowFilter(columns, places, keeps.has), masker);
    },
    text: plan.text,
    counts: chosen.counts,
    notes: chosen.notes,
    close: chosen.close,
  };
}
