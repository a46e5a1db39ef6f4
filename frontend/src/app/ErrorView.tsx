// Where no view is, or one broke: what happened, and the ways on.
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import styles from "./ErrorView.module.css";
import { appMessages } from "./messages";

export function NotFoundView() {
  const t = useMessages(appMessages).notHere;
  return (
    <div className={styles.view}>
      <title>{`${t.title} – Gen Studio`}</title>
      <h1>{t.heading}</h1>
      <p>{t.words}</p>
      <Ways />
    </div>
  );
}

export function ErrorView({ failure }: { failure: unknown }) {
  const t = useMessages(appMessages).broke;
  return (
    <div className={styles.view} role="alert">
      <title>{`${t.title} – Gen Studio`}</title>
      <h1>{t.heading}</h1>
      <p>{t.words}</p>
      {failure instanceof Error && <p className={styles.said}>{t.said(failure.message)}</p>}
      <button
        type="button"
        className={controls.strong}
        onClick={() => {
          window.location.reload();
        }}
      >
        {t.again}
      </button>
      <Ways />
    </div>
  );
}

function Ways() {
  return (
    <p>
      <Rich
        text={useMessages(appMessages).ways}
        marks={{
          enter: (words) => <Link to="/">{words}</Link>,
          search: (words) => <Link to="/search">{words}</Link>,
        }}
      />
    </p>
  );
}
