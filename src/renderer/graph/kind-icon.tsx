import {
  Clapperboard,
  ClipboardCheck,
  Copy,
  FlaskConical,
  Globe,
  Laptop,
  type LucideIcon,
  Rocket,
} from 'lucide-react';
import type { EnvironmentKind } from '../../shared/model/graph.ts';

const icons: Readonly<Record<EnvironmentKind, LucideIcon>> = {
  dev: Laptop,
  test: FlaskConical,
  qa: ClipboardCheck,
  release: Rocket,
  staging: Clapperboard,
  production: Globe,
  'production-copy': Copy,
};

/** The icon of a kind of environment; decoration, the kind stands beside it in words. */
export function KindIcon({ kind, size = 16 }: { readonly kind: EnvironmentKind; readonly size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}
