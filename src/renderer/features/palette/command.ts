import type { LucideIcon } from 'lucide-react';

export const sections = ['Project', 'Environment', 'Data', 'Operations', 'Go to', 'View'] as const;
export type Section = (typeof sections)[number];

/** Something that can be done by name. */
export interface Command {
  /** Stable: what is remembered as used. */
  readonly id: string;
  readonly section: Section;
  /** A verb and its object. */
  readonly title: string;
  /** Other words people may look for. */
  readonly keywords?: readonly string[] | undefined;
  /** Behind the title: a path, a state. */
  readonly note?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly icon: LucideIcon;
  /** Why it can't be run now; absent when it can. */
  readonly disabled?: string | undefined;
  readonly run: () => void;
}

/** The commands used last, in that order, that are still there. */
export const recentOf = (commands: readonly Command[], ids: readonly string[]): readonly Command[] =>
  ids.flatMap((id) => commands.filter((command) => command.id === id)).slice(0, 4);
