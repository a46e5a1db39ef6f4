import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { oneWay } from "./eslint.one-way.js";

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    { files: ["**/*.{ts,tsx}"], languageOptions: { parser: tseslint.parser } },
    ...oneWay(["map", "search"]),
  ],
});

async function complaints(filePath, imported) {
  const [result] = await eslint.lintText(`import "${imported}";\n`, { filePath });
  return result.messages.map((message) => message.ruleId);
}

describe("imports run one way", () => {
  it.each([
    ["src/lib/label.ts", "@/components/ArtworkCard"],
    ["src/lib/label.ts", "../features/map/plane"],
    ["src/components/ArtworkCard.tsx", "@/features/map/plane"],
    ["src/components/ArtworkCard.tsx", "../app/router"],
    ["src/features/map/plane.ts", "@/features/search/uploads"],
    ["src/features/map/plane.ts", "../search/uploads"],
    ["src/features/map/hooks/use-map-point.ts", "../../search/uploads"],
    ["src/features/map/plane.ts", "@/app/router"],
  ])("%s may not import %s", async (file, imported) => {
    expect(await complaints(file, imported)).toEqual(["no-restricted-imports"]);
  });

  it.each([
    ["src/lib/label.ts", "./api/types"],
    ["src/lib/api/list-artworks.ts", "../url/works"],
    ["src/components/ArtworkCard.tsx", "@/lib/label"],
    ["src/features/map/components/Plane.tsx", "../plane"],
    ["src/features/map/components/Plane.tsx", "@/components/ArtworkImage"],
    ["src/app/router.tsx", "@/features/map/components/MapView"],
  ])("%s may import %s", async (file, imported) => {
    expect(await complaints(file, imported)).toEqual([]);
  });
});
