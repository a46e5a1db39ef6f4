// What the mosaic shows, in words: which squares are generated, and of what the framed one is made.
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { useMessages } from "@/lib/i18n/catalogue";
import type { Artwork } from "@/lib/api/types";
import { makerOf, percent, titleOf } from "@/lib/label";
import { sharesQuery } from "../api/get-shares";
import type { Wander } from "../hooks/use-wander";
import { enterMessages } from "../messages";
import type { Stop } from "../mosaic";
import styles from "./Mosaic.module.css";

interface Props {
  works: readonly Artwork[];
  here: Stop;
  /** The address of the framed picture, where a square is framed. */
  picture: string | null;
  wander: Wander;
  map: string;
}

/** Parts that are smaller are not named. */
const LEAST = 0.1;
const NAMED = 2;

export function MosaicWords({ works, here, picture, wander, map }: Props) {
  const t = useMessages(enterMessages).mosaic;
  const shares = useQuery(sharesQuery(picture)).data;
  const parts =
    "work" in here
      ? [{ landmark: here.work, share: 1 }]
      : (shares ?? []).filter(({ share }) => share >= LEAST).slice(0, NAMED);
  return (
    <div className={styles.words}>
      <p className={styles.legend}>
        <GeneratedBadge place="line" /> {t.legend}
      </p>
      <p className={styles.here}>
        {parts.map(({ landmark, share }) => {
          const work = works[landmark];
          return (
            work !== undefined && (
              <span key={landmark} className={styles.part}>
                <span className={styles.share}>{"work" in here ? t.framed : percent(share)}</span>{" "}
                <bdi>
                  {makerOf(work)}, <i>{titleOf(work)}</i>
                </bdi>
              </span>
            )
          );
        })}
      </p>
      <p className={styles.ways}>
        <button
          type="button"
          className={controls.plain}
          onClick={() => {
            wander.pause(!wander.paused);
          }}
        >
          {wander.paused ? t.play : t.pause}
        </button>
        <Link to={map}>{t.open}</Link>
      </p>
    </div>
  );
}
