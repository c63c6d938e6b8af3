import { mendStyles } from './mend-styles.ts';

const pauses = [200, 800, 2000];

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * Loads a part of the page, again when that failed: browsers break off every load when a network interface
 * comes or goes, which is what Docker does with each network it makes or removes.
 */
export async function loadAgain<T>(load: () => Promise<T>, wait = sleep): Promise<T> {
  for (const pause of pauses) {
    try {
      return await load();
    } catch {
      await wait(pause);
    }
  }
  return load();
}

/**
 * The same for a part with style sheets of its own: a script is imported again when it failed, but the style
 * sheet that failed beside it counts as loaded.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  const part = await loadAgain(load);
  await loadAgain(mendStyles);
  return part;
}
