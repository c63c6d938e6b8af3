interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const fields: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: months },
  // 0 and 7 are both Sunday, as in every cron.
  { name: 'weekday', min: 0, max: 7, names: weekdays },
];

function numberOf(text: string, { min, max, names }: Field): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + min;
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

/** The values that one part ("1-5/2", "mon", "*") stands for; undefined when it is not one. */
function valuesOf(part: string, field: Field): readonly number[] | undefined {
  const match = /^([^/]+?)(?:\/(\d{1,2}))?$/.exec(part);
  if (!match) return undefined;
  const [, range = '', stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step < 1) return undefined;
  const [fromText = '', toText, ...rest] =
    range === '*' ? [`${field.min}`, `${field.max}`] : range.split('-');
  const from = numberOf(fromText, field);
  // "5/15" means from 5 to the end; a lone "5" means 5.
  const to = toText === undefined ? (stepText === undefined ? from : field.max) : numberOf(toText, field);
  if (rest.length > 0 || from === undefined || to === undefined || from > to) return undefined;
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

/** What is wrong with a five-field cron text, in words; undefined when it holds. Pure; no library. */
export function cronProblem(text: string): string | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length || parts[0] === '') {
    return 'A schedule has five fields: minute, hour, day of the month, month, weekday.';
  }
  const chosen: (readonly number[])[] = [];
  for (const [index, field] of fields.entries()) {
    const values: number[] = [];
    for (const part of (parts[index] ?? '').split(',')) {
      const some = valuesOf(part, field);
      if (!some) {
        const names = field.names ? ` or ${field.names[0]} to ${field.names.at(-1)}` : '';
        return `${JSON.stringify(part)} is not a valid ${field.name}: use ${field.min} to ${field.max}${names}, a range, a list, * or */n.`;
      }
      values.push(...some);
    }
    chosen.push(values);
  }
  const [, , days = [], inMonths = []] = chosen;
  // A weekday makes cron match either; only without one can the date be impossible.
  const never =
    parts[4] === '*' && inMonths.every((month) => Math.min(...days) > (longestMonth[month - 1] ?? 31));
  return never ? 'This date never comes: no such day in that month.' : undefined;
}
