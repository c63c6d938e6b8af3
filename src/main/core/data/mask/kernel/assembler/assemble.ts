import { Emitter, unsignedLeb } from './emitter.ts';
import type { Code } from './instructions.ts';

export type ValueType = 'i32' | 'v128';
type Named = Readonly<Record<string, ValueType>>;

/** What JavaScript gives to a module. */
export interface ImportedFunction {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly result?: ValueType;
}

/** A function that every other one of its module can call by its name; one with a result leaves it last. */
export interface AssembledFunction {
  readonly name: string;
  readonly params: Named;
  readonly locals?: Named;
  readonly result?: ValueType;
  /** Whether JavaScript can call it. */
  readonly exported?: boolean;
  readonly body: readonly Code[];
}

export interface AssembledModule {
  /** Of the module "env", beside its memory. */
  readonly imports: readonly ImportedFunction[];
  readonly functions: readonly AssembledFunction[];
}

const typeCodes: Readonly<Record<ValueType, number>> = { i32: 0x7f, v128: 0x7b };

const counted = (items: readonly (readonly number[])[]): readonly number[] => [
  ...unsignedLeb(items.length),
  ...items.flat(),
];
const text = (value: string): readonly number[] => {
  const bytes = [...Buffer.from(value)];
  return [...unsignedLeb(bytes.length), ...bytes];
};
const section = (id: number, content: readonly number[]): readonly number[] => [
  id,
  ...unsignedLeb(content.length),
  ...content,
];
const signature = (params: readonly ValueType[], result: ValueType | undefined): readonly number[] => [
  0x60,
  ...counted(params.map((type) => [typeCodes[type]])),
  ...counted(result === undefined ? [] : [[typeCodes[result]]]),
];

/**
 * The bytes of a WebAssembly module that imports its memory as `env.memory`. Names are resolved here; whether types
 * go together says the engine when it compiles them.
 */
export function assemble({ imports, functions }: AssembledModule): Uint8Array<ArrayBuffer> {
  const names = new Map([...imports, ...functions].map(({ name }, index) => [name, index]));
  const code = functions.map(({ params, locals = {}, body }) => {
    const all = { ...params, ...locals };
    const places = new Map(Object.keys(all).map((name, index) => [name, index]));
    const emitter = new Emitter(places, names);
    for (const instruction of body) instruction(emitter);
    const declared = counted(Object.values(locals).map((type) => [1, typeCodes[type]]));
    const bytes = [...declared, ...emitter.bytes, 0x0b];
    return [...unsignedLeb(bytes.length), ...bytes];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      counted([
        ...imports.map(({ params, result }) => signature(params, result)),
        ...functions.map(({ params, result }) => signature(Object.values(params), result)),
      ]),
    ),
    ...section(
      2,
      counted([
        [...text('env'), ...text('memory'), 0x02, 0x00, ...unsignedLeb(1)],
        ...imports.map(({ name }, index) => [...text('env'), ...text(name), 0x00, ...unsignedLeb(index)]),
      ]),
    ),
    ...section(3, counted(functions.map((_, index) => unsignedLeb(imports.length + index)))),
    ...section(
      7,
      counted(
        functions.flatMap(({ name, exported }, index) =>
          exported === true ? [[...text(name), 0x00, ...unsignedLeb(imports.length + index)]] : [],
        ),
      ),
    ),
    ...section(10, counted(code)),
  ]);
}
