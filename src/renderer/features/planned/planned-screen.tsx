import type { LucideIcon } from 'lucide-react';
import { navigate } from 'wouter/use-hash-location';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export interface PlannedScreenProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What will be on this screen. */
  readonly purpose: string;
  /** What can be done today. */
  readonly today: string;
}

/** A screen whose capability does not exist yet: says what will be here, and what can be done today. */
export function PlannedScreen({ icon: Icon, title, purpose, today }: PlannedScreenProps) {
  return (
    <EmptyState
      heading="h1"
      icon={<Icon />}
      title={title}
      actions={<Button onClick={() => navigate('/graph')}>Show the graph</Button>}
    >
      <p>{purpose}</p>
      <p>{today}</p>
    </EmptyState>
  );
}
