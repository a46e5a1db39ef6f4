// The facets with their counts: any of the values asked for, none of those left out; AND between the facets.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMessages } from "@/lib/i18n/catalogue";
import { words as shared } from "@/lib/messages";
import { YearFields } from "@/components/YearFields";
import { artworksQuery } from "@/lib/api/list-artworks";
import {
  ANY,
  FACETS,
  groupAt,
  leftOut,
  toggleLeftOut,
  toggleValue,
  values,
  withGroup,
  type Condition,
  type Group,
  type Place,
} from "@/lib/url/groups";
import { FacetList } from "./FacetList";
import styles from "./Facets.module.css";
import { conditionMessages } from "./messages";
import type { ConditionState } from "./use-condition";

interface Props {
  /** Words that the works must have besides. */
  words?: string;
  state: ConditionState;
}

export function Facets({ words = "", state }: Props) {
  const t = useMessages(conditionMessages);
  const { condition, setCondition, place } = state;
  const group = groupAt(condition, place);
  const under = countedUnder(condition, place, group);
  const counted = useQuery({
    ...artworksQuery({ words, condition: under, shuffle: null }, 1),
    placeholderData: keepPreviousData,
  });
  const change = (next: Group) => {
    setCondition(withGroup(condition, place, next));
  };
  return (
    <div className={styles.facets} aria-busy={counted.isFetching}>
      <fieldset className={styles.facet}>
        <legend>{t.yearsLegend}</legend>
        <YearFields key={`${place.kind} ${place.number}`} condition={group} onChange={change} />
      </fieldset>
      {FACETS.map((facet) => (
        <FacetList
          key={facet}
          facet={facet}
          name={shared().facets[facet]}
          counts={counted.data?.facets[facet] ?? []}
          chosen={values(group, facet)}
          out={leftOut(group, facet)}
          words={words}
          under={under}
          onToggle={(value) => {
            change(toggleValue(group, facet, value));
          }}
          onLeaveOut={(value) => {
            change(toggleLeftOut(group, facet, value));
          }}
        />
      ))}
    </div>
  );
}

/** Among which works the values of a group are counted: an alternative's own, less what is excepted from all. */
function countedUnder(condition: Condition, place: Place, group: Group): Condition {
  if (place.kind === "except") return { ...ANY, ...group };
  return { ...condition, ...group, or: [] };
}
