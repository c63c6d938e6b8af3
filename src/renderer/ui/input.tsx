import { Input as Base } from '@base-ui/react/input';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './input.module.css';

export interface InputProps extends Omit<ComponentProps<typeof Base>, 'className'> {
  /** For paths, commands and ids. */
  readonly mono?: boolean;
}

/** A one-line text field, 28 px high. Needs a label: a `Field` around it or `aria-label`. */
export function Input({ mono, ...rest }: InputProps) {
  return <Base spellCheck={false} {...rest} className={classNames(styles.input, mono && styles.mono)} />;
}
