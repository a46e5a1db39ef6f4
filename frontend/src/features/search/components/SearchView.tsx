// Search: by words, by facts, and by a picture of one's own.
import { useState } from "react";
import { OriginalsNote } from "@/components/OriginalsNote";
import { SearchField } from "@/components/SearchField";
import { countOf } from "@/lib/url/condition";
import { useGivenPicture } from "../hooks/use-given-picture";
import { useSearch } from "../hooks/use-search";
import { findUpload, keepUpload } from "../uploads";
import { ConditionChips } from "./ConditionChips";
import { Facets } from "./Facets";
import { PictureMatches } from "./PictureMatches";
import styles from "./SearchView.module.css";
import { UploadButton, UploadedPicture } from "./UploadButton";
import { WordResults } from "./WordResults";

export function SearchView() {
  const search = useSearch();
  const [open, setOpen] = useState(false);
  const give = (file: File) => {
    search.setPicture(keepUpload(file).name);
  };
  const hovering = useGivenPicture(give);
  const upload = search.picture === null ? null : findUpload(search.picture);
  const asked = countOf(search.condition);
  return (
    <div className={styles.search} data-hovering={hovering}>
      <title>{search.words === "" ? "Search – Gen Studio" : `${search.words} – Search – Gen Studio`}</title>
      <h1 className={styles.heading}>Search the collection</h1>
      <div className={styles.ask}>
        <SearchField
          words={search.words}
          label="Search for words"
          placeholder="Artist, title, place, material…"
          onWords={search.setWords}
        />
        <UploadButton onFile={give} />
      </div>
      <p className={styles.note}>
        {hovering
          ? "Let go to compare this picture."
          : "A picture can also be dropped here or pasted. It is compared and forgotten."}
      </p>
      <button
        type="button"
        className={styles.filter}
        aria-expanded={open}
        aria-controls="facets"
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? "Hide filters" : `Filters${asked > 0 ? ` (${asked})` : ""}`}
      </button>
      <div id="facets" className={styles.facets} data-open={open}>
        <Facets
          words={search.picture === null ? search.words : ""}
          condition={search.condition}
          onChange={search.setCondition}
        />
      </div>
      <section className={styles.results} aria-label="Results">
        {search.picture !== null && (
          <UploadedPicture
            upload={upload}
            onRemove={() => {
              search.setPicture(null);
            }}
          />
        )}
        <ConditionChips condition={search.condition} onChange={search.setCondition} />
        <OriginalsNote />
        {upload !== null ? (
          <PictureMatches key={upload.name} upload={upload} condition={search.condition} />
        ) : search.picture === null ? (
          <WordResults words={search.words} condition={search.condition} onClear={search.clear} />
        ) : null}
      </section>
    </div>
  );
}
