/** Finds the error in the JSON lines an engine streams while it pulls, imports or builds; undefined when it worked. */
export function findStreamError(text: string): string | undefined {
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const message = errorOf(line);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** The `message` of an engine's error answer, or the text itself when it is not JSON. */
export function readErrorMessage(text: string): string {
  const value = parse(text);
  return typeof value === 'object' && value !== null && 'message' in value
    ? String(value.message)
    : text.trim();
}

function errorOf(line: string): string | undefined {
  const value = parse(line);
  return typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
