// The words of the two services, taken from what openapi-typescript reads in their OpenAPI files.
import type { components as Gan } from "./gan.gen";
import type { components as Search } from "./search.gen";

export type Artwork = Search["schemas"]["Artwork"];
export type ArtworkPage = Search["schemas"]["ArtworkPage"];
export type Match = Search["schemas"]["Match"];
export type Matches = Search["schemas"]["Matches"];
export type Analogies = Search["schemas"]["Analogies"];
export type Connection = Search["schemas"]["Connection"];
export type Collection = Search["schemas"]["Collection"];
export type Facet = keyof ArtworkPage["facets"];

export type Model = Gan["schemas"]["Model"];
export type Job = Gan["schemas"]["Job"];
export type MapAnswer = Gan["schemas"]["Map"];
export type Landmark = Required<Pick<Gan["schemas"]["Landmark"], "artwork" | "x" | "y">>;
export type Size = Gan["schemas"]["Size"];
