/** What a DNS query asks; class and everything but the first question are of no use here. */
export interface DnsQuestion {
  readonly id: number;
  readonly recursion: boolean;
  /** Lower case, without a dot at its end. */
  readonly name: string;
  /** RFC 1035 type: 1 is A, 12 is PTR. */
  readonly type: number;
  /** Where the question ends in the message. */
  readonly end: number;
}

const headerBytes = 12;

/** Reads a query (RFC 1035). Undefined for anything else, or what is cut short. */
export function readQuestion(message: Buffer): DnsQuestion | undefined {
  if (message.length < headerBytes) return undefined;
  const flags = message.readUInt16BE(2);
  // A response, another opcode than QUERY, or no question.
  if ((flags & 0xf800) !== 0 || message.readUInt16BE(4) < 1) return undefined;
  const labels: string[] = [];
  let at = headerBytes;
  for (;;) {
    const length = message[at];
    if (length === undefined) return undefined;
    at += 1;
    if (length === 0) break;
    // A first question has nothing before it to point at.
    if (length > 63 || at + length > message.length) return undefined;
    labels.push(message.toString('latin1', at, at + length).toLowerCase());
    at += length;
  }
  if (at + 4 > message.length) return undefined;
  return {
    id: message.readUInt16BE(0),
    recursion: (flags & 0x0100) !== 0,
    name: labels.join('.'),
    type: message.readUInt16BE(at),
    end: at + 4,
  };
}

/** `address`: dotted IPv4, the answer; "none": the name is there, without such a record; "unknown": no such name. */
export type DnsAnswer = { readonly address: string } | 'none' | 'unknown';

const ttlSeconds = 5;

/** The answer to a query, as bytes. */
export function writeAnswer(message: Buffer, question: DnsQuestion, answer: DnsAnswer): Buffer {
  const head = Buffer.alloc(headerBytes);
  head.writeUInt16BE(question.id, 0);
  const code = answer === 'unknown' ? 3 : 0;
  // A response, authoritative, recursion available.
  head.writeUInt16BE(0x8480 | (question.recursion ? 0x0100 : 0) | code, 2);
  head.writeUInt16BE(1, 4);
  const asked = message.subarray(headerBytes, question.end);
  if (typeof answer === 'string') return Buffer.concat([head, asked]);
  head.writeUInt16BE(1, 6);
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(1, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(ttlSeconds, 6);
  record.writeUInt16BE(4, 10);
  answer.address.split('.').forEach((part, index) => {
    record.writeUInt8(Number(part), 12 + index);
  });
  return Buffer.concat([head, asked, record]);
}

/**
 * What a name is answered with: everything that could be a host outside is at the guard itself, so that the
 * attempt arrives and is seen. A name of one label is a service that is not there.
 */
export function decideAnswer({ name, type }: DnsQuestion, guard: string): DnsAnswer {
  if (!name.includes('.') || name.endsWith('.arpa')) return 'unknown';
  return type === 1 ? { address: guard } : 'none';
}
