import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: { order: here('./order.html'), cms: here('./cms.html'), desk: here('./desk.html') } },
  },
  server: { port: 5173, proxy: { '/api': process.env.SHOMEI_SERVER ?? 'http://127.0.0.1:8080' } },
});
