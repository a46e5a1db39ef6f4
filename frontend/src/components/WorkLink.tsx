// A work's title as the way to its page; a picture of the visitor's own has no page.
import { Link } from "react-router";
import { artworkAddress, isRecipe } from "@/lib/url/works";

interface Props {
  id: string;
  /** The chosen works, which come along. */
  works: readonly string[];
  className: string | undefined;
  children: string;
}

export function WorkLink({ id, works, className, children }: Props) {
  if (isRecipe(id)) return children;
  return (
    <Link className={className} to={artworkAddress(id, works)}>
      {children}
    </Link>
  );
}
