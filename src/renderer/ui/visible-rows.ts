export interface Viewport {
  /** All in pixels. */
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
}

export interface RowRange {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** Which of `count` rows of one height to draw: those in view and `overscan` more on each side. */
export function visibleRows(
  count: number,
  { scrollTop, height, rowHeight }: Viewport,
  overscan = 8,
): RowRange {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + overscan);
  return { first: Math.min(first, end), end };
}

/** Where to scroll so that a row is in view; the present place when it already is. */
export function scrollToRow(index: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return scrollTop;
}

/** The row a key leads to from `index`, or `undefined` for a key that does not move. */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | undefined {
  const clamp = (next: number): number => Math.min(count - 1, Math.max(0, next));
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(index + 1);
    case 'ArrowUp':
    case 'k':
      return clamp(index - 1);
    case 'PageDown':
      return clamp(index + page);
    case 'PageUp':
      return clamp(index - page);
    case 'Home':
      return clamp(0);
    case 'End':
      return clamp(count - 1);
    default:
      return undefined;
  }
}
