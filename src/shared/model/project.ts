import type { Graph } from './graph.ts';

/** One thing wrong in a configuration file, at its place. Lines and columns count from 1. */
export interface ConfigProblem {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The lines around it with a caret below the column; plain text, several lines. */
  readonly excerpt?: string | undefined;
  readonly severity: 'error' | 'warning';
}

export interface GitHead {
  /** Branch name; absent when the head is detached. */
  readonly branch?: string | undefined;
  /** Full commit id; absent in a repository without commits. */
  readonly commit?: string | undefined;
  readonly subject?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly committedAt?: number | undefined;
  /** True when the work tree differs from the commit. */
  readonly dirty: boolean;
}

/**
 * A folder as a project. `ready`: its backlot.yaml holds. `uninitialised`: no backlot.yaml, but
 * `backlot init` can write one. `broken`: backlot.yaml has errors; `graph` is the last good one.
 */
export interface Project {
  /** Absolute path of the folder that holds backlot.yaml (or would). */
  readonly path: string;
  readonly name: string;
  readonly state: 'ready' | 'uninitialised' | 'broken';
  readonly problems: readonly ConfigProblem[];
  /** Absent outside a git repository. */
  readonly git?: GitHead | undefined;
  readonly composeFiles: readonly string[];
  readonly graph: Graph;
}

export interface RecentProject {
  readonly path: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  /** False when the folder is gone. */
  readonly exists: boolean;
}
