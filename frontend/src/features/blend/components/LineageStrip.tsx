// The lineage as a strip of thumbnails: each is a link to the state that it shows.
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import { imageUrl, recipeIn } from "@/lib/api/pictures";
import { useMessages } from "@/lib/i18n/catalogue";
import { blendAddress, readBlend, withWorksOf, type BlendState } from "../blend-url";
import type { Lineage } from "../hooks/use-lineage";
import { branchOf } from "../lineage";
import { blendMessages } from "../messages";
import styles from "./LineageStrip.module.css";

export function LineageStrip({ state, lineage }: { state: BlendState; lineage: Lineage }) {
  const say = useMessages(blendMessages);
  const { steps, current } = lineage;
  if (steps.length < 2) return null;
  return (
    <section className={styles.lineage} aria-labelledby="lineage">
      <div className={styles.head}>
        <h2 id="lineage">{say.lineage}</h2>
        <button type="button" className={controls.plain} onClick={lineage.forget}>
          {say.forget}
        </button>
      </div>
      <p className={styles.help}>{say.lineageHelp}</p>
      <ol className={styles.steps}>
        {steps.map((step, place) => {
          const branch = branchOf(steps, place);
          return (
            <li key={step.name} className={styles.step}>
              <Link
                className={styles.link}
                to={backTo(step.link, state)}
                preventScrollReset
                aria-label={branch === null ? say.step(place + 1) : say.stepFrom(place + 1, branch)}
                aria-current={place === current ? "step" : undefined}
              >
                <img
                  className={styles.thumb}
                  src={imageUrl(recipeIn(step.recipe, 64))}
                  alt=""
                  width={64}
                  height={64}
                  loading="lazy"
                />
              </Link>
              <span className={styles.number} aria-hidden="true">
                {place + 1}
                {branch !== null && <span className={styles.from}> {say.from(branch)}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The step's works and mix; what hangs on the canvas now stays there. */
function backTo(link: string, state: BlendState): string {
  const step = readBlend(new URLSearchParams(link.split("?")[1]));
  return blendAddress({ ...withWorksOf(state, step.works), mix: step.mix, before: null });
}
