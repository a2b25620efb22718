import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 400 },
  // `npm run dev` against a map that runs: the gateway's admin port answers everything but the page itself.
  server: { proxy: { "/bff": "http://localhost:9080", "/api": "http://localhost:9080", "/login": "http://localhost:9080", "/logout": "http://localhost:9080" } },
});
