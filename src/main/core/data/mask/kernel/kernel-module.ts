import { assemble } from './assembler/assemble.ts';
import { sameBytes } from './code/compare-bytes.ts';
import { copyBytes } from './code/copy-bytes.ts';
import { addToSketch, hashBytes } from './code/hash-value.ts';
import { findEmailPlaces, maskEmail } from './code/mask-email.ts';
import { maskField, maskInScript } from './code/mask-field.ts';
import { findWord, maskNames } from './code/mask-names.ts';
import { maskRows, meetsCondition, takeOutput } from './code/mask-rows.ts';
import { permutePlaces, putPlaces } from './code/permute-places.ts';
import { scanRows } from './code/scan-rows.ts';

/** The kernel's bytes. */
export const kernelBytes = (): Uint8Array<ArrayBuffer> =>
  assemble({
    imports: [meetsCondition, maskInScript, takeOutput],
    functions: [
      ...[scanRows, maskRows, maskField, sameBytes, copyBytes, hashBytes, addToSketch],
      ...[findEmailPlaces, maskEmail, permutePlaces, putPlaces, findWord, maskNames],
    ],
  });

let compiled: WebAssembly.Module | 'none' | undefined;

/** The kernel, compiled once for a thread; undefined where there is no WebAssembly with vectors. */
export function kernelModule(): WebAssembly.Module | undefined {
  if (compiled === undefined) {
    try {
      const bytes = kernelBytes();
      compiled = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : 'none';
    } catch {
      compiled = 'none';
    }
  }
  return compiled === 'none' ? undefined : compiled;
}
