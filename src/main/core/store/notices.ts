/** Something found wrong with the data directory, for the user to read. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** What was found so far; each notice once. */
export interface Notices {
  readonly all: () => readonly Notice[];
  readonly add: (notice: Notice) => void;
}

export function createNotices(): Notices {
  const found: Notice[] = [];
  return {
    all: () => [...found],
    add(notice) {
      if (!found.some(({ title, text }) => title === notice.title && text === notice.text))
        found.push(notice);
    },
  };
}
