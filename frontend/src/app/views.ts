// Which view stands at which address, and in which order the header names the rooms. A view and its words come when asked for.
import type { ComponentType } from "react";
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
    load: async () => (await import("@/features/search/components/SearchView")).SearchView,
  },
  {
    path: "artworks/:id",
    load: async () => (await import("@/features/artwork/components/ArtworkView")).ArtworkView,
  },
  {
    path: "artworks/:id/analogies",
    load: async () => (await import("@/features/analogies/components/AnalogiesView")).AnalogiesView,
  },
  {
    path: "artworks/:id/to/:other",
    load: async () => (await import("@/features/connection/components/ConnectionView")).ConnectionView,
  },
  {
    path: "about",
    room: "about",
    load: async () => (await import("@/features/about/components/AboutView")).AboutView,
  },
];
