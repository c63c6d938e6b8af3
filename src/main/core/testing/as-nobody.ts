/**
 * Does something without root's power over permissions; for tests, in a process of their own. Under
 * any other user it changes nothing, as that user has no such power.
 */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const { geteuid, seteuid } = process;
  if (geteuid === undefined || seteuid === undefined || geteuid.call(process) !== 0) return work();
  seteuid.call(process, 65534);
  try {
    return await work();
  } finally {
    seteuid.call(process, 0);
  }
}
