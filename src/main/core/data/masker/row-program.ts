import { BacklotError, errorToWire } from '../../../../shared/errors.ts';
import type { ColumnTally } from '../mask/create-row-masker.ts';
import type { RowMasker } from '../mask/row-masker.ts';
import type { ReaderPlace } from '../postgres/reader-place.ts';
import type { RowReader } from '../postgres/row-reader.ts';
import { createOriginalSample } from '../snapshots/original-sample.ts';
import { createOutputScan } from '../snapshots/output-scan.ts';
import { sampleOriginals } from '../snapshots/sample-originals.ts';
import { createThrottle } from '../snapshots/throttle.ts';
import type { SubsetHandle } from '../subset/open-subset.ts';
import type { RowFilter } from '../subset/row-filter.ts';
import { createCredit } from './credit.ts';
import { createChunkPacker } from './pack-chunks.ts';
import type {
  PackedChunk,
  PieceRequest,
  ProgramAnswer,
  ProgramRequest,
  ProgramTable,
} from './row-program-messages.ts';

export interface ProgramMasker extends RowMasker {
  readonly tallies?: (() => readonly (ColumnTally | undefined)[]) | undefined;
}

/** The rows that are wanted, opened where the program runs. */
export interface ProgramSubset {
  readonly filter: (table: ProgramTable['pulled']) => RowFilter | undefined;
  readonly close: () => void;
}

/** What the program is made of; where it runs decides. */
export interface ProgramParts {
  readonly openReader: (place: ReaderPlace, signal: AbortSignal) => Promise<RowReader>;
  readonly masker: (table: ProgramTable) => ProgramMasker;
  readonly openSubset: (handle: SubsetHandle) => ProgramSubset;
  readonly send: (answer: ProgramAnswer) => void;
}

/** The raw side of one session of a pull: what goes in is a request, what comes out is masked and compressed. */
export interface RowProgram {
  readonly take: (request: ProgramRequest) => void;
  readonly close: () => void;
}

/** Chunks on their way to the core that it has not stored yet. */
const inFlight = 2;
/** A reader of progress is told no more often. */
const tellEveryMs = 200;

type Begin = Extract<ProgramRequest, { readonly kind: 'begin' }>;

/** Reads, filters, masks, scans and compresses; knows nothing of where its answers go. */
export function createRowProgram({ openReader, masker, openSubset, send }: ProgramParts): RowProgram {
  let begun: Begin | undefined;
  let reader: Promise<RowReader> | undefined;
  let chosen: ProgramSubset | undefined;
  let originals = createOriginalSample();
  let throttle = createThrottle(undefined);
  let work = new AbortController();
  const credit = createCredit(inFlight);

  const opened = (signal: AbortSignal): { readonly begin: Begin; readonly reader: Promise<RowReader> } => {
    if (!begun) throw new BacklotError('internal', 'Rows are asked for before the program was told of them.');
    reader ??= openReader(begun.place, signal);
    return { begin: begun, reader };
  };

  async function sample(signal: AbortSignal): Promise<void> {
    const { begin, reader: opening } = opened(signal);
    const tables = begin.tables.map(({ pulled }) => pulled);
    await sampleOriginals(await opening, tables, originals, signal, begin.snapshot);
    send({ kind: 'sampled', found: originals.found() });
  }

  async function read({ table: name, statement, first }: PieceRequest, signal: AbortSignal): Promise<void> {
    const { begin, reader: opening } = opened(signal);
    const table = begin.tables.find(({ pulled }) => pulled.name === name);
    if (!table) throw new BacklotError('internal', `There is no table ${name} in this pull.`);
    const rowMasker = masker(table);
    if (begin.subset) chosen ??= openSubset(begin.subset);
    const filter = chosen?.filter(table.pulled);
    const scan = createOutputScan(originals);
    const look = scan.table(
      name,
      table.pulled.columns.map(({ column, rule }) => ({
        name: column.name,
        category: column.type.category,
        mask: rule.mask,
      })),
    );
    const packer = createChunkPacker(first, look);
    const put = async (chunks: Iterable<PackedChunk>): Promise<void> => {
      for (const chunk of chunks) {
        await credit.take(signal);
        send({ kind: 'chunk', ...chunk });
      }
    };
    let seen = 0;
    let told = performance.now();
    const rows = await (await opening).copyOut(statement, signal, { snapshot: begin.snapshot });
    for await (const bytes of rows) {
      await throttle(bytes.length, signal);
      seen += bytes.length;
      const wanted = filter ? filter.push(bytes) : bytes;
      if (wanted.length > 0) await put(packer.push(rowMasker.push(wanted)));
      const now = performance.now();
      if (now - told < tellEveryMs) continue;
      told = now;
      send({ kind: 'progress', read: seen });
    }
    filter?.end();
    await put(packer.push(rowMasker.end()));
    await put(packer.end());
    send({
      kind: 'end',
      read: seen,
      counts: rowMasker.counts().map((one) => one ?? null),
      tallies: rowMasker.tallies?.().map((one) => one ?? null),
      scannedRows: scan.scannedRows(name),
      findings: [...scan.findings()],
    });
  }

  const run = (todo: (signal: AbortSignal) => Promise<void>): void => {
    work = new AbortController();
    const { signal } = work;
    todo(signal).catch((error: unknown) => {
      send({ kind: 'failed', error: errorToWire(signal.aborted ? signal.reason : error) });
    });
  };

  return {
    take(request) {
      switch (request.kind) {
        case 'begin':
          begun = request;
          throttle = createThrottle(request.bytesPerSecond);
          return;
        case 'originals':
          originals = createOriginalSample(request.found);
          return;
        case 'sample':
          run(sample);
          return;
        case 'read':
          credit.renew();
          run((signal) => read(request, signal));
          return;
        case 'taken':
          credit.give();
          return;
        case 'stop':
          work.abort(new BacklotError('cancelled', 'The reading was stopped.'));
          return;
      }
    },
    close() {
      work.abort(new BacklotError('cancelled', 'The reading was stopped.'));
      chosen?.close();
      reader?.then((open) => open.close()).catch(() => {});
    },
  };
}
