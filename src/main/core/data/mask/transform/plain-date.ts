/** A day of the Gregorian calendar, year 0 being 1 BC, with what follows it in PostgreSQL's ISO form. */
export interface PlainDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Time, zone; without " BC". */
  readonly rest: string;
}

const form = /^(\d{4,7})-(\d{2})-(\d{2})((?:[ T].*?)?)( BC)?$/s;

/** Reads "2024-02-29 10:11:12+00", "0044-03-15 BC"; undefined for anything else. */
export function readDate(text: string): PlainDate | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, years = '', months = '', days = '', rest = '', before] = match;
  const year = before === undefined ? Number(years) : 1 - Number(years);
  const month = Number(months);
  const day = Number(days);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { year, month, day, rest };
}

/** Days since 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export function daysOf({ year, month, day }: PlainDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** A day as PostgreSQL writes it in ISO form, with the rest behind it. */
export function writeDate(days: number, rest: string): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const part = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * part + 2) / 5) + 1;
  const month = part + (part < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const shown = year > 0 ? year : 1 - year;
  const text = `${String(shown).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return `${text}${rest}${year > 0 ? '' : ' BC'}`;
}
