import type { WireError } from '../../../../../shared/errors.ts';

/** What the page found out about its own rights while it loaded. */
export interface PageReport {
  /** Whether an inline script ran. */
  readonly inline: boolean;
  /** How code from text ended: "done", or the error's name. */
  readonly evaluated: string;
  /** Node's and Electron's globals that are there. */
  readonly globals: readonly string[];
  /** The directives of the policy that stopped something. */
  readonly violations: readonly string[];
}

/** What the test page offers to a test as `window.testPage`. */
export interface TestPage {
  readonly report: () => PageReport;
  /** What the followed topics have delivered. */
  readonly events: () => readonly unknown[];
  readonly call: (
    method: string,
    input: unknown,
  ) => Promise<{ readonly value: unknown } | { readonly error: WireError }>;
  /** Sends a text of this many characters to the core and back; true when it came back as sent. */
  readonly bigEcho: (characters: number) => Promise<boolean>;
  readonly manyCalls: (count: number) => Promise<number>;
  readonly follow: (topic: 'requests' | 'changes') => Promise<void>;
}
