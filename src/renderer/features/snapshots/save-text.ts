import { callCore } from '../../state/call-core.ts';
import { download } from '../../state/download.ts';
import type { DesktopClient } from '../../state/link.ts';
import { showToast } from '../../ui/toast-manager.ts';

/** Saves a text as a file: by the system's dialog in the desktop app, by a download in a browser. */
export async function saveText(
  desktop: DesktopClient | undefined,
  title: string,
  name: string,
  text: string,
): Promise<void> {
  if (!desktop) {
    download(name, new Blob([text], { type: 'text/plain;charset=utf-8' }));
    return;
  }
  const saved = await callCore(() => desktop.saveText({ title, name, text }));
  if (saved?.path !== undefined) showToast({ tone: 'healthy', title: `Saved as ${saved.path}` });
}
