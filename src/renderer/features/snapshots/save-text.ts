import { callCore } from '../../state/call-core.ts';
import type { DesktopClient } from '../../state/link.ts';
import { showToast } from '../../ui/toast-manager.ts';

/** Hands a text to the browser as a file to be saved. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: some browsers begin to read only after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Saves a text as a file: by the system's dialog in the desktop app, by a download in a browser. */
export async function saveText(
  desktop: DesktopClient | undefined,
  title: string,
  name: string,
  text: string,
): Promise<void> {
  if (!desktop) {
    download(name, text);
    return;
  }
  const saved = await callCore(() => desktop.saveText({ title, name, text }));
  if (saved?.path !== undefined) showToast({ tone: 'healthy', title: `Saved as ${saved.path}` });
}
