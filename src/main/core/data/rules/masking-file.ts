import type { MaskingRule } from '../../../../shared/model/masking.ts';
import type { ConfigProblem } from '../../../../shared/model/project.ts';
import type { SchemaSection } from './read-schema-section.ts';

/** Where it is unless backlot.yaml or the user says otherwise. */
export const usualMaskingFile = 'db/masking.yaml';

/** What the file says of one column. */
export interface WrittenRule {
  /** `when` and `key` are among its options. */
  readonly rule: MaskingRule;
  /** The type that a `keep` was decided for ("keep bigint"); absent for one that holds for any type. */
  readonly keptType?: string | undefined;
  /** The rule alone, on one line: "{ mask: email }", "keep". */
  readonly text: string;
}

/** A foreign key that only the application knows; with `when` it holds for some rows alone (a polymorphic one). */
export interface WrittenKey {
  readonly from: readonly ColumnPath[];
  readonly to: readonly ColumnPath[];
  readonly when?: Readonly<Record<string, unknown>> | undefined;
}

/** "public.orders.customer_id" in its parts. */
export interface ColumnPath {
  /** "public.orders", as the file and `tableText` write it. */
  readonly table: string;
  readonly column: string;
}

/** A masking file as data. */
export interface MaskingFile {
  /** Rules by table ("public.customers"), then by column. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, WrittenRule>>;
  readonly virtualKeys: readonly WrittenKey[];
  /** What happens to the schema's own text; nothing is decided when absent. */
  readonly schema?: SchemaSection | undefined;
}

export const noRules: MaskingFile = { tables: new Map(), virtualKeys: [] };

/** A masking file with what is wrong in it. */
export interface ParsedMasking {
  /** Absent when a problem is an error. */
  readonly file?: MaskingFile | undefined;
  readonly problems: readonly ConfigProblem[];
}
