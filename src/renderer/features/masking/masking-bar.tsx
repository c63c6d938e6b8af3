import { CheckCheck, Square } from 'lucide-react';
import { type ColumnClass, columnClasses, type MaskingReport } from '../../../shared/model/masking.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './masking-bar.module.css';
import type { MaskingFilter } from './masking-rows.ts';

export interface MaskingBarProps {
  readonly report: MaskingReport;
  readonly filter: MaskingFilter;
  readonly onFilter: (filter: MaskingFilter) => void;
  /** Per cent. */
  readonly sure: Sureness;
  readonly onSure: (sure: Sureness) => void;
  /** How many of the columns shown have a proposal that sure. */
  readonly acceptable: number;
  readonly onAccept: () => void;
  /** While proposals are being taken: how many of how many. */
  readonly accepting: { readonly done: number; readonly of: number } | undefined;
  readonly onStop: () => void;
}

export const surenesses = ['95', '90', '80', '60'] as const;
export type Sureness = (typeof surenesses)[number];

const classOptions = [
  { value: 'any' as const, label: 'Any class' },
  ...columnClasses.map((value) => ({ value, label: value })),
];

const everyTable = '';

/** Which columns are shown, and the way to accept many proposals at once. */
export function MaskingBar(props: MaskingBarProps) {
  const { report, filter, onFilter, sure, onSure, acceptable, onAccept, accepting, onStop } = props;
  return (
    <div className={styles.bar}>
      <span className={styles.tables}>
        <Select
          label="Table"
          value={filter.table ?? everyTable}
          options={[
            { value: everyTable, label: 'All tables' },
            ...report.tables.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(table) => onFilter({ ...filter, table: table === everyTable ? undefined : table })}
        />
      </span>
      <Segmented
        label="Columns"
        value={filter.openOnly ? 'open' : 'all'}
        onChange={(value) => onFilter({ ...filter, openOnly: value === 'open' })}
        options={[
          { value: 'all', label: 'All' },
          { value: 'open', label: 'Open' },
        ]}
      />
      <Select<ColumnClass | 'any'>
        label="Class"
        value={filter.class}
        options={classOptions}
        onChange={(next) => onFilter({ ...filter, class: next })}
      />
      <span className={styles.text}>
        <Input
          aria-label="Filter columns"
          placeholder="Filter columns"
          value={filter.text}
          onValueChange={(text) => onFilter({ ...filter, text })}
        />
      </span>
      <span className={styles.accept}>
        {accepting ? (
          <>
            <span role="status" className={styles.count}>
              {accepting.done} of {accepting.of} accepted
            </span>
            <Button icon={<Square aria-hidden />} onClick={onStop}>
              Stop
            </Button>
          </>
        ) : (
          <>
            <Button icon={<CheckCheck aria-hidden />} disabled={acceptable === 0} onClick={onAccept}>
              {acceptable === 0
                ? 'Accept proposals'
                : `Accept ${acceptable} ${acceptable === 1 ? 'proposal' : 'proposals'}`}
            </Button>
            <Select
              label="As sure as"
              value={sure}
              options={surenesses.map((value) => ({ value, label: `${value} % sure` }))}
              onChange={onSure}
            />
          </>
        )}
      </span>
    </div>
  );
}
