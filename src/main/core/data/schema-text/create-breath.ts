/** How long a run of work is before others get their turn, in milliseconds. */
const turn = 10;

/** Gives others their turn when a while has passed. */
export function createBreath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turn) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
