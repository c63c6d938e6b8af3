import {
  type KeyboardEvent,
  PureComponent,
  type ReactNode,
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { classNames } from './class-names.ts';
import styles from './table.module.css';
import { rowAfterKey, scrollToRow, visibleRows } from './visible-rows.ts';

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** A CSS grid track: "120px", "minmax(160px, 1fr)". */
  readonly width: string;
  /** Numbers and times stand at the right end. */
  readonly align?: 'start' | 'end';
  readonly cell: (row: Row) => ReactNode;
}

export interface TableProps<Row> {
  /** What the rows are; read by screen readers. */
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly selected?: string | undefined;
  /** Called when the selection moves, by click or arrow key. */
  readonly onSelect?: ((row: Row) => void) | undefined;
  /** Called on Enter and on a double click. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly rowHeight?: number;
}

const headHeight = 32;

interface TableRowProps<Row> {
  readonly id: string;
  readonly index: number;
  readonly row: Row;
  readonly columns: readonly TableColumn<Row>[];
  readonly template: string;
  readonly height: number;
  readonly selected: boolean;
  readonly onSelect: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
}

/** A row; drawn again only when it, its place or its selection changed. */
class TableRow<Row> extends PureComponent<TableRowProps<Row>> {
  override render(): ReactNode {
    const { id, index, row, columns, template, height, selected, onSelect, onOpen } = this.props;
    return (
      <tr
        id={id}
        aria-rowindex={index + 2}
        aria-selected={selected}
        className={classNames(styles.row, selected && styles.selected)}
        style={{ gridTemplateColumns: template, height, transform: `translateY(${index * height}px)` }}
        onClick={() => onSelect(row)}
        onDoubleClick={() => onOpen(row)}
      >
        {columns.map((column) => (
          <td key={column.id} className={classNames(styles.cell, column.align === 'end' && styles.end)}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
    );
  }
}

/** A function that stays the same and calls the newest one given: memoised rows keep it. */
function useLatest<Value>(call: ((value: Value) => void) | undefined): (value: Value) => void {
  const latest = useRef(call);
  useLayoutEffect(() => {
    latest.current = call;
  });
  return useCallback((value) => latest.current?.(value), []);
}

/** A table of rows of one height; draws only those in view, so thousands scroll at full frame rate. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, keyOf, selected, onSelect, onOpen, rowHeight = 32 } = props;
  const id = useId();
  const rowId = (index: number): string => `${id}-${index}`;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, height: 600 });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void =>
      setView({ scrollTop: element.scrollTop, height: element.clientHeight - headHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const viewport = { ...view, rowHeight };
  const { first, end } = visibleRows(rows.length, viewport);
  const current = rows.findIndex((row) => keyOf(row) === selected);
  const template = columns.map((column) => column.width).join(' ');
  const select = useLatest(onSelect);
  const open = useLatest(onOpen);

  // A choice that was made elsewhere comes into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that come and go must not move the view
  useLayoutEffect(() => {
    if (current < 0 || !box.current) return;
    const { scrollTop, clientHeight } = box.current;
    box.current.scrollTop = scrollToRow(current, { scrollTop, height: clientHeight - headHeight, rowHeight });
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[current];
    if (event.key === 'Enter' && row !== undefined) {
      onOpen?.(row);
      return;
    }
    const next = rowAfterKey(event.key, current, rows.length, Math.floor(view.height / rowHeight));
    const target = next === undefined ? undefined : rows[next];
    if (next === undefined || target === undefined) return;
    event.preventDefault();
    if (box.current) box.current.scrollTop = scrollToRow(next, viewport);
    onSelect?.(target);
  };

  return (
    <div
      ref={box}
      className={styles.box}
      onScroll={(event) => setView({ ...view, scrollTop: event.currentTarget.scrollTop })}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid is a table with arrow keys
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={current >= first && current < end ? rowId(current) : undefined}
        tabIndex={0}
        className={styles.table}
        onKeyDown={onKeyDown}
      >
        <thead className={styles.block}>
          <tr aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classNames(styles.cell, column.align === 'end' && styles.end)}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.body} style={{ height: rows.length * rowHeight }}>
          {rows.slice(first, end).map((row, offset) => {
            const index = first + offset;
            return (
              <TableRow
                key={keyOf(row)}
                id={rowId(index)}
                index={index}
                row={row}
                columns={columns}
                template={template}
                height={rowHeight}
                selected={index === current}
                onSelect={select}
                onOpen={open}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
