// A work of which nothing is known, as of a picture of the visitor's own.
import type { Artwork } from "./types";

export const NO_FACTS: Omit<Artwork, "id"> = {
  title: null,
  artist: null,
  culture: null,
  date: null,
  date_begin: null,
  date_end: null,
  period: null,
  medium: null,
  classification: null,
  department: null,
  museum: null,
  object_url: null,
  image_url: null,
  licence: null,
  artist_role: null,
  credit: null,
  rights: null,
  materials: [],
  tags: [],
  hues: [],
  looks: [],
  made_by: [],
};
