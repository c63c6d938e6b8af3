// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
import { interpolateText } from './interpolate-text.ts';
import type { Problems } from './problems.ts';
import type { Entry, Node, ScalarNode } from './yaml-node.ts';

function interpolateScalar(node: ScalarNode, problems: Problems): Node {
  if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
  const result = interpolateText(node.value, node.source.lookup);
  switch (result.kind) {
    case 'text':
      for (const name of result.unset) {
        problems.warn(
          node,
          `The variable ${name} is not set; it stands for an empty text.`,
          `Set it in the shell or in .env, or write \${${name}:-default}.`,
        );
      }
      return { ...node, value: result.text, text: result.text };
    case 'required':
      problems.error(
        node,
        `The variable ${result.name} must have a value${result.reason === '' ? '' : `: ${result.reason}`}.`,
        `Set ${result.name} in the shell or in .env.`,
      );
      return node;
    case 'malformed':
      problems.error(
        node,
        `${JSON.stringify(result.near)} is not a variable.`,
        'Write ${NAME}, or $$ for a dollar sign.',
      );
      return node;
  }
}

/** The tree with every variable in its values replaced. Keys stay as they are. */
export function interpolateTree(node: Node, problems: Problems): Node {
  switch (node.kind) {
    case 'scalar':
      return interpolateScalar(node, problems);
    case 'list': {
      const items = node.items.map((item) => interpolateTree(item, problems));
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    case 'map': {
      let changed: Map<string, Entry> | undefined;
      for (const [key, entry] of node.entries) {
        const value = interpolateTree(entry.value, problems);
        if (value === entry.value) continue;
        changed ??= new Map(node.entries);
        changed.set(key, { key: entry.key, value });
      }
      return changed ? { ...node, entries: changed } : node;
    }
  }
}
