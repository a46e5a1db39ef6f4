// How Arabic counts works: a form of its own for none, one, two, a few, and many.
export const WORKS = {
  zero: "لا أعمال",
  one: "عمل واحد",
  two: "عملان",
  few: "# أعمال",
  many: "# عملًا",
  other: "# عمل",
};
