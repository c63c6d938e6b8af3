import { create } from 'zustand';
import type { BacklotClient } from '../../shared/contract/contract.ts';
import { type BacklotError, isCancelled, toBacklotError } from '../../shared/errors.ts';
import type { MaskingReport } from '../../shared/model/masking.ts';
import { keepProposals } from './keep-proposals.ts';
import { shareUnchanged } from './share-unchanged.ts';

/** Which masking file, held against which database; those of the snapshot dataset when absent. */
export interface MaskingPlace {
  /** Absolute path of the project. */
  readonly project: string;
  readonly environment?: string | undefined;
  readonly file?: string | undefined;
}

export type MaskingWork = 'check' | 'scan' | 'write';

export interface KnownMasking {
  readonly report?: MaskingReport | undefined;
  readonly error?: BacklotError | undefined;
  /** What is being done to read it. */
  readonly work?: MaskingWork | undefined;
  /** True once values were looked at. */
  readonly scanned: boolean;
}

export interface MaskingState {
  readonly byPlace: Readonly<Record<string, KnownMasking>>;
}

/** Masking files as they were read last. */
export const useMaskingState = create<MaskingState>()(() => ({ byPlace: {} }));

export const maskingKey = ({ project, environment = '', file = '' }: MaskingPlace): string =>
  [project, environment, file].join('\n');

const unread: KnownMasking = { scanned: false };

/** What is known of a masking file. */
export const useMasking = (place: MaskingPlace): KnownMasking =>
  useMaskingState(({ byPlace }) => byPlace[maskingKey(place)] ?? unread);

const change = (key: string, next: (known: KnownMasking) => KnownMasking): void =>
  useMaskingState.setState(({ byPlace }) => ({
    byPlace: { ...byPlace, [key]: next(byPlace[key] ?? unread) },
  }));

const taken = ({ report }: KnownMasking, fresh: MaskingReport): MaskingReport =>
  shareUnchanged(report, keepProposals(report, fresh));

/** Holds the file against the database, with a look at values (scan) or without (check). */
export async function readMasking(
  client: BacklotClient,
  place: MaskingPlace,
  work: MaskingWork,
  signal?: AbortSignal,
): Promise<void> {
  const key = maskingKey(place);
  change(key, (known) => ({ ...known, work }));
  try {
    const report = await client.masking[work]({ ...place }, { signal });
    change(key, (known) => ({
      report: taken(known, report),
      scanned: known.scanned || work !== 'check',
    }));
  } catch (error) {
    change(key, ({ report, scanned }) => ({
      report,
      scanned,
      ...(!isCancelled(error) && { error: toBacklotError(error) }),
    }));
  }
}

/** Each rule is written after the one before it: an answer tells of the whole file. */
let writing: Promise<unknown> = Promise.resolve();

/** Sets one column's rule in the file; answers what is wrong with it, if anything. */
export function setRule(
  client: BacklotClient,
  place: MaskingPlace,
  table: string,
  column: string,
  text: string,
): Promise<BacklotError | undefined> {
  const written = writing.then(() => writeRule(client, place, table, column, text));
  writing = written;
  return written;
}

async function writeRule(
  client: BacklotClient,
  place: MaskingPlace,
  table: string,
  column: string,
  text: string,
): Promise<BacklotError | undefined> {
  try {
    const report = await client.masking.setRule({ ...place, table, column, text });
    change(maskingKey(place), (known) => ({ ...known, report: taken(known, report), error: undefined }));
    return undefined;
  } catch (error) {
    return toBacklotError(error);
  }
}
