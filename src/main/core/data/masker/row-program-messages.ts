import { z } from 'zod';
import { wireError } from '../../../../shared/contract/wire-error.ts';
import type { CompiledTable } from '../mask/compiled-table.ts';
import type { ReaderPlace } from '../postgres/reader-place.ts';
import type { OriginalsFound } from '../snapshots/original-sample.ts';
import type { PulledTable } from '../snapshots/table-rules.ts';
import type { SubsetHandle } from '../subset/open-subset.ts';

/** A table as the program masks it. */
export interface ProgramTable {
  readonly pulled: PulledTable;
  /** Absent only where a test masks in its own way. */
  readonly compiled: CompiledTable | undefined;
}

/** One `COPY` of some of a table's rows. */
export interface PieceRequest {
  /** As the receipt names it. */
  readonly table: string;
  readonly statement: string;
  /** Of its table. */
  readonly first: boolean;
}

/** What a program of one session is asked; it does one thing at a time. */
export type ProgramRequest =
  | {
      readonly kind: 'begin';
      readonly place: ReaderPlace;
      /** The moment that is read. */
      readonly snapshot: string;
      readonly tables: readonly ProgramTable[];
      readonly subset?: SubsetHandle | undefined;
      readonly bytesPerSecond?: number | undefined;
    }
  /** Answered by `sampled`. */
  | { readonly kind: 'sample' }
  /** What another session has sampled. */
  | { readonly kind: 'originals'; readonly found: OriginalsFound }
  /** Answered by `chunk`s and `progress`, then `end`. */
  | ({ readonly kind: 'read' } & PieceRequest)
  /** One more chunk was stored. */
  | { readonly kind: 'taken' }
  /** Ends what is under way, which then answers `failed`. */
  | { readonly kind: 'stop' };

const count = z.number().int().nonnegative();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const columnCounts = z.object({
  ...{ rows: count, nulls: count, changed: count, distinctBefore: count, distinctAfter: count },
});
const columnTally = z.object({ rows: count, nulls: count, changed: count, before: bytes, after: bytes });

const numbers = z.array(z.number()).readonly();

/** What it answers: nothing in it is raw. */
export const programAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sampled'),
    found: z.object({
      key: bytes,
      ...{ hashes: numbers, heads: numbers, lengths: numbers, headLengths: numbers, domains: numbers },
    }),
  }),
  /** Masked rows: whole ones, unless one is longer than a chunk; compressed with zstd. `hash`: SHA-256 of the rows, hex. */
  z.object({ kind: z.literal('chunk'), data: bytes, bytes: count, rows: count, hash: z.string() }),
  /** Raw bytes that were read of this piece so far. */
  z.object({ kind: z.literal('progress'), read: count }),
  z.object({
    kind: z.literal('end'),
    read: count,
    counts: z.array(columnCounts.nullable()),
    tallies: z.array(columnTally.nullable()).optional(),
    scannedRows: count,
    findings: z.array(
      z.object({
        ...{ table: z.string(), column: z.string(), count },
        what: z.enum(['email', 'phone', 'card', 'secret', 'original']),
        expected: z.boolean(),
      }),
    ),
  }),
  z.object({ kind: z.literal('failed'), error: wireError }),
]);
export type ProgramAnswer = Readonly<z.infer<typeof programAnswer>>;
export type PieceEnd = Omit<Extract<ProgramAnswer, { readonly kind: 'end' }>, 'kind'>;
export type PackedChunk = Omit<Extract<ProgramAnswer, { readonly kind: 'chunk' }>, 'kind'>;
