import type { z } from 'zod';
import type { CompiledColumn } from '../compiled-table.ts';
import type { KeyedTag } from '../crypto/keyed-tag.ts';
import type { KernelCode } from '../kernel/kernel-code.ts';
import type { Writer } from '../writer.ts';

/** The row that a field is in, as it came, for what depends on other columns. */
export interface Row {
  /** A column's original value. */
  readonly text: (column: number) => string | null;
  /** A column's value as it leaves. */
  readonly masked: (column: number) => string | null;
}

/** Writes a value anew: plain bytes in (never those of NULL), a field of COPY's text format out. */
export type Transform = (bytes: Uint8Array, start: number, end: number, out: Writer, row: Row) => void;

/** What a transformer keeps of the values, for whoever judges a rule. */
export const leakWords = [
  'frequency',
  'equality',
  'length',
  'order',
  'format',
  'magnitude',
  'content',
] as const;
export type Leak = (typeof leakWords)[number];

/** Where a transform is made: its column, its table, and keys. */
export interface TransformContext {
  readonly column: CompiledColumn;
  readonly columns: readonly CompiledColumn[];
  /** A keyed tag for one purpose in the rule's mask domain: its `key`, else the domain given, else the transformer's own. */
  readonly tag: (purpose: string, domain?: string) => KeyedTag;
  /** The transform of a rule inside this one: an element of an array, a value in JSON. */
  readonly nested: (rule: unknown, column: CompiledColumn) => Transform;
}

/** One transformer with its options already checked. */
export interface TransformerPlan {
  readonly make: (context: TransformContext) => Transform;
  /** Code of the kernel that does the same as the transform, for the values it takes; undefined for none. */
  readonly code?: (context: TransformContext) => KernelCode | undefined;
  /** True when two different values never become the same, in a column of this type. */
  readonly injective: boolean;
  /** Why it cannot fit the column; undefined when it does. */
  readonly problem?: string | undefined;
  /** True when the outcome depends on other columns of the row. */
  readonly usesRow?: boolean;
  /** Other columns of the table that it reads, by name. */
  readonly needs?: readonly string[];
  readonly leaks: readonly Leak[];
}

export interface Transformer {
  readonly options: z.ZodType;
  /** @throws ZodError when the options do not parse. */
  readonly plan: (options: unknown, column: CompiledColumn, nested: PlanNested) => TransformerPlan;
}

/** Plans a rule inside a rule, as the file writes it. @throws BacklotError `mask-rule-invalid`. */
export type PlanNested = (rule: unknown, column: CompiledColumn) => TransformerPlan;

/** A transformer from its schema and what it does with options of that form. */
export const defineTransformer = <Options>(
  options: z.ZodType<Options>,
  plan: (options: Options, column: CompiledColumn, nested: PlanNested) => TransformerPlan,
): Transformer => ({ options, plan: (raw, column, nested) => plan(options.parse(raw), column, nested) });
