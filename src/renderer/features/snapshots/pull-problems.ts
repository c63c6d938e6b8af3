/** What is wrong with a source's address; empty when nothing is. */
export function sourceProblem(address: string): string {
  const text = address.trim();
  if (text === '') return 'Write the address of a PostgreSQL database.';
  if (!/^postgres(?:ql)?:[/][/]/.test(text)) return 'It begins with postgresql://.';
  return URL.parse(text)?.hostname ? '' : 'It is no address: postgresql://user@host:port/database.';
}

/** What is wrong with a share in per cent; empty when nothing is, or nothing is written. */
export function shareProblem(share: string): string {
  const text = share.trim();
  if (text === '') return '';
  const value = Number(text);
  return value > 0 && value <= 100 ? '' : 'A number above 0, up to 100.';
}
