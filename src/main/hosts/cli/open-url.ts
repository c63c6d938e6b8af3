import { spawnDetached } from './launch-app.ts';

/** The program that opens an address in the user's browser; `undefined` where no window can open. */
export function urlOpener(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [command: string, ...args: string[]] | undefined {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}

/** Opens an http address in the browser; false when that can't be done here. */
export async function openUrl(
  url: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const opener = urlOpener(platform, env);
  if (!opener || !/^https?:$/.test(new URL(url).protocol)) return false;
  const [command, ...args] = opener;
  return spawnDetached(command, [...args, url], env);
}
