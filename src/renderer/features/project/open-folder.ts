import { callCore } from '../../state/call-core.ts';
import type { Link } from '../../state/link.ts';
import { openProject } from '../../state/open-project.ts';
import { useUi } from '../../state/ui.ts';

/** Lets the user choose a folder, with the system's dialog where there is one, and opens it as a project. */
export async function openFolder({ client, desktop }: Link): Promise<void> {
  if (!desktop) {
    useUi.setState({ folderDialogOpen: true });
    return;
  }
  const chosen = await callCore(() => desktop.chooseFolder({ title: 'Open folder' }));
  if (chosen?.path !== undefined) await openProject(client, chosen.path);
}
