/** How a doctor's check ended. `warn` works with less comfort; `fail` stops work that needs it. */
export const checkStatuses = ['running', 'ok', 'warn', 'fail', 'skipped'] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** What mends a failed check: one command to run, or a page to read. */
export interface CheckFix {
  /** The one command that mends it, as it can be pasted into a shell. */
  readonly command?: string | undefined;
  /** Steps in words, where one command is not enough. */
  readonly steps: readonly string[];
  /** True when Backlot can do it on a click (`doctor.fix`). */
  readonly automatic: boolean;
}

/** One line of `backlot doctor` and of the first-run screen. */
export interface Check {
  /** Stable: "docker:default", "git". */
  readonly id: string;
  readonly group: 'docker' | 'git' | 'ports' | 'secrets' | 'storage';
  /** What is checked: "Docker engine (context default)". */
  readonly title: string;
  readonly status: CheckStatus;
  /** What was found: "20.10.24, API 1.41, overlay2". */
  readonly found: string;
  /** What is wrong, when it is not ok. */
  readonly problem?: string | undefined;
  readonly fix?: CheckFix | undefined;
  /** How long the check took, in milliseconds. */
  readonly ms?: number | undefined;
}
