// The part of the engine's own interface that the kernel uses; TypeScript has it with the browser's types alone.
declare namespace WebAssembly {
  interface MemoryDescriptor {
    readonly initial: number;
    readonly maximum: number;
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor);
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
    // Keeps a module from being taken for any object.
    private readonly compiled: never;
  }
  type Imports = Readonly<
    Record<string, Readonly<Record<string, Memory | ((...values: number[]) => unknown)>>>
  >;
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}
