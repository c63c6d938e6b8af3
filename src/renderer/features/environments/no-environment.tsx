import type { ReactNode } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export interface NoEnvironmentProps {
  readonly icon: ReactNode;
  /** The environment that was asked for; absent where the project has none at all. */
  readonly name: string | undefined;
  /** Where there is none at all: what is missing. */
  readonly none: string;
  /** The way back from a name that leads nowhere. */
  readonly back: { readonly words: string; readonly path: string };
  readonly children: ReactNode;
}

/** A screen about an environment that is not there. */
export function NoEnvironment({ icon, name, none, back, children }: NoEnvironmentProps) {
  const { words, path } = name === undefined ? { words: 'Set up environments', path: '/setup' } : back;
  return (
    <EmptyState
      heading="h1"
      icon={icon}
      title={name === undefined ? none : `There is no environment "${name}"`}
      actions={
        <Button variant="primary" onClick={() => navigate(path)}>
          {words}
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}
