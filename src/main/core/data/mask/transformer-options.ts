import type { z } from 'zod';
import type { TransformerName } from '../../../../shared/model/masking.ts';
import { findTransformer } from './transform/transformers.ts';

/** The options of a transformer, `when` and `key` among them, as a schema for whoever reads a masking file. */
export const transformerOptions = (name: TransformerName): z.ZodType => findTransformer(name).options;
