import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const server = 'http://127.0.0.1:8420';

/** The server accepts mutations from its own origin only, so the proxy speaks as that origin. */
const toServer = { target: server, changeOrigin: true, headers: { origin: server } };

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
  resolve: { conditions: ['@postmap/source', ...defaultClientConditions] },
  server: {
    host: '127.0.0.1',
    proxy: {
      '^/api/': toServer,
      '^/in/': toServer,
      '^/inbox/.': toServer,
      '^/sign-in': toServer,
      '^/openapi.json': toServer,
    },
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    // Monaco is 3.5 MB in one lazy file; what the first load may weigh is held by a test.
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: {
      output: {
        // What the first page needs comes as two files and what many of the others share as one, instead of as a hundred of a few hundred bytes.
        codeSplitting: {
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/, priority: 3 },
            { name: 'frame', tags: ['$initial'], priority: 2 },
            {
              name: 'kit',
              test: /[\\/](mapper-ui[\\/]src[\\/](api|components|core|state)|node_modules[\\/](@radix-ui|@floating-ui|lucide-react))[\\/]/,
              minShareCount: 3,
              priority: 1,
            },
          ],
        },
      },
    },
  },
});
