import { stringify } from 'yaml';
import type { ComposeModel } from './model.ts';
import { printConfig } from './print-config.ts';

/** The model as YAML for people; what a parser of YAML 1.1 would misread is in quotes. */
export const printYaml = (model: ComposeModel): string =>
  stringify(JSON.parse(printConfig(model)), { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
