// The first view: what this is, some works with the space between them, and a wall from which to choose works.
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import { useSurprise } from "../hooks/use-surprise";
import { enterMessages } from "../messages";
import { Choose } from "./Choose";
import styles from "./EnterView.module.css";
import { Mosaic } from "./Mosaic";

export function EnterView() {
  const t = useMessages(enterMessages);
  const surprise = useSurprise();
  return (
    <>
      <title>Gen Studio</title>
      <section className={styles.opening}>
        <h1 className={styles.heading}>{t.heading}</h1>
        <div className={styles.words}>
          <p>
            {t.what}{" "}
            <Rich text={t.real} marks={{ made: (words) => <span className={styles.made}>{words}</span> }} />
          </p>
          <p className={styles.ways}>
            <a className={controls.strong} href="#choose">
              {t.chooseWorks}
            </a>
            <button
              type="button"
              className={controls.button}
              aria-busy={surprise.isPending}
              onClick={surprise.begin}
            >
              {t.surprise}
            </button>
          </p>
        </div>
      </section>
      <Mosaic />
      <Choose surprise={surprise} />
    </>
  );
}
