/** Edits (insert, remove, replace, swap neighbours) that turn one text into another. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The known name that a wrong one most likely meant; undefined when none is near. */
export function nearestName(wrong: string, known: readonly string[]): string | undefined {
  const plain = wrong.toLowerCase();
  if (plain.length > 64) return undefined;
  let best: string | undefined;
  // A third of the letters may be wrong: enough for typing errors, too little for another word.
  let bestDistance = Math.max(1, Math.floor(plain.length / 3)) + 1;
  for (const name of known) {
    const edits = distance(plain, name.toLowerCase());
    if (edits < bestDistance) {
      best = name;
      bestDistance = edits;
    }
  }
  if (best !== undefined || plain.length < 3) return best;
  return known.find((name) => name.startsWith(plain) || plain.startsWith(name));
}
