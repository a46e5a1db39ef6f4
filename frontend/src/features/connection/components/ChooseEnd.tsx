// Where a chain begins is known; this finds the work at its end, by words.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearchParams } from "react-router";
import { ArtworkImage } from "@/components/ArtworkImage";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import { MuseumLabel } from "@/components/MuseumLabel";
import { ProblemNote } from "@/components/ProblemNote";
import { SearchField } from "@/components/SearchField";
import { useArtwork } from "@/lib/api/get-artwork";
import { artworksQuery } from "@/lib/api/list-artworks";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import { titleOf } from "@/lib/label";
import { ANY } from "@/lib/url/groups";
import { address } from "@/lib/url/works";
import { connectionMessages } from "../messages";
import styles from "./ConnectionView.module.css";

const SHOWN = 24;
/** Any order that mixes the museums does; the same one keeps the view as it was. */
const SHUFFLE = 20;

export function ChooseEnd() {
  const t = useMessages(connectionMessages);
  const { id = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const words = params.get("q") ?? "";
  const from = useArtwork(id);
  const found = useQuery({
    ...artworksQuery({ words, condition: ANY, shuffle: words === "" ? SHUFFLE : null }, SHOWN),
    placeholderData: keepPreviousData,
  });
  const failure = from.error ?? found.error;
  const heading = t.from(from.data === undefined ? "…" : titleOf(from.data));
  const along = new URLSearchParams(params);
  along.delete("q");
  const ends = found.data?.items.filter((work) => work.id !== id);
  return (
    <div className={styles.view}>
      <title>{`${t.title} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>
          <Rich text={heading} marks={{ cite: (cited) => <cite>{cited}</cite> }} />
        </h1>
        <p className={styles.lead}>{t.choose}</p>
        <SearchField
          words={words}
          label={t.search}
          placeholder={t.placeholder}
          onWords={(next) => {
            setParams(
              (now) => {
                const changed = new URLSearchParams(now);
                if (next === "") changed.delete("q");
                else changed.set("q", next);
                return changed;
              },
              { replace: true, preventScrollReset: true },
            );
          }}
        />
      </header>
      {failure !== null ? (
        <ProblemNote failure={failure} onRetry={() => void Promise.all([from.refetch(), found.refetch()])} />
      ) : ends === undefined ? (
        <CardPlaces count={8} what={t.works} />
      ) : ends.length === 0 ? (
        <p role="status">{t.none(words)}</p>
      ) : (
        <CardGrid label={t.some}>
          {ends.map((work) => (
            <li key={work.id}>
              <Link
                className={styles.end}
                to={address(`/artworks/${encodeURIComponent(id)}/to/${encodeURIComponent(work.id)}`, along)}
                aria-label={t.leadTo(titleOf(work))}
              >
                <ArtworkImage artwork={work} size={128} alt="" />
                <MuseumLabel artwork={work} short />
              </Link>
            </li>
          ))}
        </CardGrid>
      )}
    </div>
  );
}
