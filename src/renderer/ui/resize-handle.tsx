import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './resize-handle.module.css';

export interface ResizeHandleProps {
  readonly label: string;
  /** The edge of the panel that it moves. */
  readonly edge: 'top' | 'left';
  /** Size of the panel, in pixels. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** Drags the edge of a panel; arrow keys move it by 16 pixels. */
export function ResizeHandle({ label, edge, value, min, max, onChange }: ResizeHandleProps) {
  const grip = useRef<{ readonly at: number; readonly value: number }>(undefined);
  const place = (event: PointerEvent): number => (edge === 'top' ? event.clientY : event.clientX);
  const set = (next: number): void => onChange(Math.round(Math.min(max, Math.max(min, next))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const [more, less] = edge === 'top' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key === more) set(value + 16);
    else if (event.key === less) set(value - 16);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves has a value, which hr cannot have
    <div
      role="separator"
      aria-label={label}
      aria-orientation={edge === 'top' ? 'horizontal' : 'vertical'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={classNames(styles.handle, styles[edge])}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { at: place(event), value };
      }}
      onPointerMove={(event) => {
        if (grip.current) set(grip.current.value + grip.current.at - place(event));
      }}
      onPointerUp={() => {
        grip.current = undefined;
      }}
    />
  );
}
