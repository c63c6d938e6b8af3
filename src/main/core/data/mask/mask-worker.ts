import { parentPort } from 'node:worker_threads';
import { BacklotError, errorToWire } from '../../../../shared/errors.ts';
import { createRowMasker, type TallyingRowMasker } from './create-row-masker.ts';
import { type MaskAnswer, type MaskRequest, ownBytes } from './mask-messages.ts';

/** A thread that masks the streams it is given: the main thread only moves bytes. */
const streams = new Map<number, TallyingRowMasker>();

function answer(request: MaskRequest): MaskAnswer {
  const { ask, kind, stream } = request;
  if (kind === 'open') {
    streams.set(stream, createRowMasker(request.table));
    return { ask };
  }
  const masker = streams.get(stream);
  if (kind === 'close') {
    streams.delete(stream);
    return { ask };
  }
  if (masker === undefined) throw new BacklotError('internal', 'A stream is masked that was not opened.');
  if (kind === 'end') return { ask, data: ownBytes(masker.end()), tallies: masker.tallies() };
  return { ask, data: ownBytes(masker.push(Buffer.from(request.data))) };
}

parentPort?.on('message', (request: MaskRequest) => {
  try {
    const answered = answer(request);
    const { data } = 'data' in answered ? answered : { data: undefined };
    parentPort?.postMessage(answered, data === undefined ? [] : [data]);
  } catch (error) {
    parentPort?.postMessage({ ask: request.ask, error: errorToWire(error) } satisfies MaskAnswer);
  }
});
