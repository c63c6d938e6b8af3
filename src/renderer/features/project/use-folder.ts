import { useEffect, useState } from 'react';
import { type BacklotError, toBacklotError } from '../../../shared/errors.ts';
import { useClient } from '../../state/core-context.ts';

export interface InnerFolder {
  readonly name: string;
  readonly path: string;
  readonly project: boolean;
}

export type FolderState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: BacklotError }
  | {
      readonly kind: 'read';
      readonly path: string;
      readonly parent?: string | undefined;
      readonly folders: readonly InnerFolder[];
    };

/** The folders inside one folder; without a path, those where the core begins. */
export function useFolder(path: string | undefined): FolderState {
  const client = useClient();
  const [state, setState] = useState<FolderState>({ kind: 'reading' });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    client.projects.browse(path === undefined ? {} : { path }, { signal }).then(
      (folder) => setState({ kind: 'read', ...folder }),
      (error: unknown) => {
        if (!signal.aborted) setState({ kind: 'failed', error: toBacklotError(error) });
      },
    );
    return () => controller.abort();
  }, [client, path]);
  return state;
}
