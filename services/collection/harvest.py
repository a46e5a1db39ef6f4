"""Harvest: a source and a wish in; their works, checked and normalised, in a store, and a report out.

What becomes of each work goes into the store's journal at once. A run that is killed goes on where it was; a later one
asks only for what changed, failed, or is new; works that are gone, or no longer free, leave the catalogue.
"""

import dataclasses
import hashlib
import json
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.collection.artwork import MAX_TEXT_LENGTH, YEARS, Artwork, ArtworkError, artwork_of, to_json
from services.collection.dates import years_of
from services.collection.journal import FAILED, JOURNAL, LEFT_OUT, TAKEN, Entry, Journal, listing_of
from services.collection.kept import MAX_PICTURE_BYTES, drop_picture, keep_picture
from services.collection.materials import materials_of
from services.collection.pictures import PictureError
from services.collection.sources.source import Listed, Record, Source, SourceError, Wish, Work
from services.collection.store import CATALOGUE, IMAGES, REPORT, THUMBNAILS, StoredWork, is_work, write_catalogue
from services.collection.withheld import add_lists
from services.common.locks import locked_file
from services.common.polite import AddressError, Answer, AwayError, DayIsFull, PoliteClient

WITHHELD = "withheld"
MAX_FAILED_IN_A_ROW = 10
_NOT_FREE = "not free: "
_AT_ONCE = 4
_MAX_FILE_BYTES = 4 * 2**30
_FILES = "sources"  # what a source keeps in large files


class HarvestError(ValueError):
    """The run can't begin; the message says why and what to do."""


@dataclass
class HarvestReport:
    """What a run did. `before` is what it had taken before it was killed, `passed` what was not asked for.

    `stopped` says why it ended before the list did; run again then.
    """

    before: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    passed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    works: int = 0
    stopped: str | None = None
    asked: dict[str, int] = field(default_factory=dict)

    @property
    def withheld(self) -> int:
        """How many works are withheld."""
        return self.left_out[WITHHELD]


Progress = Callable[[HarvestReport], None]


@dataclass(frozen=True)
class Plan:
    """What to bring where. `budget` is how many bytes pictures may take, `withhold` are curators' lists."""

    source: Source
    wish: Wish
    store: Path
    client: PoliteClient
    withhold: tuple[Path, ...] = ()
    budget: int | None = None


def harvest(plan: Plan, progress: Progress = lambda _: None) -> HarvestReport:
    """Bring the wished works into the store. Raises HarvestError, or SourceError where the list can't be read."""
    store = plan.store
    if (store / CATALOGUE).exists() and not (store / JOURNAL).exists():
        raise HarvestError(f"{store} mirrors a folder (gen-studio ingest folder); name another store")
    if plan.wish.highlights and not plan.source.marks_highlights:
        raise HarvestError(f"{plan.source.name} does not say which works are its highlights; leave --highlights out")
    for name in (IMAGES, THUMBNAILS, _FILES):
        (store / name).mkdir(parents=True, exist_ok=True)
    with locked_file(store / ".lock"), closing(Journal(store)) as journal:
        return _Run(plan, journal, progress).whole()


