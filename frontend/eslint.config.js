// What the code is held to; above all that imports run one way: app → features → components → lib.
import { readdirSync } from "node:fs";
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import tseslint from "typescript-eslint";

const FEATURES = readdirSync(new URL("./src/features", import.meta.url));

const UP = { group: ["../../**"], message: "Climb one step at most; farther away, import from @/." };

/** Folders of `src` that files under `from` may not import, by alias or by climbing. */
function closed(from, folders, message) {
  const group = folders.flatMap((folder) => [
    `@/${folder}`,
    `@/${folder}/**`,
    `../${folder}`,
    `../${folder}/**`,
  ]);
  return {
    files: [`src/${from}/**/*.{ts,tsx}`],
    rules: { "no-restricted-imports": ["error", { patterns: [UP, { group, message }] }] },
  };
}

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
  closed("lib", ["app", "components", "features"], "lib knows nothing of what stands on it."),
  closed("components", ["app", "features"], "Components know no feature."),
  ...FEATURES.map((feature) =>
    closed(
      `features/${feature}`,
      ["app", "features", ...FEATURES.filter((other) => other !== feature)],
      "A feature knows neither the app nor another feature; share by components or lib.",
    ),
  ),
  { files: ["*.js"], languageOptions: { globals: globals.node } },
);
