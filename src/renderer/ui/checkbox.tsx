import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { useId } from 'react';
import styles from './checkbox.module.css';

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: string;
  /** What it means, below the label. */
  readonly note?: string | undefined;
}

/** A choice that is made or not, with its consequence in words. */
export function Checkbox({ checked, onChange, label, note }: CheckboxProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <Base.Root
        checked={checked}
        onCheckedChange={(next) => onChange(next)}
        className={styles.box}
        aria-labelledby={id}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      >
        <Base.Indicator className={styles.mark}>
          <Check aria-hidden size={12} strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the box itself takes keys */}
      <span className={styles.words} onClick={() => onChange(!checked)}>
        <span id={id}>{label}</span>
        {note !== undefined && (
          <span id={`${id}-note`} className={styles.note}>
            {note}
          </span>
        )}
      </span>
    </div>
  );
}
