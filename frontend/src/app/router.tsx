// Which view stands at which address. The first view comes with the page, the others when they are asked for.
import { createBrowserRouter } from "react-router";
import { EnterView } from "@/features/enter/components/EnterView";
import { ErrorView, NotFoundView } from "./ErrorView";
import { Layout } from "./Layout";

export function createRouter() {
  return createBrowserRouter([
    {
      path: "/",
      element: <Layout />,
      errorElement: <ErrorView />,
      hydrateFallbackElement: <p role="status">Opening Gen Studio…</p>,
      children: [
        {
          errorElement: <ErrorView />,
          children: [
            { index: true, element: <EnterView /> },
            {
              path: "map",
              lazy: async () => ({ Component: (await import("@/features/map/components/MapView")).MapView }),
            },
            {
              path: "artworks/:id",
              lazy: async () => ({
                Component: (await import("@/features/artwork/components/ArtworkView")).ArtworkView,
              }),
            },
            {
              path: "artworks/:id/analogies",
              lazy: async () => ({
                Component: (await import("@/features/analogies/components/AnalogiesView")).AnalogiesView,
              }),
            },
            {
              path: "artworks/:id/to/:other",
              lazy: async () => ({
                Component: (await import("@/features/connection/components/ConnectionView")).ConnectionView,
              }),
            },
            {
              path: "walk",
              lazy: async () => ({
                Component: (await import("@/features/walk/components/WalkView")).WalkView,
              }),
            },
            {
              path: "search",
              lazy: async () => ({
                Component: (await import("@/features/search/components/SearchView")).SearchView,
              }),
            },
            {
              path: "about",
              lazy: async () => ({
                Component: (await import("@/features/about/components/AboutView")).AboutView,
              }),
            },
            { path: "*", element: <NotFoundView /> },
          ],
        },
      ],
    },
  ]);
}
