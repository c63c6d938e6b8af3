import { Mail, ShieldHalf } from 'lucide-react';
import { openEgress, openMail } from '../isolation/isolation-path.ts';
import type { Command } from './command.ts';

/** Commands on what one environment tries to reach. */
export const isolationCommands = (environment: string): readonly Command[] => [
  {
    id: `isolation:egress:${environment}`,
    section: 'Environment',
    title: `Show what ${environment} tried to reach`,
    keywords: ['egress', 'blocked', 'guard', 'outside', 'firewall', 'allow'],
    icon: ShieldHalf,
    run: () => openEgress(environment),
  },
  {
    id: `isolation:mail:${environment}`,
    section: 'Environment',
    title: `Show mail of ${environment}`,
    keywords: ['inbox', 'smtp', 'captured'],
    icon: Mail,
    run: () => openMail(environment),
  },
];
