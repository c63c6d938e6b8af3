import { type BrowserWindow, dialog } from 'electron';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { desktopContract } from '../../../shared/contract/desktop.ts';
import { writeFileAtomically } from '../../core/project/write-file-atomically.ts';
import type { DesktopRequests } from './desktop-requests.ts';

/** The handlers of what only this door can do. */
export const desktopHandlers = (
  requests: DesktopRequests,
  window: () => BrowserWindow | undefined,
): Handlers<typeof desktopContract> => {
  /** Asks where to; the dialog asks again before it answers with a file that is there. */
  const save = async (
    { title, name }: { readonly title: string; readonly name: string },
    content: string | Uint8Array,
    signal: AbortSignal,
  ): Promise<{ path?: string }> => {
    const parent = window();
    if (!parent) return {};
    const { canceled, filePath } = await dialog.showSaveDialog(parent, { title, defaultPath: name });
    if (canceled || filePath === '') return {};
    await writeFileAtomically(filePath, content, true, signal);
    return { path: filePath };
  };
  return {
    desktop: {
      requests: requests.topic,
      async chooseFolder({ title }) {
        const parent = window();
        if (!parent) return {};
        const { filePaths } = await dialog.showOpenDialog(parent, {
          title,
          properties: ['openDirectory', 'createDirectory'],
        });
        const [path] = filePaths;
        return path === undefined ? {} : { path };
      },
      saveText: ({ text, ...asked }, { signal }) => save(asked, text, signal),
      saveBytes: ({ base64, ...asked }, { signal }) => save(asked, Buffer.from(base64, 'base64'), signal),
    },
  };
};
