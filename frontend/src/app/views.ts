// Which view stands at which address, and in which order the header names the rooms. A view and its words come when asked for.
import type { ComponentType } from "react";
import { aboutMessages } from "@/features/about/messages";
import { conditionMessages } from "@/components/conditions/messages";
import { analogiesMessages } from "@/features/analogies/messages";
import { artworkMessages } from "@/features/artwork/messages";
import { connectionMessages } from "@/features/connection/messages";
import { searchMessages } from "@/features/search/messages";
import { shelfMessages } from "@/features/shelf/messages";
import { verifyMessages } from "@/features/verify/messages";
import type { Catalogue } from "@/lib/i18n/catalogue";
import { blendMessages } from "@/features/blend/messages";
import { mapMessages } from "@/features/map/messages";
import { walkMessages } from "@/features/walk/messages";
import { pictureMessages } from "@/lib/messages/picture";
import type { Messages } from "./messages/en";

export interface View {
  readonly path: string;
  /** Under which name the header leads there; a view without one is reached from others. */
  readonly room?: keyof Messages["rooms"];
  /** The words that must be there when the view is drawn. */
  readonly messages?: readonly Catalogue<unknown>[];
  readonly load: () => Promise<ComponentType>;
}

export const VIEWS: readonly View[] = [
  {
    path: "map",
    room: "map",
    messages: [mapMessages, pictureMessages],
    load: async () => (await import("@/features/map/components/MapView")).MapView,
  },
  {
    path: "blend",
    room: "blend",
    messages: [blendMessages, pictureMessages],
    load: async () => (await import("@/features/blend/components/BlendView")).BlendView,
  },
  {
    path: "walk",
    room: "walk",
    messages: [walkMessages, pictureMessages],
    load: async () => (await import("@/features/walk/components/WalkView")).WalkView,
  },
  {
    path: "search",
    room: "search",
    messages: [searchMessages, conditionMessages],
    load: async () => (await import("@/features/search/components/SearchView")).SearchView,
  },
  {
    path: "artworks/:id",
    messages: [artworkMessages, conditionMessages],
    load: async () => (await import("@/features/artwork/components/ArtworkView")).ArtworkView,
  },
  {
    path: "artworks/:id/analogies",
    messages: [analogiesMessages, conditionMessages],
    load: async () => (await import("@/features/analogies/components/AnalogiesView")).AnalogiesView,
  },
  {
    path: "artworks/:id/to",
    messages: [connectionMessages],
    load: async () => (await import("@/features/connection/components/ChooseEnd")).ChooseEnd,
  },
  {
    path: "artworks/:id/to/:other",
    messages: [connectionMessages, conditionMessages],
    load: async () => (await import("@/features/connection/components/ConnectionView")).ConnectionView,
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
