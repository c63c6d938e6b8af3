import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  /** What it does, as a verb and its object; read by screen readers and shown as a tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly pressed?: boolean | undefined;
  /** The icon; 16 px. */
  readonly children: ReactNode;
}

/** A square 28 px button with an icon and a tooltip. */
export function IconButton({ label, shortcut, side, pressed, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} {...(side && { side })}>
      <BaseButton
        focusableWhenDisabled
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={classNames(styles.button, pressed && styles.pressed)}
      >
        {children}
      </BaseButton>
    </Tooltip>
  );
}
