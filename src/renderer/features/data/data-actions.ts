import type { BacklotClient } from '../../../shared/contract/contract.ts';
import type { Dataset } from '../../../shared/model/data.ts';
import { callCore } from '../../state/call-core.ts';
import { placeKey, type StackPlace } from '../../state/stacks.ts';
import { offerAtEnd } from '../operations/end-actions.ts';
import { noteStarted } from './started-operations.ts';

type Started = Promise<{ readonly operation: string }>;

/** Starts work on an environment's data; the screen shows it in place. Answers whether it began. */
async function begin(place: StackPlace, start: () => Started): Promise<string | undefined> {
  const started = await callCore(start);
  if (started) noteStarted(placeKey(place), started.operation);
  return started?.operation;
}

/** The same for what changes data: the toast at its end offers to take it back. */
async function change(client: BacklotClient, place: StackPlace, start: () => Started): Promise<void> {
  const operation = await begin(place, start);
  if (operation !== undefined)
    offerAtEnd(operation, { label: 'Undo', run: () => void undoChange(client, place) });
}

/** Switches an environment to a dataset; bakes it first where that is needed, and pulls before that where nothing was. */
export const switchTo = (
  client: BacklotClient,
  place: StackPlace,
  { name, unpulled }: Pick<Dataset, 'name' | 'unpulled'>,
): Promise<void> =>
  change(client, place, () => client.data.use({ ...place, dataset: name, ...(unpulled && { pull: true }) }));

/** Goes back to the state before the last change. */
export async function undoChange(client: BacklotClient, place: StackPlace): Promise<void> {
  const operation = await begin(place, () => client.data.undo({ ...place }));
  if (operation !== undefined)
    offerAtEnd(operation, { label: 'Redo', run: () => void redoChange(client, place) });
}

/** Goes forward again after an undo. */
export const redoChange = (client: BacklotClient, place: StackPlace): Promise<void> =>
  change(client, place, () => client.data.redo({ ...place }));

/** Puts back what a checkpoint holds. */
export const restoreCheckpoint = (
  client: BacklotClient,
  place: StackPlace,
  checkpoint: string,
): Promise<void> => change(client, place, () => client.data.restore({ ...place, checkpoint }));

/** Makes a dataset's frozen volumes; `again` where they are there already, `pull` from a snapshot that is pulled now. */
export const bakeDataset = (
  client: BacklotClient,
  place: StackPlace,
  dataset: string,
  { again = false, pull = false }: { readonly again?: boolean; readonly pull?: boolean },
) =>
  begin(place, () => client.data.bake({ ...place, dataset, ...(again && { again }), ...(pull && { pull }) }));

export const saveCheckpoint = (client: BacklotClient, place: StackPlace, name: string) =>
  begin(place, () => client.data.saveCheckpoint({ ...place, ...(name !== '' && { name }) }));

export const saveDataset = (client: BacklotClient, place: StackPlace, dataset: string) =>
  begin(place, () => client.data.save({ ...place, dataset }));

export const removeDataset = (client: BacklotClient, place: StackPlace, dataset: string) =>
  begin(place, () => client.data.removeDataset({ ...place, dataset }));

export const removeCheckpoint = (client: BacklotClient, place: StackPlace, checkpoint: string) =>
  begin(place, () => client.data.removeCheckpoint({ ...place, checkpoint }));
