import { callCore } from '../../state/call-core.ts';
import type { Link } from '../../state/link.ts';
import { openProject } from '../../state/open-project.ts';
import { useUi } from '../../state/ui.ts';

/** Lets the user choose a folder, with the system's dialog where there is one, and opens it as a project. */
export async function openFolder({ client, chooseFolder }: Link): Promise<void> {
  if (!chooseFolder) {
    useUi.setState({ folderDialogOpen: true });
    return;
  }
  const path = await callCore(chooseFolder);
  if (path !== undefined) await openProject(client, path);
}
