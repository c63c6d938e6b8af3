/** The window's colour until the page has painted: the page's own background in each theme. */
export const themeBackground = (dark: boolean): string => (dark ? '#1b1a18' : '#faf9f7');
