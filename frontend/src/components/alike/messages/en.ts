// Words of where two pictures are alike, English.
export const messages = {
  title: "Where they are alike",
  how: "The stronger the blue, the more that place adds to the likeness. The same letter marks places that look the same.",
  renderings: "Shown on the generator’s renderings where a museum’s picture can’t be reached.",
  looking: "Comparing place by place…",
  yours: "Your picture",
  overlay: "Blue over the picture",
  close: "Close",
};

export type Messages = typeof messages;
