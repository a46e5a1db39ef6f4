// The verdict in one sentence, each mark in another, the works it was made of, and the recipe drawn again.
import { Link } from "react-router";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import { artworkAddress } from "@/lib/url/works";
import type { Verification } from "../api/verify-picture";
import { verifyMessages } from "../messages";
import { parentsOf, redrawingOf, signatureOf, verdictOf } from "../verdict";
import styles from "./Findings.module.css";

export function Findings({ found }: { found: Verification }) {
  const t = useMessages(verifyMessages);
  const verdict = verdictOf(found);
  const { watermark, metadata, signature, redrawing } = found;
  const drawn = redrawing?.image ?? null;
  const scale = watermark.scale === null || watermark.scale === 1 ? null : format().percent(watermark.scale);
  const facts: readonly (readonly [string, string])[] = [
    [t.watermark, watermark.found ? t.watermarkFound(scale) : t.watermarkNone],
    [
      t.metadata,
      metadata.generated
        ? t.metadataFound(metadata.tool ?? t.noTool)
        : metadata.found
          ? t.metadataOther
          : t.metadataNone,
    ],
    [
      t.signature,
      [t.signatures[signatureOf(found)], signature.signer === null ? "" : t.signer(signature.signer)].join(
        " ",
      ),
    ],
    [t.redrawing, t.redrawings[redrawingOf(found)]],
  ];
  return (
    <div className={styles.findings}>
      <div role="status" className={styles.verdict} data-verdict={verdict}>
        <h2>{t.verdict[verdict]}</h2>
        <p>{t.means[verdict]}</p>
      </div>
      <dl className={styles.facts} aria-label={t.marks}>
        {facts.map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
        {redrawing !== null && (
          <>
            <div>
              <dt>{t.release}</dt>
              <dd>
                <code>{redrawing.release}</code>
              </dd>
            </div>
            <div>
              <dt>{t.recipe}</dt>
              <dd className={styles.recipe}>
                <code>{redrawing.recipe}</code>
              </dd>
            </div>
          </>
        )}
      </dl>
      <Parents found={found} />
      {drawn !== null && (
        <figure className={styles.again}>
          <span className={styles.frame}>
            <img src={drawn} alt={t.again} />
            <GeneratedBadge />
          </span>
          <figcaption>{t.again}</figcaption>
        </figure>
      )}
    </div>
  );
}

function Parents({ found }: { found: Verification }) {
  const t = useMessages(verifyMessages);
  const parents = parentsOf(found);
  if (parents.length === 0) return null;
  return (
    <section className={styles.parents}>
      <h3>{t.parents}</h3>
      <ul>
        {parents.map((parent) => (
          <li key={parent.artwork}>
            {parent.weight !== null && <b>{t.share(parent.weight)}</b>}{" "}
            <Link to={artworkAddress(parent.artwork, [])}>
              <cite>{parent.title ?? parent.artwork}</cite>
            </Link>
            {[parent.artist, parent.museum, parent.rights].map(
              (said, place) =>
                said !== null && (
                  <span key={place}>
                    , <bdi>{said}</bdi>
                  </span>
                ),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
