import { absolutePath } from './absolute-path.ts';
import { type Form, kept, listOf, object, oneOf, refine } from './form.ts';
import type { EnvFileRequest } from './read-env-files.ts';
import { filledText, flag, word } from './scalar-forms.ts';

const short: Form<EnvFileRequest> = refine(filledText, (path, node, _at, to) => ({
  path: absolutePath(path, node.source.baseDirectory, to.home),
  required: true,
  from: node,
}));

const long: Form<EnvFileRequest> = refine(
  object({ path: filledText, required: kept(flag), format: word('raw', '') }, { required: ['path'] }),
  ({ path = '', required = true, format }, node, _at, to) => ({
    path: absolutePath(path, node.source.baseDirectory, to.home),
    required,
    raw: format === 'raw',
    from: node,
  }),
);

/** Files of variables or labels, in the order they are read. */
export const envFiles: Form<readonly EnvFileRequest[]> = oneOf<readonly EnvFileRequest[]>(
  refine(short, (file) => [file]),
  listOf(oneOf(short, long), ({ path }) => path),
);
