import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `primary` is the one action of its view; `danger` removes something. */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  /** An icon before the words; 14 px. */
  readonly icon?: ReactNode;
  /** Fills the width it is given. */
  readonly wide?: boolean;
}

/** A verb and its object, 28 px high. Disabled ones stay focusable, so that their reason can be read. */
export function Button({ variant = 'secondary', icon, wide, children, ...rest }: ButtonProps) {
  return (
    <BaseButton
      focusableWhenDisabled
      {...rest}
      className={classNames(styles.button, styles[variant], wide && styles.wide)}
    >
      {icon}
      <span className={styles.words}>{children}</span>
    </BaseButton>
  );
}
