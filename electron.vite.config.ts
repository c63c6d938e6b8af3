import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Three bundles: the core with its doors (main), the port hand-over (preload), the page (renderer). */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Pure JavaScript comes into the bundle: loading many small files is what a cold start spends its time on.
      externalizeDeps: {
        exclude: ['zod', 'yaml', 'commander', 'env-paths', 'ws', 'log-update', 'picocolors', 'chokidar'],
      },
      rollupOptions: {
        input: {
          index: 'src/main/index.ts',
          web: 'src/main/web.ts',
          cli: 'src/main/cli.ts',
          // A thread's program is a file of its own; start-thread.ts finds it beside the others.
          'row-thread': 'src/main/core/data/masker/row-thread.ts',
          // What runs in a container beside a source; collect-program.ts gathers it with its chunks.
          'row-pipe': 'src/main/core/data/masker/row-pipe.ts',
          'mail-thread': 'src/main/core/isolation/mail-thread.ts',
          'subset-worker': 'src/main/core/data/subset/subset-worker.ts',
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Half the bytes to read at every start; names stay for stack traces.
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        // A sandboxed preload is loaded as one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // The content security policy takes files from the page's own origin, not fonts inlined as data.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: 'src/renderer/index.html' } },
    },
  },
});
