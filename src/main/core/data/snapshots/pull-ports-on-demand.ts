import { copyPieces } from '../postgres/copy-pieces.ts';
import { introspect } from '../postgres/introspect.ts';
import type { ProjectPullParts } from './pull-from-project.ts';
import type { PullPorts } from './pull-ports.ts';

/** The ports of `createPullPorts`, whose masks, dictionaries and subsets are loaded with the first pull. */
export function pullPortsOnDemand(parts: ProjectPullParts): PullPorts {
  let loaded: Promise<PullPorts> | undefined;
  const ports = (): Promise<PullPorts> => {
    loaded ??= import('./pull-from-project.ts').then(({ createPullPorts }) => createPullPorts(parts));
    return loaded;
  };
  return {
    open: async (...given) => (await ports()).open(...given),
    introspect,
    rules: async (...given) => (await ports()).rules(...given),
    pieces: (_, schema) => copyPieces(schema),
    compile: async (...given) => (await ports()).compile(...given),
    placement: async (...given) => (await ports()).placement(...given),
    rows: async (...given) => (await ports()).rows(...given),
    clear: async (...given) => (await ports()).clear(...given),
    schemaText: async (...given) => (await ports()).schemaText(...given),
    subset: async (...given) => (await ports()).subset(...given),
  };
}
