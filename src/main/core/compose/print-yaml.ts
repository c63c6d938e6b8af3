import { stringify } from 'yaml';

/** JSON, such as that of `printConfig`, as YAML that is read as the same model; no anchors, no folded lines. */
export const printYaml = (json: string): string =>
  stringify(JSON.parse(json), { aliasDuplicateObjects: false, lineWidth: 0, version: '1.1' }).trimEnd();
