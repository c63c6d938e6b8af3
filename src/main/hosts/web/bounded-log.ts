const minute = 60_000;

/** Writes at most `most` lines a minute, then one that says so: whoever is refused can't fill the disk. */
export function boundedLog(
  log: (line: string) => void,
  now: () => number,
  most = 20,
): (line: string) => void {
  let since = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (line) => {
    if (now() - since >= minute) {
      since = now();
      count = 0;
    }
    count += 1;
    if (count <= most) log(line);
    else if (count === most + 1) log('more of this is not logged for a minute');
  };
}
