import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { lineAtRow, rowOffsets } from './line-heights.ts';
import type { ShownLine } from './log-buffer.ts';
import styles from './log-list.module.css';

export interface LogListProps {
  readonly label: string;
  readonly lines: readonly ShownLine[];
  /** The number of each service's colour. */
  readonly colours: ReadonlyMap<string, number>;
  readonly times: boolean;
  readonly wrap: boolean;
  /** True while the newest line is kept in view. */
  readonly following: boolean;
  /** Told when the reader scrolls away from the end, or back to it. */
  readonly onFollowing: (following: boolean) => void;
}

/** All in pixels; the style sheet has the same. */
const rowHeight = 20;
const padding = 12;
const gap = 10;
const timeWidth = 88;
const serviceWidth = 104;
const overscan = 12;

const clock = (at: number): string => {
  const date = new Date(at);
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};

/** Lines of logs, only those in view drawn; where they wrap, heights come from the count of characters. */
export function LogList(props: LogListProps) {
  const { label, lines, colours, times, wrap, following, onFollowing } = props;
  const box = useRef<HTMLOListElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const lastTop = useRef(0);
  const [view, setView] = useState({ top: 0, height: 400, width: 800, character: 7.2 });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void =>
      setView({
        top: element.scrollTop,
        height: element.clientHeight,
        width: element.clientWidth,
        character: (probe.current?.getBoundingClientRect().width ?? 720) / 100,
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // The font may come after the first frame.
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, []);

  const before = (times ? timeWidth + gap : 0) + serviceWidth + gap + 2 * padding;
  const columns = wrap ? Math.floor((view.width - before) / view.character) : undefined;
  const offsets = useMemo(
    () =>
      rowOffsets(
        lines.map(({ text }) => text),
        columns,
      ),
    [lines, columns],
  );
  const height = (offsets.at(-1) ?? 0) * rowHeight;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what moves the view
  useLayoutEffect(() => {
    if (!box.current || !following) return;
    box.current.scrollTop = box.current.scrollHeight;
    // Rows that became fewer have moved the view up: that was not the reader.
    lastTop.current = box.current.scrollTop;
  }, [height, lines, following, view.height]);

  const first = Math.max(0, lineAtRow(offsets, Math.floor(view.top / rowHeight)) - overscan);
  const end = Math.min(
    lines.length,
    lineAtRow(offsets, Math.ceil((view.top + view.height) / rowHeight)) + 1 + overscan,
  );

  return (
    <ol
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled list must be reachable by key
      tabIndex={0}
      className={classNames(styles.list, wrap && styles.wrap)}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        const atEnd = scrollHeight - scrollTop - clientHeight < 8;
        if (atEnd && !following) onFollowing(true);
        // Lines that come move the end away; only going up is the reader's doing.
        else if (!atEnd && following && scrollTop < lastTop.current) onFollowing(false);
        lastTop.current = scrollTop;
        setView((was) => ({ ...was, top: scrollTop }));
      }}
    >
      <li aria-hidden className={styles.room} style={{ height }}>
        <span ref={probe} className={styles.probe}>
          {'0'.repeat(100)}
        </span>
      </li>
      {lines.slice(first, end).map(({ id, service, container, from, at, text, level }, offset) => {
        const row = offsets[first + offset] ?? 0;
        const rows = (offsets[first + offset + 1] ?? row + 1) - row;
        return (
          <li
            key={id}
            className={classNames(styles.line, level && styles[level])}
            style={{ height: rows * rowHeight, transform: `translateY(${row * rowHeight}px)` }}
          >
            {times && <time className={styles.time}>{clock(at)}</time>}
            <span
              className={styles.service}
              style={{ color: `var(--service-${colours.get(service) ?? 0})` }}
              title={`${container}, ${from}`}
            >
              {service}
            </span>
            <span className={styles.text}>
              {level === 'error' && <span className="visually-hidden">error: </span>}
              {level === 'warn' && <span className="visually-hidden">warning: </span>}
              {text}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
