// What the code is held to; above all that imports run one way: app → features → components → lib.
import { readdirSync } from "node:fs";
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import tseslint from "typescript-eslint";
import { oneWay } from "./eslint.one-way.js";

const FEATURES = readdirSync(new URL("./src/features", import.meta.url));

export default defineConfig(
  globalIgnores(["dist", "playwright-report", "test-results", "src/**/*.gen.ts"]),
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        project: ["./tsconfig.json", "./tsconfig.node.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `requestJson<T>` names what the OpenAPI file promises
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Nothing that was sent becomes HTML; draw it as elements.",
        },
      ],
    },
  },
  { files: ["src/**/*.{ts,tsx}"], extends: [reactHooks.configs.flat.recommended] },
  ...oneWay(FEATURES),
  { files: ["*.js"], languageOptions: { globals: globals.node } },
  // they run in node, and hand functions to a page
  {
    files: ["bench/*.js", "scripts/*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  { files: ["first.js"], languageOptions: { globals: globals.browser, sourceType: "script" } },
);
