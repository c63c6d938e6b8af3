import type { Problems } from './problems.ts';
import type { Node } from './yaml-node.ts';

/** What one load shares between all the files it reads. */
export interface LoadContext {
  readonly problems: Problems;
  readonly signal: AbortSignal;
  /** Absolute paths of every file that was read, or looked for and not found. */
  readonly files: Set<string>;
  /** The name of a file in problems: relative to where the user stands, where it is below. */
  readonly display: (path: string) => string;
  /** The home directory, for `~`. */
  readonly home: string;
}

/** What the text of the files of one project means; an included project has its own. */
export interface ProjectSettings {
  /** Absolute. */
  readonly projectDirectory: string;
  readonly lookup: (name: string) => string | undefined;
  /** Files that `extends` refers to, read once: absolute path → its documents merged. */
  readonly extended: Map<string, Node | undefined>;
}
