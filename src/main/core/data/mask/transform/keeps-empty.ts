import type { TransformerName } from '../../../../../shared/model/masking.ts';

/** Whether an empty text stays one under a transformer, as there is nothing in it to hide. */
export const keepsEmpty = (mask: TransformerName): boolean =>
  mask !== 'null' && mask !== 'constant' && mask !== 'template';
