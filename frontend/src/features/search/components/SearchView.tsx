// Search: by words, by facts, and by a picture of one's own.
import { useState } from "react";
import { ConditionChips } from "@/components/conditions/ConditionChips";
import { Facets } from "@/components/conditions/Facets";
import { conditionMessages } from "@/components/conditions/messages";
import { useCondition } from "@/components/conditions/use-condition";
import { OriginalsNote } from "@/components/OriginalsNote";
import { GivenPicture } from "@/components/picture-matches/GivenPicture";
import { PictureMatches } from "@/components/picture-matches/PictureMatches";
import { PictureInput } from "@/components/PictureInput";
import { SearchField } from "@/components/SearchField";
import { useGivenPicture } from "@/components/use-given-picture";
import { isAddress, MAX_ADDRESS_LENGTH } from "@/lib/api/similar-to-address";
import { useMessages } from "@/lib/i18n/catalogue";
import { findUpload, keepUpload } from "@/lib/uploads";
import { countOf } from "@/lib/url/groups";
import { useSearch } from "../hooks/use-search";
import { searchMessages } from "../messages";
import styles from "./SearchView.module.css";
import { WordResults } from "./WordResults";

export function SearchView() {
  const t = useMessages(searchMessages);
  const filters = useMessages(conditionMessages);
  const search = useSearch();
  const state = useCondition();
  const [open, setOpen] = useState(false);
  const give = (file: File) => {
    search.setPicture(keepUpload(file).name);
  };
  const hovering = useGivenPicture(give);
  const upload = search.picture === null ? null : findUpload(search.picture);
  const address = search.picture === null && isAddress(search.words);
  const found = { condition: state.condition, onCondition: state.setCondition };
  const asked = countOf(state.condition);
  return (
    <div className={styles.search} data-hovering={hovering}>
      <title>{`${search.words === "" ? "" : `${search.words} – `}${t.title} – Gen Studio`}</title>
      <h1 className={styles.heading}>{t.heading}</h1>
      <div className={styles.ask}>
        <SearchField
          words={search.words}
          label={t.words}
          placeholder={t.placeholder}
          longest={MAX_ADDRESS_LENGTH}
          onWords={search.setWords}
        />
        <PictureInput label={t.withPicture} field={t.pictureField} onFile={give} />
      </div>
      <p className={styles.note}>{hovering ? t.letGo : t.dropHint}</p>
      <button
        type="button"
        className={styles.filter}
        aria-expanded={open}
        aria-controls="facets"
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? filters.hideFilters : asked > 0 ? filters.filtersOf(asked) : filters.filters}
      </button>
      <div id="facets" className={styles.facets} data-open={open}>
        <Facets words={search.picture === null && !address ? search.words : ""} state={state} />
      </div>
      <section className={styles.results} aria-label={t.results}>
        {search.picture !== null && (
          <GivenPicture
            upload={upload}
            without={t.byWords}
            onRemove={() => {
              search.setPicture(null);
            }}
          />
        )}
        <ConditionChips state={state} />
        <OriginalsNote />
        {upload !== null ? (
          <PictureMatches key={upload.name} picture={upload} {...found} press="open" />
        ) : address ? (
          <PictureMatches key={search.words} picture={search.words} {...found} press="open" />
        ) : search.picture === null ? (
          <WordResults words={search.words} state={state} onClear={search.clear} />
        ) : null}
      </section>
    </div>
  );
}
