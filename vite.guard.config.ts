import { defineConfig } from 'vite';

/** The programs of the guard's image: files that need nothing but the image's own Node. */
export default defineConfig({
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: 'out/guard',
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node18',
    minify: true,
    rollupOptions: {
      input: { guard: 'src/guard/guard.ts', ask: 'src/guard/ask.ts' },
      output: { format: 'es', entryFileNames: '[name].mjs' },
    },
  },
});
