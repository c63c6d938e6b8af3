import { type KeyboardEvent, type Ref, useId, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { applyCompletion, type Completion, completeRule } from './complete-rule.ts';
import styles from './rule-field.module.css';

export interface RuleFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly value: string;
  /** What is wrong with it; said below. */
  readonly problem: string | undefined;
  readonly onChange: (text: string) => void;
  /** Enter, when no completion is chosen. */
  readonly onSave: () => void;
  /** Escape, when no completions are shown. */
  readonly onLeave: () => void;
}

const most = 8;

/** A masking rule as text, with completions of transformers, options and their values. */
export function RuleField({ ref, label, value, problem, onChange, onSave, onLeave }: RuleFieldProps) {
  const id = useId();
  const [found, setFound] = useState<readonly Completion[]>([]);
  const [active, setActive] = useState(-1);
  /** Where the cursor belongs after a completion was put in. */
  const cursor = useRef<{ readonly input: HTMLInputElement; readonly at: number }>(undefined);
  const shown = found.slice(0, most);
  const open = shown.length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the new text is what the cursor waits for
  useLayoutEffect(() => {
    const wanted = cursor.current;
    cursor.current = undefined;
    wanted?.input.setSelectionRange(wanted.at, wanted.at);
  }, [value]);

  const close = (): void => {
    setFound([]);
    setActive(-1);
  };
  const look = (text: string, at: number): void => {
    setFound(completeRule(text, at));
    setActive(-1);
  };
  const take = (input: HTMLInputElement, completion: Completion): void => {
    const next = applyCompletion(value, completion);
    cursor.current = { input, at: next.cursor };
    onChange(next.text);
    if (completion.insert.endsWith(' ')) look(next.text, next.cursor);
    else close();
  };
  const move = (step: number): void =>
    setActive((active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const input = event.currentTarget;
    const chosen = shown[active] ?? (event.key === 'Tab' && !event.shiftKey ? shown[0] : undefined);
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (open) move(event.key === 'ArrowDown' ? 1 : -1);
        else look(value, input.selectionStart ?? value.length);
        return;
      case 'Tab':
        if (!chosen) return;
        event.preventDefault();
        take(input, chosen);
        return;
      case 'Enter':
        event.preventDefault();
        if (chosen) take(input, chosen);
        else {
          close();
          onSave();
        }
        return;
      case 'Escape':
        event.preventDefault();
        event.stopPropagation();
        if (open) close();
        else onLeave();
        return;
    }
  };

  return (
    <div className={styles.field}>
      <input
        ref={ref}
        type="text"
        role="combobox"
        spellCheck={false}
        autoComplete="off"
        className={styles.input}
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        placeholder="{ mask: email }"
        value={value}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
          look(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Ways to go on" hidden={!open} className={styles.list}>
        {shown.map((completion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and takes the keys
          <div
            key={completion.label}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classNames(styles.option, index === active && styles.active)}
            // Before the field loses the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => {
              const input = event.currentTarget.parentElement?.parentElement?.querySelector('input');
              if (input) take(input, completion);
            }}
          >
            <code>{completion.label}</code>
            <span className={styles.note}>{completion.note}</span>
          </div>
        ))}
      </div>
      <p id={`${id}-problem`} className={styles.problem} aria-live="polite">
        {problem}
      </p>
    </div>
  );
}
