// Imports run one way: app → features → components → lib, and no feature knows another.

const UP = { group: ["../../**"], message: "Climb one step at most; farther away, import from @/." };

/** What files under `src/<from>` may not import: these folders of `src`, by alias or by climbing. */
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

/** The rules for these features, as parts of an eslint configuration. */
export function oneWay(features) {
  return [
    closed("lib", ["app", "components", "features"], "lib knows nothing of what stands on it."),
    closed("components", ["app", "features"], "Components know no feature."),
    ...features.map((feature) =>
      closed(
        `features/${feature}`,
        ["app", "features", ...features.filter((other) => other !== feature)],
        "A feature knows neither the app nor another feature; share by components or lib.",
      ),
    ),
  ];
}
