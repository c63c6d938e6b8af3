import { access, readFile } from 'node:fs/promises';

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** True when a module is among those of a kernel, loaded on demand or built in. `lists` are modules.dep and modules.builtin. */
export const namesModule = (lists: string, module: string): boolean =>
  new RegExp(`(^|/)${module}\\.ko(\\.\\w+)?(:|$)`, 'm').test(lists);

/** Whether this machine's kernel has loop devices and XFS; looks only, loads nothing. */
export async function kernelHas(
  kernel: string,
): Promise<{ readonly loop: boolean | undefined; readonly xfs: boolean | undefined }> {
  const folder = `/lib/modules/${kernel}`;
  const [fileSystems, dep, builtin, control] = await Promise.all([
    read('/proc/filesystems'),
    read(`${folder}/modules.dep`),
    read(`${folder}/modules.builtin`),
    access('/dev/loop-control').then(
      () => true,
      () => false,
    ),
  ]);
  const lists = `${dep}\n${builtin}`;
  // A kernel without a list (in a container, or built by hand) may still load what it does not show.
  const absent = lists.trim() === '' ? undefined : false;
  return {
    loop: control || namesModule(lists, 'loop') || absent,
    xfs: /\bxfs$/m.test(fileSystems) || namesModule(lists, 'xfs') || absent,
  };
}
