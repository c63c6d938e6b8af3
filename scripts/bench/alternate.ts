/** Runs two sides `rounds` times each, taking turns and swapping who goes first, so that drift hits both alike. */
export async function alternate<A, B>(
  a: () => Promise<A>,
  b: () => Promise<B>,
  rounds: number,
): Promise<{ readonly a: readonly A[]; readonly b: readonly B[] }> {
  const results: { readonly a: A[]; readonly b: B[] } = { a: [], b: [] };
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      results.a.push(await a());
      results.b.push(await b());
    } else {
      results.b.push(await b());
      results.a.push(await a());
    }
  }
  return results;
}
