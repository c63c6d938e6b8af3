import type { TopicEvent } from '../../../shared/contract/define.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { AttachmentPart } from '../../../shared/model/isolation.ts';

/** An attachment put together from its parts. @throws BacklotError `connection-closed` where the last did not come. */
export async function takeAttachment(parts: AsyncIterable<TopicEvent<AttachmentPart>>): Promise<{
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}> {
  const chunks: Buffer[] = [];
  let last: AttachmentPart | undefined;
  for await (const { value } of parts) {
    last = value;
    chunks.push(Buffer.from(value.part, 'base64'));
  }
  const content = Buffer.concat(chunks);
  if (last !== undefined && content.length === last.size)
    return { name: last.name, type: last.type, content };
  throw new BacklotError('connection-closed', 'The attachment broke off on its way.', {
    hint: 'Try again.',
    retryable: true,
  });
}
