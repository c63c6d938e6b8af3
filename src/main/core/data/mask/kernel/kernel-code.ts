/** Code of the kernel that does for a column what its transform does, with what it needs in memory. */
export interface KernelCode {
  /** One of `kinds`. */
  readonly kind: number;
  /** Memory for its keys and tables, in bytes. */
  readonly bytes: number;
  /** Writes them; `address` is where that memory begins, all zeros. */
  readonly write: (memory: DataView, address: number) => void;
  /** Told of a field that the code has left to JavaScript, so that it may know the next one; between two calls. */
  readonly declined?: (memory: Buffer, start: number, end: number) => void;
}
