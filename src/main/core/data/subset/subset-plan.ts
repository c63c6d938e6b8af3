import type { TableName } from '../schema.ts';

/** Which rows of a database are wanted. */
export interface SubsetRequest {
  /** Conditions in SQL by table, as backlot.yaml writes them: `customers` or `crm.people`. */
  readonly roots: Readonly<Record<string, string>>;
  /**
   * Above 0, at most 100: about this share of the rows that are roots, picked by a hash of their keys. Without
   * `roots`, of tables that are chosen by their size and by what depends on them.
   */
  readonly percent?: number | undefined;
  readonly edges?: readonly EdgeRule[] | undefined;
  /** How many steps from a root its children are followed; all when absent. */
  readonly depth?: number | undefined;
  /** Keys whose target is named by another column, which no database declares. */
  readonly polymorphic?: readonly PolymorphicKey[] | undefined;
}

/** What is different along one foreign key. */
export interface EdgeRule {
  /** The name of its constraint, or its columns: "public.orders.customer_id", "public.lines.(order_id, nr)". */
  readonly edge: string;
  /** False: children are not taken along for their parent's sake. */
  readonly follow?: boolean | undefined;
  /** At most so many children of each parent. */
  readonly limit?: number | undefined;
  /** Followed only from rows less than so many steps from a root. */
  readonly depth?: number | undefined;
}

export interface PolymorphicKey {
  readonly table: TableName;
  readonly columns: readonly string[];
  /** The column that says which table is meant, and by which value. */
  readonly typeColumn: string;
  readonly targets: readonly {
    readonly value: string;
    readonly target: TableName;
    readonly targetColumns: readonly string[];
  }[];
}

/**
 * Which children come along: `never`; `children`, those of rows that were reached from a root downwards;
 * `always`, of every row that is kept, because there is at most one.
 */
export type Follow = 'never' | 'children' | 'always';

/** A foreign key between two tables that are both taken in part. */
export interface SubsetEdge {
  /** "public.orders.customer_id > public.customers". */
  readonly name: string;
  /** The constraint's name; of a virtual key the one it was given. */
  readonly key: string;
  readonly kind: 'real' | 'virtual' | 'polymorphic';
  readonly child: TableName;
  readonly columns: readonly string[];
  readonly parent: TableName;
  readonly targetColumns: readonly string[];
  /** It holds only where this column has this value. */
  readonly when?: { readonly column: string; readonly value: string } | undefined;
  readonly follow: Follow;
  readonly limit?: number | undefined;
  readonly depth?: number | undefined;
  /** Why it is followed or not, in words. */
  readonly cause: string;
}

export interface SubsetRoot {
  /** In SQL; every row when absent. */
  readonly condition?: string | undefined;
  /** 0 to 1; all that meet the condition when absent. */
  readonly share?: number | undefined;
}

/** A table that is taken in part. A partitioned one stands for its partitions. */
export interface SubsetTable {
  readonly table: TableName;
  /** Columns that tell its rows apart: a key without nulls, else all of them. */
  readonly identity: readonly string[];
  readonly root?: SubsetRoot | undefined;
  /** Estimate. */
  readonly rows: number;
  /** Why it is taken in part, in words. */
  readonly cause: string;
}

export interface SubsetPlan {
  /** Parents before children, as far as there are no cycles. */
  readonly tables: readonly SubsetTable[];
  readonly edges: readonly SubsetEdge[];
  /** Taken as they are: nothing that is cut down is referred to by them. */
  readonly whole: readonly TableName[];
  /** "public.staff > public.store > public.staff". */
  readonly cycles: readonly string[];
  readonly depth?: number | undefined;
  /** The plan in words, a line for each table and edge. */
  readonly text: string;
}
