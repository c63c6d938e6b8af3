const block = 512;
const text = (header: Buffer, at: number, length: number): string =>
  header.toString('utf8', at, at + length).replace(/\0.*$/s, '');

/** The content of the first plain file in a tar; undefined where there is none. Links are not followed. */
export function firstFileOfTar(tar: Buffer): Buffer | undefined {
  for (let at = 0; at + block <= tar.length; ) {
    const header = tar.subarray(at, at + block);
    const size = Number.parseInt(text(header, 124, 12).trim(), 8);
    if (Number.isNaN(size)) return undefined;
    const kind = text(header, 156, 1);
    const content = tar.subarray(at + block, at + block + size);
    if (kind === '0' || kind === '') return content.length === size ? content : undefined;
    // What stands before a file for long names and dates, or is no file.
    at += block + Math.ceil(size / block) * block;
  }
  return undefined;
}
