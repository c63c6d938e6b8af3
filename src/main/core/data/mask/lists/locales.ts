/** Languages of the lists of names and places. */
export const locales = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'sv'] as const;
export type Locale = (typeof locales)[number];
