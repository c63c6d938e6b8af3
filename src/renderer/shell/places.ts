import {
  Activity,
  Database,
  GitBranch,
  Layers,
  type LucideIcon,
  Settings,
  ShieldHalf,
  Workflow,
} from 'lucide-react';

export interface Place {
  readonly path: string;
  readonly title: string;
  readonly shortcut: string;
  readonly icon: LucideIcon;
}

/** The screens on the rail, in its order; the last one stands at the bottom. */
export const places: readonly Place[] = [
  { path: '/graph', title: 'Graph', shortcut: 'Mod+1', icon: Workflow },
  { path: '/environments', title: 'Environments', shortcut: 'Mod+2', icon: Layers },
  { path: '/data', title: 'Data', shortcut: 'Mod+3', icon: Database },
  { path: '/isolation', title: 'Isolation', shortcut: 'Mod+4', icon: ShieldHalf },
  { path: '/branches', title: 'Branches', shortcut: 'Mod+5', icon: GitBranch },
  { path: '/activity', title: 'Activity', shortcut: 'Mod+6', icon: Activity },
  { path: '/settings', title: 'Settings', shortcut: 'Mod+7', icon: Settings },
];
