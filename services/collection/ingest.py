"""Ingest: a folder of pictures with metadata in, a store out; what can't be imported is reported, the rest is."""

import dataclasses
import filecmp
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from services.collection.artwork import Artwork
from services.collection.journal import JOURNAL
from services.collection.licences import ANY, is_free
from services.collection.pictures import PictureError, check_picture
from services.collection.rows import SUFFIXES, Remark, Row, read_rows
from services.collection.store import CATALOGUE, IMAGES, PARTIAL_CATALOGUE, REPORT, StoredWork, is_work, write_catalogue
from services.collection.withheld import add_lists

METADATA = "metadata.jsonl"
METADATA_CSV = "metadata.csv"
WITHHELD = "withheld"
_THREADS = 2


class IngestError(ValueError):
    """Nothing can be imported at all; the message says why and what to do."""


@dataclass(frozen=True)
class IngestReport:
    """What became of a folder: rows read, works and details imported, those with years, those withheld, and remarks."""

    rows: int
    works: int
    details: int
    dated: int
    withheld: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def imported(self) -> int:
        """Rows that are in the store now."""
        return self.works + self.details

    @property
    def left_out(self) -> list[Remark]:
        """Rows and pictures that are not."""
        return [remark for remark in self.remarks if not remark.imported]


Progress = Callable[[int, int], None]  # (done, total)


def ingest_folder(
    folder: Path,
    store: Path,
    progress: Progress | None = None,
    withhold: Iterable[Path] = (),
    licences: Collection[str] = (),
) -> IngestReport:
    """Import `folder` (its metadata, and the pictures that its rows name) into `store`, and report.

    The store then mirrors the folder: pictures are hard-linked where that is possible, else copied, as
    images/<id><suffix>; the catalogue changes in one step, so a reader sees the old one or the new one. A second run
    changes nothing. `withhold` are curators' lists, kept in the store; `licences` are rights to take besides open ones,
    while a work whose row says none is the folder's owner's to give. Raises IngestError where there is no metadata,
    or `store` is a folder of something else.
    """
    metadata = next((path for name in (METADATA, METADATA_CSV) if (path := folder / name).is_file()), None)
    if metadata is None:
        raise IngestError(
            f"{folder} has no {METADATA} and no {METADATA_CSV}; put one JSON object per line there, with id and file"
        )
    _claim(folder, store)
    withheld = add_lists(store, withhold)
    remarks: list[Remark] = []
    total, rows = read_rows(folder, metadata, remarks)
    kept_back = [row for row in rows if withheld.covers(row.artwork)]
    remarks += [_remark(row, WITHHELD) for row in kept_back]
    rows = [row for row in rows if not withheld.covers(row.artwork)]
    not_free = {row.artwork.id: why for row in rows if (why := _not_free(row.artwork, licences))}
    remarks += [_remark(row, why) for row in rows if (why := not_free.get(row.artwork.id))]
    named = {row.source for row in (*rows, *kept_back)}
    rows = [row for row in rows if row.artwork.id not in not_free]
    works: list[StoredWork] = []
    with ThreadPoolExecutor(_THREADS) as pool:
        faults = pool.map(_fault, rows)
        for done, (row, fault) in enumerate(zip(rows, faults, strict=True), 1):
            if fault is None:
                works.append(_keep(row, store))
                remarks += [_remark(row, f"left out a fact: {note}", imported=True) for note in row.notes]
            else:
                remarks.append(_remark(row, f"its picture {row.file!r}: {fault}"))
            if progress is not None:
                progress(done, len(rows))
    write_catalogue(store, works)
    _tidy(store, {work.file for work in works})
    remarks += [Remark(None, None, name, "no row names this picture") for name in _unnamed(folder, named)]
    remarks.sort(key=lambda remark: (remark.line is None, remark.line or 0, remark.file or ""))
    _write_report(store, remarks)
    count = sum(work.work for work in works)
    dated = sum(work.artwork.date_begin is not None for work in works)
    return IngestReport(total, count, len(works) - count, dated, len(kept_back), remarks)


def _claim(folder: Path, store: Path) -> None:
    """Make the store's folders, but only where nothing else lives: what no row names is removed from images/."""
    if store.resolve() == folder.resolve() or folder.resolve() in (store / IMAGES).resolve().parents:
        raise IngestError(f"{store} lies in the folder to import; name a store elsewhere")
    if (store / JOURNAL).exists():
        raise IngestError(f"{store} holds the works of a museum (it has a {JOURNAL}); name another store")
    begun = store / PARTIAL_CATALOGUE
    if (store / IMAGES).exists() and not (store / CATALOGUE).exists() and not begun.exists():
        raise IngestError(f"{store} has {IMAGES} but no {CATALOGUE}, so it is no store; name another folder")
    store.mkdir(parents=True, exist_ok=True)
    begun.touch()  # so that a run that is broken off can be run again
    (store / IMAGES).mkdir(exist_ok=True)


def _not_free(artwork: Artwork, licences: Collection[str]) -> str | None:
    """Why a work is left out for its rights: what is said of them is not open, or not understood."""
    said = artwork.rights or artwork.licence
    if not said or is_free(artwork.rights, licences):
        return None
    return f"not free: {said}; --licence {ANY if artwork.rights is None else repr(said)} takes it nevertheless"


def _remark(row: Row, reason: str, imported: bool = False) -> Remark:
    return Remark(row.line, row.artwork.id, row.file, reason, imported)


def _fault(row: Row) -> str | None:
    try:
        check_picture(row.source)
    except PictureError as error:
        return str(error)
    return None


def _keep(row: Row, store: Path) -> StoredWork:
    """Put a row's picture into the store."""
    file = f"{IMAGES}/{row.artwork.id}{row.source.suffix.lower()}"
    target = store / file
    if not (target.exists() and (target.samefile(row.source) or filecmp.cmp(target, row.source, shallow=False))):
        partial = target.with_name(f".{target.name}.partial")
        partial.unlink(missing_ok=True)
        try:
            os.link(row.source, partial)
        except OSError:  # another file system, or one without links
            shutil.copyfile(row.source, partial)
        partial.replace(target)
    return StoredWork(row.artwork, file, is_work(row.artwork))


def _tidy(store: Path, kept: set[str]) -> None:
    for path in (store / IMAGES).iterdir():
        if f"{IMAGES}/{path.name}" not in kept and path.is_file():
            path.unlink()


def _unnamed(folder: Path, named: set[Path]) -> list[str]:
    images = folder / IMAGES
    found = sorted(images.rglob("*")) if images.is_dir() else []
    return [
        path.relative_to(folder).as_posix()
        for path in found
        if path.suffix.lower() in SUFFIXES and path.resolve() not in named
    ]


def _write_report(store: Path, remarks: list[Remark]) -> None:
    partial = store / f"{REPORT}.partial"
    lines = [json.dumps(dataclasses.asdict(remark), ensure_ascii=False) + "\n" for remark in remarks]
    partial.write_text("".join(lines), encoding="utf-8")
    partial.replace(store / REPORT)
