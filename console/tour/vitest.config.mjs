import { defineConfig } from "vitest/config";

// The built page in the system's Chromium, against made-up maps. Its own run: it takes a browser and half a minute.
export default defineConfig({ test: { dir: "tour", include: ["**/*.test.mjs"], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 } });
