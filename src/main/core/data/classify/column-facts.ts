import type { ColumnType } from '../schema.ts';

/** All that is known of one column before it is classified. Samples are read here and never kept. */
export interface ColumnFacts {
  /** Name of the table, without its schema. */
  readonly table: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** True when it is unique by itself: a key, or a unique index over it alone. */
  readonly unique: boolean;
  readonly primary: boolean;
  /** True for a stored or virtual generated column: the database computes it. */
  readonly computed: boolean;
  readonly comment?: string | undefined;
  /** Expressions of CHECK constraints that name the column alone. */
  readonly checks: readonly string[];
  /** Values as text; up to some hundred, none of them null. */
  readonly samples: readonly string[];
}
