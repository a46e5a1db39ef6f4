// The front-end's build and its unit tests; in development the APIs are those of a running `gen-studio up`.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { firstView, GROUPS } from "./vite.first-view.ts";

const services = process.env.STUDIO_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), ...firstView()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // no fonts or pictures inlined: the Content-Security-Policy takes them from our own address alone
  build: {
    assetsInlineLimit: 0,
    target: "es2023",
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  worker: { format: "es" },
  server: { proxy: { "/api": services } },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "*.test.js"],
    environment: "node",
    setupFiles: "src/lib/messages/for-tests.ts",
  },
});
