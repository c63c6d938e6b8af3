import { readFile, writeFile } from 'node:fs/promises';
import { backlotJsonSchema } from '../src/shared/config/json-schema.ts';
import { listKeys } from './schema/list-keys.ts';
import { renderKeyTable, replaceKeyTable } from './schema/render-key-table.ts';

// Writes what is made from the schema of backlot.yaml: backlot.schema.json and the table of its documentation.
const schemaFile = new URL('../backlot.schema.json', import.meta.url);
const pageFile = new URL('../docs/configuration.md', import.meta.url);

const schema = backlotJsonSchema();
await writeFile(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
const page = await readFile(pageFile, 'utf8');
await writeFile(pageFile, replaceKeyTable(page, renderKeyTable(listKeys(schema))));
