import { type BrowserWindow, dialog } from 'electron';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { desktopContract } from '../../../shared/contract/desktop.ts';
import { writeFileAtomically } from '../../core/project/write-file-atomically.ts';
import type { DesktopRequests } from './desktop-requests.ts';

/** The handlers of what only this door can do. */
export const desktopHandlers = (
  requests: DesktopRequests,
  window: () => BrowserWindow | undefined,
): Handlers<typeof desktopContract> => ({
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
    async saveText({ title, name, text }, { signal }) {
      const parent = window();
      if (!parent) return {};
      // The dialog asks before it answers with a file that is there.
      const { canceled, filePath } = await dialog.showSaveDialog(parent, { title, defaultPath: name });
      if (canceled || filePath === '') return {};
      await writeFileAtomically(filePath, text, true, signal);
      return { path: filePath };
    },
  },
});
