import { BacklotError } from '../errors.ts';
import { maxFrame, type Reply, type Request } from './protocol.ts';

const refuse = (type: string, key: string): never => {
  throw new BacklotError('unserializable', `A value at "${key}" is a ${type}, which cannot cross the wire.`);
};

/** JSON drops functions and symbols without a word; a value that would arrive changed is refused instead. */
function strict(key: string, value: unknown): unknown {
  switch (typeof value) {
    case 'function':
    case 'symbol':
    case 'bigint':
      return refuse(typeof value, key);
    case 'number':
      return Number.isFinite(value) ? value : refuse(String(value), key);
    default:
      if (value instanceof Map || value instanceof Set) return refuse(value.constructor.name, key);
      return value;
  }
}

/**
 * One message as the text of one frame.
 * @throws BacklotError `unserializable` for what JSON would change or refuse, `too-large` past `maxFrame`.
 */
export function encode(message: Request | Reply): string {
  let text: string;
  try {
    text = JSON.stringify(message, strict);
  } catch (error) {
    if (error instanceof BacklotError) throw error;
    throw new BacklotError('unserializable', 'A value refers to itself and cannot cross the wire.', {
      cause: error,
    });
  }
  if (text.length > maxFrame) {
    throw new BacklotError(
      'too-large',
      `A message of ${text.length} characters is past the limit of ${maxFrame}.`,
    );
  }
  return text;
}
