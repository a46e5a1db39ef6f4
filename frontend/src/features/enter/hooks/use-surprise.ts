// Works by chance, chosen at once: the first of a shuffled wall, which then shows them first.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { artworksQuery, MAX_SHUFFLE } from "@/lib/api/list-artworks";
import { ANY } from "@/lib/url/groups";
import { useChoice } from "./use-choice";

const SURPRISES = 4;

export interface Surprise {
  readonly begin: () => void;
  readonly isPending: boolean;
  readonly failure: unknown;
}

export function useSurprise(): Surprise {
  const client = useQueryClient();
  const { surprise } = useChoice();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (shuffle: number) => {
      const page = await client.query(artworksQuery({ words: "", condition: ANY, shuffle }, SURPRISES));
      return page.items.map((artwork) => artwork.id);
    },
  });
  return {
    begin: () => {
      const number = Math.floor(Math.random() * MAX_SHUFFLE);
      mutate(number, {
        // who went elsewhere meanwhile stays there
        onSuccess: (works) => {
          surprise(number, works);
        },
      });
    },
    isPending,
    failure: error,
  };
}
