import { create } from 'zustand';
import type { Checkpoint, Dataset } from '../../../shared/model/data.ts';
import type { StackPlace } from '../../state/stacks.ts';

/** A question about data that stands in front of everything else. */
export type DataQuestion = StackPlace &
  (
    | { readonly kind: 'save-checkpoint' }
    | { readonly kind: 'save-dataset' }
    | { readonly kind: 'remove-dataset'; readonly dataset: Dataset }
    | { readonly kind: 'remove-checkpoint'; readonly checkpoint: Checkpoint }
  );

export interface DataDialogState {
  readonly question: DataQuestion | undefined;
}

/** The question that is open. */
export const useDataDialog = create<DataDialogState>()(() => ({ question: undefined }));

export const askAboutData = (question: DataQuestion): void => useDataDialog.setState({ question });

export const closeDataDialog = (): void => useDataDialog.setState({ question: undefined });
