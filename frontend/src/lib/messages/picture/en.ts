// The words around a picture that the generator draws live, English.
export const messages = {
  drawing: "Drawing…",
  drawnAs: (shares: string) => `Drawn by the generator: ${shares}`,
  drawn: (shares: string) => `Drawn: ${shares}`,
  download: "Download",
  copyLink: "Copy link",
  linkCopied: "Link copied",
  theLinkIsCopied: "The link is copied",
  noCopying: "The browser does not allow copying here; take the link from this field:",
  keep: "Keep on the shelf",
  kept: "On the shelf",
  shelfFull: "The shelf is full",
  addWork: "Add a work",
  findWork: "Find a work by its words",
  found: "Works found",
  noneFound: "No work fits these words.",
  addNamed: (title: string) => `Add ${title}`,
  drawHere: {
    label: "Draw on this device while something moves",
    off: "The generator is fetched once; moving then asks nothing of the service.",
    trying: "Asking for the generator…",
    fetching: (megabytes: string) => `Fetching the generator, ${megabytes} MB, and trying it…`,
    on: "Moving pictures are drawn here; what rests, is kept or shared comes from the service.",
    refused: "This device can’t draw it the same; the service draws on.",
  },
};

export type Messages = typeof messages;
