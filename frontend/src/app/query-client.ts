// How answers are kept and when they are asked for again.
import { QueryClient } from "@tanstack/react-query";
import { asProblem, passes } from "@/lib/api/problem";

const MAX_RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, failure) => count < MAX_RETRIES && passes(failure),
        retryDelay: (count, failure) => (asProblem(failure).retryAfter ?? 2 ** count) * 1000,
      },
    },
  });
}
