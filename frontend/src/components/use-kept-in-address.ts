// Keep a value in the address as soon as it rests: without one, its parameter is left out.
import { useEffect } from "react";
import { useSearchParams } from "react-router";

const REST_MS = 250;

export function useKeptInAddress(name: string, value: string | null) {
  const [params, setParams] = useSearchParams();
  const said = params.get(name);
  useEffect(() => {
    if (value === said) return;
    const timer = setTimeout(() => {
      setParams(
        () => {
          // as it is now, not as it was drawn: what was looked at may be closed meanwhile
          const next = new URLSearchParams(window.location.search);
          if (value === null) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [name, value, said, setParams]);
}
