import type { ReactNode } from 'react';

/** One line of a menu. A disabled item stays visible and says why. */
export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly label: string;
      readonly icon?: ReactNode;
      readonly shortcut?: string | undefined;
      /** Secondary words behind the label: a path, a host. */
      readonly note?: string | undefined;
      readonly danger?: boolean | undefined;
      readonly run: () => void;
    }
  | {
      readonly kind: 'disabled';
      readonly id: string;
      readonly label: string;
      readonly icon?: ReactNode;
      readonly reason: string;
    }
  | { readonly kind: 'label'; readonly id: string; readonly label: string }
  | { readonly kind: 'line'; readonly id: string };
