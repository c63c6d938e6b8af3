/** Where a server listens, and who comes. */
export interface WireAddress {
  /** For people. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string;
}
