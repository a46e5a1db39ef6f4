// Which view stands at which address, and in which order the header names the rooms. A view and its words come when asked
// for, and beside them what it tells first.
import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import type { Params } from "react-router";
import { aboutMessages } from "@/features/about/messages";
import { conditionMessages } from "@/components/conditions/messages";
import { analogiesQuery, FIRST_GROUPS, readEach, readKind } from "@/features/analogies/api/get-analogies";
import { analogiesMessages } from "@/features/analogies/messages";
import { artworkMessages } from "@/features/artwork/messages";
import { connectionQuery } from "@/features/connection/api/get-connection";
import { connectionMessages } from "@/features/connection/messages";
import { enterMessages } from "@/features/enter/messages";
import { searchMessages } from "@/features/search/messages";
import { shelfMessages } from "@/features/shelf/messages";
import { verifyMessages } from "@/features/verify/messages";
import { blendMessages } from "@/features/blend/messages";
import { mapMessages } from "@/features/map/messages";
import { walkMessages } from "@/features/walk/messages";
import { artworkQuery } from "@/lib/api/get-artwork";
import { artworkPagesQuery } from "@/lib/api/list-artworks";
import { isAddress } from "@/lib/api/similar-to-address";
import type { Catalogue } from "@/lib/i18n/catalogue";
import { pictureMessages } from "@/lib/messages/picture";
import { readCondition } from "@/lib/url/condition";
import { readWorks } from "@/lib/url/works";
import type { Messages } from "./messages/en";

export interface View {
  readonly path: string;
  /** Under which name the header leads there; a view without one is reached from others. */
  readonly room?: keyof Messages["rooms"];
  /** The words that must be there when the view is drawn. */
  readonly messages?: readonly Catalogue<unknown>[];
  readonly load: () => Promise<ComponentType>;
  /** Asks for what the view tells, while its code comes; what this gives back is waited for a moment. */
  readonly ask?: (keep: QueryClient, params: Params, search: URLSearchParams) => readonly Promise<unknown>[];
}

/** The view meets the failure again. */
const laterTold = () => undefined;

const facts = (keep: QueryClient, id = "") => keep.query(artworkQuery(id));
const factsOfChosen: View["ask"] = (keep, _, search) => readWorks(search).map((id) => facts(keep, id));

export const VIEWS: readonly View[] = [
  {
    path: "",
    messages: [enterMessages],
    load: async () => (await import("@/features/enter/components/EnterView")).EnterView,
  },
  {
    path: "map",
    room: "map",
    messages: [mapMessages, pictureMessages],
    load: async () => (await import("@/features/map/components/MapView")).MapView,
    ask: factsOfChosen,
  },
  {
    path: "blend",
    room: "blend",
    messages: [blendMessages, pictureMessages],
    load: async () => (await import("@/features/blend/components/BlendView")).BlendView,
    ask: factsOfChosen,
  },
  {
    path: "walk",
    room: "walk",
    messages: [walkMessages, pictureMessages],
    load: async () => (await import("@/features/walk/components/WalkView")).WalkView,
    ask: factsOfChosen,
  },
  {
    path: "search",
    room: "search",
    messages: [searchMessages, conditionMessages],
    load: async () => (await import("@/features/search/components/SearchView")).SearchView,
    ask: (keep, _, search) => {
      const words = search.get("q") ?? "";
      const wanted = { words, condition: readCondition(search), shuffle: null };
      if (!search.has("picture") && !isAddress(words))
        keep.infiniteQuery(artworkPagesQuery(wanted)).catch(laterTold);
      return [];
    },
  },
  {
    path: "artworks/:id",
    messages: [artworkMessages, conditionMessages],
    load: async () => (await import("@/features/artwork/components/ArtworkView")).ArtworkView,
    ask: (keep, { id }) => [facts(keep, id)],
  },
  {
    path: "artworks/:id/analogies",
    messages: [analogiesMessages, conditionMessages],
    load: async () => (await import("@/features/analogies/components/AnalogiesView")).AnalogiesView,
    ask: (keep, { id = "" }, search) => {
      keep
        .query(analogiesQuery(id, readKind(search), readEach(search), FIRST_GROUPS, readCondition(search)))
        .catch(laterTold);
      return [facts(keep, id)];
    },
  },
  {
    path: "artworks/:id/to",
    messages: [connectionMessages],
    load: async () => (await import("@/features/connection/components/ChooseEnd")).ChooseEnd,
    ask: (keep, { id }) => [facts(keep, id)],
  },
  {
    path: "artworks/:id/to/:other",
    messages: [connectionMessages, conditionMessages],
    load: async () => (await import("@/features/connection/components/ConnectionView")).ConnectionView,
    ask: (keep, { id = "", other = "" }, search) => [
      facts(keep, id),
      facts(keep, other),
      keep.query(connectionQuery(id, other, readCondition(search))),
    ],
  },
  {
    path: "shelf",
    room: "shelf",
    messages: [shelfMessages],
    load: async () => (await import("@/features/shelf/components/ShelfView")).ShelfView,
  },
  {
    path: "verify",
    messages: [verifyMessages],
    load: async () => (await import("@/features/verify/components/VerifyView")).VerifyView,
  },
  {
    path: "about",
    room: "about",
    messages: [aboutMessages],
    load: async () => (await import("@/features/about/components/AboutView")).AboutView,
  },
];
