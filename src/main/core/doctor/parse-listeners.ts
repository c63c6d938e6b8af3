/** IPv4 loopback, any address, and their IPv6 forms, as /proc/net/tcp writes them on a little-endian machine. */
const addresses = new Set([
  '0100007F',
  '00000000',
  '00000000000000000000000000000000',
  '0000000000000000FFFF00000100007F',
]);

/** The inodes of the sockets that listen on a port of loopback, from /proc/net/tcp or tcp6. */
export function socketInodes(table: string, port: number): readonly string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [address = '', hexPort] = (columns[1] ?? '').split(':');
    const [state, inode] = [columns[3], columns[9]];
    return state === '0A' && hexPort === wanted && addresses.has(address) && inode !== undefined
      ? [inode]
      : [];
  });
}

export interface Holder {
  readonly pid: number;
  readonly name: string;
}

/** The first process in what `lsof -F pc` prints. */
export function lsofHolder(output: string): Holder | undefined {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  const name = /^c(.+)$/m.exec(output)?.[1];
  return pid === undefined ? undefined : { pid: Number(pid), name: name ?? 'process' };
}

/** The process that listens on a port, in what Windows' `netstat -ano -p TCP` prints in any language. */
export function netstatPid(output: string, port: number): number | undefined {
  for (const line of output.split(/\r?\n/)) {
    const [protocol, local = '', remote = '', , pid] = line.trim().split(/\s+/);
    // The word for "listening" is translated; a listening socket has no peer's port.
    const listens = protocol === 'TCP' && remote.endsWith(':0');
    if (listens && local.endsWith(`:${port}`) && pid !== undefined) return Number(pid);
  }
  return undefined;
}

/** The program's name in what Windows' `tasklist /FO CSV /NH` prints. */
export const tasklistName = (output: string): string | undefined => /^"([^"]+)","\d+"/m.exec(output)?.[1];
