import { z } from 'zod';
import type { MaskingReport } from '../../../../shared/model/masking.ts';
import { pullPlacements } from '../../../../shared/model/snapshot.ts';
import type { CompiledTable } from '../mask/compiled-table.ts';
import type { ProgramTable } from '../masker/row-program-messages.ts';
import type { RowSide } from '../masker/row-side.ts';
import type { ExportedSnapshot, InSnapshot, PostgresSource } from '../postgres/source.ts';
import type { DatabaseSchema, TableName } from '../schema.ts';
import type { DecidedSchema } from '../schema-text/decide-schema.ts';
import type { AreOriginals, SchemaDump } from '../schema-text/judge-schema.ts';
import type { SubsetHandle } from '../subset/open-subset.ts';

/** What a pull is started with: kept in the journal, so a URL's password is behind the ticket, in memory. */
export const pullInput = z.object({
  /** Absolute path of the project. */
  project: z.string().min(1),
  dataset: z.string().min(1),
  /** Without its password. */
  url: z.string().optional(),
  /** Under which the whole URL is held until the core stops. */
  ticket: z.string().optional(),
  percent: z.number().positive().max(100).optional(),
  /** Where rows are masked; `auto` when absent. */
  placement: z.enum(pullPlacements).optional(),
});
export type PullInput = z.infer<typeof pullInput>;

/** Where rows come from, opened. */
export interface OpenedSource {
  readonly source: PostgresSource;
  /** The service's name; empty for a URL. */
  readonly service: string;
}

/** One `COPY … TO STDOUT` of some of a table's rows; the pieces of a table follow each other. */
export interface CopyPiece {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly statement: string;
}

/** What pulling asks of the other parts of the data side. */
export interface PullPorts {
  /** @throws BacklotError `dataset-unknown`, `source-…` */
  readonly open: (input: PullInput, signal: AbortSignal) => Promise<OpenedSource>;
  readonly introspect: (
    source: PostgresSource,
    signal: AbortSignal,
    options?: InSnapshot,
  ) => Promise<DatabaseSchema>;
  /** The dataset's masking file held against a schema; looks at no value. */
  readonly rules: (
    input: PullInput,
    opened: OpenedSource,
    schema: DatabaseSchema,
    signal: AbortSignal,
  ) => Promise<MaskingReport>;
  /** What reads all rows that are wanted; a table without a piece stays empty. */
  readonly pieces: (input: PullInput, schema: DatabaseSchema) => readonly CopyPiece[];
  /** Compiles the rules of all tables, by name. @throws BacklotError `mask-rule-invalid` */
  readonly compile: (
    input: PullInput,
    schema: DatabaseSchema,
    report: MaskingReport,
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, CompiledTable>>;
  /** Decides where rows are masked. @throws BacklotError `unsupported` where they can't be as it is wanted */
  readonly placement: (
    input: PullInput,
    opened: OpenedSource,
    signal: AbortSignal,
  ) => Promise<'source' | 'core'>;
  /** Opens what reads and masks rows. */
  readonly rows: (request: RowsRequest, signal: AbortSignal) => Promise<RowSide>;
  /** Removes what a pull that died has left on the source's engine. */
  readonly clear: (input: PullInput, operation: string, signal: AbortSignal) => Promise<void>;
  /**
   * The schema's own text, as the masking file decides about it; before the first row is stored.
   * @throws BacklotError `mask-unclassified`, `mask-rule-invalid`
   */
  readonly schemaText: (
    input: PullInput,
    dump: SchemaDump,
    about: { readonly schema: DatabaseSchema; readonly report: MaskingReport },
    areOriginals: AreOriginals,
    signal: AbortSignal,
  ) => Promise<Pick<DecidedSchema, 'preData' | 'postData' | 'kept'>>;
  /** Chooses rows in the moment of the pull; `undefined` when all are wanted. */
  readonly subset: (
    input: PullInput,
    operation: string,
    schema: DatabaseSchema,
    source: PostgresSource,
    moment: ExportedSnapshot,
    signal: AbortSignal,
  ) => Promise<PulledSubset | undefined>;
}

/** What is to be read, and where it is masked. */
export interface RowsRequest {
  readonly operation: string;
  readonly at: 'source' | 'core';
  readonly opened: OpenedSource;
  readonly tables: readonly ProgramTable[];
  readonly moment: Pick<ExportedSnapshot, 'id'>;
  readonly subset: PulledSubset | undefined;
  readonly limits: PullLimits;
}

/** The rows that are wanted, where not all are. */
export interface PulledSubset {
  /** For the programs that filter by it. */
  readonly handle: SubsetHandle;
  /** In words, for the one who pulls; never a value. */
  readonly notes: readonly string[];
  /** May be called again. */
  readonly close: () => Promise<void>;
}

export interface PullLimits {
  /** Sessions on the source at a time; two unless said otherwise. */
  readonly sessions?: number | undefined;
  /** Bytes of raw rows that are read in a second, over all sessions; without a limit when absent. */
  readonly bytesPerSecond?: number | undefined;
}
