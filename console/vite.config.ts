import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** How the console is built; `runtime/console-bundle.ts` does it, once for each version of its sources. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  logLevel: 'warn',
  css: {
    // Bootstrap Italia is still written with @import.
    preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ['import', 'if-function'] } },
  },
  build: {
    target: 'es2022',
    // No font or picture as a data: URL, which the content security policy would refuse.
    assetsInlineLimit: 0,
    // The policy allows no inline script, and browsers that need this one are too old for the rest.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What draws the charts is large, and comes only when a chart is looked at.
    chunkSizeWarningLimit: 800,
  },
});