class _Run:
    """One pass through a source's list. Only this thread writes the journal; others ask, check and save pictures."""

    def __init__(self, plan: Plan, journal: Journal, progress: Progress) -> None:
        self._plan, self._journal, self._progress = plan, journal, progress
        self._withheld = add_lists(plan.store, plan.withhold)
        self._wish = json.dumps([plan.source.name, vars(plan.source), dataclasses.asdict(plan.wish)], default=str)
        self._report = HarvestReport()
        self._room = None if plan.budget is None else plan.budget - journal.bytes()
        self._day = datetime.now(UTC).date().isoformat()
        self._asked_before = journal.asked(self._day)
        self._counting = threading.Lock()
        self._in_a_row = 0

    def whole(self) -> HarvestReport:
        run, page = self._journal.begin(self._wish)
        self._report.before = self._journal.taken(self._wish, run)
        try:
            self._all(run, page)
            for entry in self._journal.end(self._wish, run):
                self._report.gone += entry.state == TAKEN
                drop_picture(self._plan.store, entry.id)
        except (AwayError, _TooManyFailed) as error:
            self._report.stopped = str(error)
        finally:
            for host, times in self._plan.client.asked.items():
                self._journal.count(host, self._day, self._asked_before.get(host, 0) + times)
            self._publish()
        return self._report

    def _all(self, run: int, page: str | None) -> None:
        """Through the list, some works at once, their outcomes in the list's order."""
        web = _Web(self._plan, self._journal, self._asked_before)
        waiting: deque[tuple[Listed, Future[Entry | None]]] = deque()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                for listed, prior in self._wanted(web, run, page):
                    while waiting and (len(waiting) >= 2 * _AT_ONCE or self._enough(len(waiting))):
                        self._settle(*waiting.popleft(), run)
                    if self._enough():
                        break
                    waiting.append((listed, pool.submit(self._became, web, listed, prior)))
                while waiting:
                    self._settle(*waiting.popleft(), run)
            finally:
                pool.shutdown(cancel_futures=True)

    def _enough(self, waiting: int = 0) -> bool:
        """Whether as many works as were wished for are taken, if all that wait are."""
        report, limit = self._report, self._plan.wish.limit
        return limit is not None and report.before + report.new + report.changed + report.unchanged + waiting >= limit

    def _wanted(self, web: "_Web", run: int, page: str | None) -> Iterator[tuple[Listed, Entry | None]]:
        """The works of the list that are asked for and were not dealt with by this run before it was killed."""
        for listed in self._plan.source.listed(web, self._plan.wish, page):
            if self._refuses(listed):
                self._report.passed += 1
            elif not self._journal.done(self._wish, run, listed.id):
                yield listed, self._journal.known(listed.id)
            if self._enough():
                return

    def _refuses(self, listed: Listed) -> bool:
        """Whether a work is not wanted. One whose record can't be read fails later, and alone."""
        try:
            return self._plan.wish.refuses(self._plan.source.work(listed.record)) is not None
        except SourceError:
            return False

    def _became(self, web: "_Web", listed: Listed, prior: Entry | None) -> Entry | None:
        """What became of a work; None where all is as it was. Runs beside others. Raises DayIsFull."""
        listing = hashlib.sha256(listing_of(listed.record).encode()).hexdigest()
        entry = Entry(listed.id, self._plan.source.name, listing, listing_of(listed.record), LEFT_OUT)
        try:
            work = self._plan.source.work(listed.record)
            if fault := self._fault(listed.id, work, listed.record):
                return dataclasses.replace(entry, reason=fault)
            if prior and prior.state == TAKEN and prior.listing == listing and self._has(prior):
                return None
            if prior and prior.listing == listing and (reason := self._still(prior)):
                return dataclasses.replace(prior, reason=reason)
            record = self._plan.source.details(web, listed.record)
            entry = dataclasses.replace(entry, record=listing_of(record))
            work = self._plan.source.work(record)
            if fault := self._fault(listed.id, work, record):
                return dataclasses.replace(entry, reason=fault)
            if not work.picture:
                return dataclasses.replace(entry, reason="no picture")
            facts = json.dumps(to_json(normalised(listed.id, work)), ensure_ascii=False)
            return self._pictured(web, dataclasses.replace(entry, facts=facts, picture=work.picture), prior)
        except DayIsFull:
            raise
        except ArtworkError as error:
            return dataclasses.replace(entry, reason=str(error))
        except AddressError as error:
            return dataclasses.replace(entry, reason=f"its picture can't be had: {_without_address(error)}")
        except PictureError as error:
            return dataclasses.replace(entry, reason=f"its picture: {error}")
        except (AwayError, SourceError, OSError) as error:
            if prior and prior.state == TAKEN and self._has(prior):
                return dataclasses.replace(prior, listing="")  # what is there stays, and is asked for again next time
            return dataclasses.replace(entry, state=FAILED, reason=_without_address(error))

    def _pictured(self, web: "_Web", entry: Entry, prior: Entry | None) -> Entry:
        """The work with its picture, which is asked for only if it is another one than before."""
        same = prior if prior and prior.picture == entry.picture and prior.sha256 and self._has(prior) else None
        if self._room is not None and self._room <= 0 and same is None:
            return dataclasses.replace(entry, state=FAILED, reason="the disk budget is used up; raise --disk-budget")
        known = Answer(b"", same.etag, same.modified) if same else None
        answer = web.get(entry.picture or "", most=MAX_PICTURE_BYTES, known=known)
        entry = dataclasses.replace(entry, state=TAKEN, etag=answer.etag, modified=answer.modified)
        if same and answer.unchanged:
            return dataclasses.replace(entry, file=same.file, sha256=same.sha256, bytes=same.bytes)
        kept = keep_picture(answer.body, self._plan.store, entry.id)
        if self._room is not None:
            with self._counting:
                self._room -= kept.bytes - (prior.bytes if prior else 0)
        return dataclasses.replace(entry, file=kept.file, sha256=kept.sha256, bytes=kept.bytes)

    def _fault(self, work: str, says: Work, record: Record) -> str | None:
        if not self._plan.wish.allows(says.rights):
            return f"{_NOT_FREE}{says.rights or 'its rights are not said'}"
        return WITHHELD if self._withheld.covers(Artwork(work), record) else None

    def _still(self, prior: Entry) -> str | None:
        """Why a work that was left out still is, by what is known of it; what is allowed since is asked for."""
        if prior.state != LEFT_OUT:
            return None
        record = json.loads(prior.record)
        if fault := self._fault(prior.id, self._plan.source.work(record), record):
            return fault
        reason = prior.reason or ""
        return None if reason == WITHHELD or reason.startswith(_NOT_FREE) else reason

    def _has(self, entry: Entry) -> bool:
        return entry.file is not None and (self._plan.store / entry.file).is_file()

    def _settle(self, listed: Listed, future: "Future[Entry | None]", run: int) -> None:
        entry = future.result()
        prior = self._journal.known(listed.id)
        if entry is None:
            self._journal.sight(self._wish, run, listed.id, listed.page)
            self._report.unchanged += 1
            self._in_a_row = 0
        else:
            self._journal.write(entry, self._wish, run, listed.page)
            if entry.state != TAKEN:
                drop_picture(self._plan.store, entry.id)
            self._count(entry, prior)
            self._in_a_row = self._in_a_row + 1 if entry.state == FAILED else 0
            if self._in_a_row >= MAX_FAILED_IN_A_ROW:
                raise _TooManyFailed(f"{self._in_a_row} works failed in a row, the last: {entry.reason}")
        self._progress(self._report)

    def _count(self, entry: Entry, prior: Entry | None) -> None:
        if entry.state != TAKEN:
            reasons = self._report.left_out if entry.state == LEFT_OUT else self._report.failed
            reasons[entry.reason or ""] += 1
        elif prior and prior.state == TAKEN:
            self._report.changed += 1
        else:
            self._report.new += 1

    def _publish(self) -> None:
        """The catalogue from the journal, in one step; what is withheld since is taken out; stray files go."""
        for entry in list(self._journal.all(TAKEN)):
            if self._withheld.covers(artwork_of(json.loads(entry.facts or "{}")), json.loads(entry.record)):
                self._journal.change(dataclasses.replace(entry, state=LEFT_OUT, reason=WITHHELD, file=None, bytes=0))
                self._report.left_out[WITHHELD] += 1
                drop_picture(self._plan.store, entry.id)
        files = {f"{entry.id}.jpg" for entry in self._journal.all(TAKEN)}
        write_catalogue(self._plan.store, map(_stored, self._journal.all(TAKEN)))
        for folder in (IMAGES, THUMBNAILS):
            for path in (self._plan.store / folder).iterdir():
                if path.name not in files:
                    path.unlink()
        self._report.works = len(files)
        self._report.asked = self._plan.client.asked
        lines = [_line(entry) for state in (LEFT_OUT, FAILED) for entry in self._journal.all(state)]
        partial = self._plan.store / f"{REPORT}.partial"
        partial.write_text("".join(lines), encoding="utf-8")
        partial.replace(self._plan.store / REPORT)


