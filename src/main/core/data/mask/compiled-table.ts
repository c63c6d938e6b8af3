import type { MaskingRule } from '../../../../shared/model/masking.ts';
import type { ColumnType } from '../schema.ts';

/** A column of a COPY with what is to happen to it: plain data, so that it can be posted to a worker. */
export interface CompiledColumn {
  readonly name: string;
  /** Its place in the COPY, from 0. */
  readonly index: number;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** True when no two rows may hold the same value. */
  readonly unique: boolean;
  /** Absent for `keep`. */
  readonly rule?: MaskingRule | undefined;
  /** The mask domain of its keys: that of the column that its foreign keys end at. */
  readonly keyDomain: string;
}

/** A table whose rules are known to fit. Holds a key derived from the project's secret: never to be written down. */
export interface CompiledTable {
  /** "public.customers". */
  readonly table: string;
  readonly columns: readonly CompiledColumn[];
  readonly key: Uint8Array;
}
