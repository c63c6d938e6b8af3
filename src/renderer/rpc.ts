import type { Link } from './state/link.ts';
export function openLink(): Promise<Link> {
  throw new Error('later');
}
