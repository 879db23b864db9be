import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const server = 'http://127.0.0.1:8420';

/** The server accepts mutations from its own origin only, so the proxy speaks as that origin. */
const toServer = { target: server, changeOrigin: true, headers: { origin: server } };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { conditions: ['@postmap/source', ...defaultClientConditions] },
  server: {
    host: '127.0.0.1',
    proxy: { '^/api/': toServer, '^/in/': toServer, '^/inbox/.': toServer, '^/sign-in': toServer },
  },
  worker: { format: 'es' },
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
});
