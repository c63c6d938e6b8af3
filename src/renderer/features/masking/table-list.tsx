import { type KeyboardEvent, memo } from 'react';
import type { MaskingReport } from '../../../shared/model/masking.ts';
import { classNames } from '../../ui/class-names.ts';
import { CoverageBar } from './coverage-bar.tsx';
import { type Coverage, coverageOf } from './masking-rows.ts';
import styles from './table-list.module.css';

interface ItemProps {
  readonly name: string;
  readonly coverage: Coverage;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Item({ name, coverage, chosen, onChoose }: ItemProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={chosen}
        className={classNames(styles.item, chosen && styles.chosen)}
        onClick={onChoose}
      >
        <span className={styles.name} title={name}>
          {name}
        </span>
        {coverage.open > 0 && <span className={styles.open}>{coverage.open} open</span>}
        <CoverageBar {...coverage} />
      </button>
    </li>
  );
}

/** Up and down move the choice, and the focus with it. */
function onKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.findIndex((button) => button.matches(':focus')) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

export interface TableListProps {
  readonly report: MaskingReport;
  readonly chosen: string | undefined;
  readonly onChoose: (table: string | undefined) => void;
}

/** The tables of a database with how far each is decided. */
export const TableList = memo(function TableList({ report, chosen, onChoose }: TableListProps) {
  const { masked, ruled, open, tables } = report;
  return (
    <nav className={styles.list} aria-label="Tables">
      <ul onKeyDown={onKeyDown}>
        <Item
          name="All tables"
          coverage={{ masked, kept: ruled - masked, open }}
          chosen={chosen === undefined}
          onChoose={() => onChoose(undefined)}
        />
        {tables.map(({ name, columns }) => (
          <Item
            key={name}
            name={name}
            coverage={coverageOf(columns)}
            chosen={chosen === name}
            onChoose={() => onChoose(name)}
          />
        ))}
      </ul>
    </nav>
  );
});
