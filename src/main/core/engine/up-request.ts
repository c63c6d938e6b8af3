/** What is asked of an `up`, beside the compose files. */
export interface UpRequest {
  /** These alone, with what they need; all when absent. */
  readonly services?: readonly string[] | undefined;
  /** False: without what they need. */
  readonly dependencies?: boolean | undefined;
  /** `always`: also what is as wanted; `never`: what is there stays as it is. */
  readonly recreate?: 'changed' | 'always' | 'never' | undefined;
  /** Builds images anew though the engine has them. */
  readonly build?: boolean | undefined;
  /** Asks registries for images that the engine has already. */
  readonly pull?: 'always' | undefined;
  /** Containers of services that the compose files no longer have. */
  readonly removeOrphans?: boolean | undefined;
  /** Keys of volumes whose data may be thrown away because their settings changed. */
  readonly replaceVolumes?: readonly string[] | undefined;
}
