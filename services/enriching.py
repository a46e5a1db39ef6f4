"""Enrich a store: its pictures in; how each work looks, what is to be seen, and its near-duplicates out, resumably.

Lines of enrichment.jsonl, with the SHA-256 of the picture and the names and versions of what made them. A work whose
picture and makers are the same is not looked at again.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.collection.annotating import Annotator
from services.collection.store import ENRICHMENT, StoredWork, read_store
from services.common.polite import AddressError, AwayError
from services.common.rgb import UnreadablePicture, read_rgb
from services.vision.fingerprints import alike, same_picture, small_of
from services.vision.looks import MAKER, looks_of

Progress = Callable[[int, int], None]  # (done, total)
_KEPT_SMALL = 1000


@dataclass
class EnrichReport:
    """How many works are enriched now, how many of them anew; why others are not; works that look the same."""

    works: int = 0
    new: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    duplicates: list[list[str]] = field(default_factory=list)


def enrich_store(store: Path, annotator: Annotator | None = None, progress: Progress | None = None) -> EnrichReport:
    """Look at every work of `store` that was not looked at, and ask the annotator, if any. Raises StoreError.

    An AwayError of the annotator ends the run; what was done until then is kept.
    """
    works = [stored for stored in read_store(store) if stored.work]
    known = {told["id"]: told for told in _lines(store)}
    report = EnrichReport()
    done: list[dict[str, Any]] = []
    with _partial(store).open("a", encoding="utf-8") as journal:
        for count, stored in enumerate(works, 1):
            try:
                told, new = _told(store, stored, known.get(stored.artwork.id), annotator)
            except AwayError:
                raise
            except (OSError, UnreadablePicture, AddressError) as error:
                report.left_out[stored.artwork.id] = str(error)
                continue
            if new:
                journal.write(json.dumps(told, ensure_ascii=False) + "\n")
                journal.flush()
                report.new += 1
            done.append(told)
            if progress is not None:
                progress(count, len(works))
    report.works = len(done)
    groups = _nearly_same(done, {stored.artwork.id: store / stored.file for stored in works})
    report.duplicates = [[done[place]["id"] for place in group] for group in groups]
    near = {work: [other for other in group if other != work] for group in report.duplicates for work in group}
    final = store / ENRICHMENT
    written = final.with_suffix(".new")
    with written.open("w", encoding="utf-8") as file:
        file.writelines(
            json.dumps(told | {"near": near.get(told["id"], [])}, ensure_ascii=False) + "\n" for told in done
        )
    written.replace(final)
    _partial(store).unlink()
    return report


def _nearly_same(done: list[dict[str, Any]], files: Mapping[str, Path]) -> list[list[int]]:
    """Groups of places: whose fingerprints are alike, and whose pictures are, too."""

    @lru_cache(maxsize=_KEPT_SMALL)
    def small(place: int) -> NDArray[np.float64]:
        return small_of(read_rgb(files[done[place]["id"]].read_bytes()))

    def same(one: int, other: int) -> bool:
        return same_picture(small(one), small(other))

    return alike([int(told["measures"]["fingerprint"], 16) for told in done], same=same)


def _told(
    store: Path, stored: StoredWork, known: dict[str, Any] | None, annotator: Annotator | None
) -> tuple[dict[str, Any], bool]:
    """What is said of a work, and whether any of it is new."""
    data = (store / stored.file).read_bytes()
    picture = hashlib.sha256(data).hexdigest()
    same = known if known is not None and known["picture"] == picture else {"id": stored.artwork.id, "picture": picture}
    told = dict(same)
    if told.get("looks_by") != MAKER:
        looks = looks_of(read_rgb(data))
        told |= {"looks_by": MAKER, "hues": looks.hues, "looks": looks.words, "measures": looks.to_json()}
    if annotator is not None and told.get("tags_by") != annotator.maker:
        said = annotator.annotate(data)
        told |= {"tags_by": annotator.maker, "tags": said.tags, "caption": said.caption}
    told["made_by"] = [f"hues, looks: {told['looks_by']}"]
    if told.get("tags"):
        told["made_by"].append(f"tags: {told['tags_by']}")
    return told, told != same


def _lines(store: Path) -> Iterator[dict[str, Any]]:
    """What is known, and after it what a run that was stopped had found; a line that was cut off is none."""
    for path in (store / ENRICHMENT, _partial(store)):
        if path.exists():
            for line in path.read_text("utf-8", errors="replace").split("\n"):
                try:
                    told = json.loads(line)
                except ValueError:
                    continue
                if isinstance(told, dict) and "id" in told and "picture" in told:
                    yield told


def _partial(store: Path) -> Path:
    return store / f"{ENRICHMENT}.partial"
