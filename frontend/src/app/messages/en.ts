// Words around every view, English.
export const messages = {
  rooms: {
    map: "Map",
    blend: "Blend",
    walk: "Walk",
    search: "Search",
    shelf: "Shelf",
    about: "About",
  },
  main: "Main",
  menu: "Menu",
  close: "Close",
  language: "Language",
  darkRoom: "Dark room",
  whiteWall: "White wall",
  skip: "Skip to the content",
  foot: "Facts and pictures of works come from open museum collections; each work’s page names its museum and licence. What the generator draws is marked so, and is no object of any collection.",
  verify: "Did a model draw this picture?",
  howItWorks: "How it works",
  notHere: {
    title: "Not here",
    heading: "There is nothing at this address",
    words: "The link may be old, or a letter of it lost. The works are all still here.",
  },
  broke: {
    title: "Something broke",
    heading: "This view could not be shown",
    words: "Loading it again often helps, for instance after the studio was renewed.",
    said: (message: string) => `It said: ${message}`,
    again: "Load again",
  },
  ways: "<enter>Choose works to begin</enter>, or <search>search the collection</search>.",
};

export type Messages = typeof messages;
