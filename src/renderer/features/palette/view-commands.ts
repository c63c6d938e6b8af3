import { Monitor, Moon, PanelRight, Sun } from 'lucide-react';
import { callCore } from '../../state/call-core.ts';
import type { Link } from '../../state/link.ts';
import { useUi } from '../../state/ui.ts';
import type { Command } from './command.ts';

const themes = [
  { theme: 'light', title: 'Use light theme', icon: Sun },
  { theme: 'dark', title: 'Use dark theme', icon: Moon },
  { theme: 'system', title: "Use the system's theme", icon: Monitor },
] as const;

/** Commands on how the window looks. */
export const viewCommands = ({ client }: Link, selected: string | undefined): readonly Command[] => [
  {
    id: 'view:inspector',
    section: 'View',
    title: 'Show or hide inspector',
    shortcut: 'Mod+I',
    icon: PanelRight,
    disabled: selected === undefined ? 'Nothing is selected' : undefined,
    run: () => {
      useUi.setState(({ inspectorOpen }) => ({ inspectorOpen: !inspectorOpen }));
    },
  },
  ...themes.map(
    ({ theme, title, icon }): Command => ({
      id: `view:theme:${theme}`,
      section: 'View',
      title,
      keywords: ['appearance', 'colour', 'mode'],
      icon,
      run: () => void callCore(() => client.app.setPreferences({ theme })),
    }),
  ),
];
