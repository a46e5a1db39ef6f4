// What facets are called on the page.
import type { Facet } from "@/lib/api/types";

export const FACET_NAMES: Readonly<Record<Facet, string>> = {
  classification: "Classification",
  culture: "Culture",
  medium: "Medium",
  artist: "Artist",
  museum: "Museum",
  department: "Department",
};
