/** The window's colour until the page has painted: `--bg` of the page's tokens.css in each theme. */
export const themeBackground = (dark: boolean): string => (dark ? '#151311' : '#fbfaf8');