class _TooManyFailed(Exception):
    """So many works failed one after the other that it is not the works' fault."""


class _Web:
    """A client, and files that are kept in the store."""

    def __init__(self, plan: Plan, journal: Journal, asked_before: Mapping[str, int]) -> None:
        self._client, self._folder, self._journal = plan.client, plan.store / _FILES, journal
        self._client.asked_before(asked_before)
        self.json, self.get = plan.client.json, plan.client.get

    def kept(self, url: str) -> Path:
        path = self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:8]}-{url.rsplit('/', 1)[-1]}"
        answer = self._client.download(url, path, most=_MAX_FILE_BYTES, known=self._journal.answer(url))
        self._journal.remember(url, answer)
        return path


def normalised(work: str, says: Work) -> Artwork:
    """A record's facts as an artwork: years and materials read from its wording; a fact that can't be used is left out.

    The Met describes a few works in more words than an Artwork's fact may have: such text is cut.
    """
    facts: dict[str, Any] = {**says.facts, "id": work, "image_url": says.picture, "rights": says.rights}
    while True:
        try:
            return artwork_of(facts | _read_from(facts))
        except ArtworkError as error:
            fact = facts.get(error.field)
            if error.field == "id":
                raise
            if isinstance(fact, str) and len(fact) > MAX_TEXT_LENGTH:
                facts[error.field] = fact[: MAX_TEXT_LENGTH - 1] + "…"
            else:
                unusable: Iterable[str] = YEARS if error.field in YEARS else (error.field,)
                facts = {name: value for name, value in facts.items() if name not in unusable}


def _read_from(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Years, where the source says none in numbers, and materials."""
    found: dict[str, Any] = {"materials": materials_of(_wording(facts, "medium"))}
    if facts.get("date_begin") is None and (years := years_of(_wording(facts, "date"), _wording(facts, "period"))):
        found["date_begin"], found["date_end"] = years
    return found


def _wording(facts: Mapping[str, Any], name: str) -> str | None:
    text = facts.get(name)
    return text if isinstance(text, str) else None


def _stored(entry: Entry) -> StoredWork:
    artwork = artwork_of(json.loads(entry.facts or "{}"))
    return StoredWork(artwork, entry.file or "", is_work(artwork))


def _line(entry: Entry) -> str:
    told = {"id": entry.id, "reason": entry.reason, "imported": False, "again": entry.state == FAILED}
    return json.dumps(told, ensure_ascii=False) + "\n"


def _without_address(error: Exception) -> str:
    """A failure's message by which failures can be counted: its address left out."""
    return " ".join(part for part in str(error).split() if "://" not in part)
