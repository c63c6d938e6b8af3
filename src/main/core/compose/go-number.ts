/**
 * A finite number as Go prints it (`%v`), which is how compose turns numbers into text: 1e-7 is "1e-07",
 * 1e6 is "1e+06".
 */
export function goNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  const exponential = size !== 0 && (size < 1e-4 || size >= 1e6);
  const text = exponential ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
