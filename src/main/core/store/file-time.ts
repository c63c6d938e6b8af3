/** A moment as part of a file name, in UTC: `20250131T235959123Z`. */
export const fileTime = (at: number): string => new Date(at).toISOString().replaceAll(/[-:.]/g, '');
