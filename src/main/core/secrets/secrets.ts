/** Where secrets rest: the OS keychain through the Electron host, a 0600 key file for headless hosts. */
export interface Secrets {
  /** What keeps them, in words for doctor: "GNOME keyring", "key file <path>". */
  readonly keeper: string;
  readonly get: (name: string, signal: AbortSignal) => Promise<string | undefined>;
  /** @throws BacklotError `secrets-unavailable` when the keeper can't be used. */
  readonly set: (name: string, value: string, signal: AbortSignal) => Promise<void>;
  readonly remove: (name: string, signal: AbortSignal) => Promise<void>;
}
