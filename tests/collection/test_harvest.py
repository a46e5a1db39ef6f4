"""A museum's works come whole, once, and only those that are free and wanted, however its server behaves."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from services.collection.harvest import HarvestError, Plan, harvest
from services.collection.ingest import IngestError, ingest_folder
from services.collection.journal import JOURNAL, TAKEN, Journal
from services.collection.sources.cleveland import Cleveland
from services.collection.sources.met import Met
from services.collection.sources.presets import with_preset
from services.collection.sources.source import Record, SourceError, Wish, Work
from services.collection.store import read_store
from services.common.polite import Manners, PoliteClient
from tests.collection.bringing import ALL, Bring, client, ids
from tests.collection.museum import NUMBERS, RECORDS, Museum, always, asleep, jpeg, once, truncated


def reasons(tmp_path: Path) -> dict[str, str]:
    lines = (tmp_path / "store" / "report.jsonl").read_text("utf-8").splitlines()
    return {told["id"]: told["reason"] for told in map(json.loads, lines)}


def test_works_come_with_facts_rights_picture_and_thumbnail(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    museum.pictures["/pictures/10028.jpg"] = jpeg("blue", (3000, 1500))
    report = bring()
    assert (report.works, report.new, report.stopped) == (6, 6, None)
    work = {stored.artwork.id: stored for stored in read_store(tmp_path / "store")}["met-10028"]
    facts = work.artwork
    assert (facts.artist, facts.artist_role) == ("Formerly attributed to John La Farge", "Former Attribution")
    assert (facts.title, facts.culture, facts.medium) == ("Orange Branch", "American", "Oil on canvas")
    assert (facts.date, facts.date_begin, facts.date_end) == ("ca. 1883", 1880, 1883)
    assert (facts.rights, facts.credit) == ("CC0", "Gift of J. William Middendorf II, 1966")
    assert (facts.materials, facts.tags) == (("oil", "canvas"), ("Fruit",))
    assert facts.image_url == f"{museum.address}/pictures/10028.jpg"
    with Image.open(tmp_path / "store" / work.file) as picture:
        assert picture.size == (1024, 512)
    with Image.open(tmp_path / "store" / "thumbnails" / "met-10028.jpg") as picture:
        assert picture.size == (256, 128)


def test_the_record_is_kept_word_for_word(bring: Bring, tmp_path: Path) -> None:
    bring()
    journal = Journal(tmp_path / "store")
    records = {entry.id: json.loads(entry.record) for entry in journal.all(TAKEN)}
    journal.close()
    for record in RECORDS:
        kept = records[f"met-{record['object_id']}"]
        assert kept["csv"]["Dimensions"] == record["excel_metadata"]["Dimensions"]
        assert kept["api"]["measurements"] == record["api_metadata"]["measurements"]


@pytest.mark.parametrize(
    ("wish", "numbers"),
    [
        (Wish(departments=("greek and roman",)), NUMBERS[4:6]),
        (Wish(departments=("american",), highlights=True), [10154]),
        (Wish(classifications=("bead", "box"), cultures=("British",)), [187997]),
        (Wish(query="mountains bierstadt"), [10154]),
        (with_preset(Wish(), "vases"), []),
        (Wish(limit=2), NUMBERS[:2]),
    ],
)
def test_only_what_is_wished_for_is_asked_for(
    bring: Bring, museum: Museum, tmp_path: Path, wish: Wish, numbers: list[int]
) -> None:
    report = bring(wish)
    assert ids(tmp_path) == [f"met-{number}" for number in numbers]
    assert museum.fetched() == 2 * len(numbers)
    assert report.works == len(numbers)


def test_a_limit_counts_works_that_are_taken(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    museum.objects[NUMBERS[0]]["primaryImageSmall"] = museum.objects[NUMBERS[0]]["primaryImage"] = ""
    bring(Wish(limit=3))
    assert ids(tmp_path) == ALL[1:4]


def test_a_work_that_is_not_free_is_left_out_and_never_asked_for(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    museum.rows[NUMBERS[0]]["Is Public Domain"] = False
    museum.objects[NUMBERS[1]]["isPublicDomain"] = False  # the API knows better than the CSV
    report = bring()
    assert ids(tmp_path) == ALL[2:]
    assert report.left_out == {"not free: In copyright": 2}
    assert museum.asked[f"/objects/{NUMBERS[0]}"] == museum.asked[f"/pictures/{NUMBERS[1]}.jpg"] == 0
    assert bring(Wish(licences=("In copyright",))).works == 6


def test_a_second_run_asks_only_for_what_changed(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    bring()
    museum.asked.clear()
    assert bring().unchanged == 6
    assert museum.fetched() == 0
    museum.rows[NUMBERS[2]]["Title"] = "Another title"
    report = bring()
    assert (report.changed, report.unchanged) == (1, 5)
    assert museum.fetched() == 2
    assert read_store(tmp_path / "store")[2].artwork.title == "Another title"


def test_what_was_left_out_is_not_asked_for_again_until_its_record_changes(
    bring: Bring, museum: Museum, tmp_path: Path
) -> None:
    museum.objects[NUMBERS[0]]["primaryImageSmall"] = museum.objects[NUMBERS[0]]["primaryImage"] = ""
    museum.objects[NUMBERS[1]]["isPublicDomain"] = False
    museum.pictures[f"/pictures/{NUMBERS[2]}.jpg"] = jpeg(size=(5, 5))
    del museum.pictures[f"/pictures/{NUMBERS[3]}.jpg"]
    first, told = bring(), reasons(tmp_path)
    assert (first.works, first.left_out.total()) == (2, 4)
    museum.asked.clear()
    again = bring()
    assert (again.left_out, again.unchanged, reasons(tmp_path)) == (first.left_out, 2, told)
    assert museum.fetched() == 0
    museum.pictures |= {f"/pictures/{number}.jpg": jpeg() for number in NUMBERS}
    museum.rows[NUMBERS[2]]["Title"] = "A larger picture of it"
    assert (bring().works, museum.fetched()) == (3, 2)
    assert bring(Wish(licences=("In copyright",))).works == 4  # what is allowed now is asked for now


def test_a_work_that_is_gone_or_no_longer_free_leaves_the_store(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    bring()
    del museum.rows[NUMBERS[0]]
    museum.rows[NUMBERS[1]]["Is Public Domain"] = False
    report = bring()
    assert (report.gone, report.works) == (1, 4)
    assert ids(tmp_path) == ALL[2:]
    for folder in ("images", "thumbnails"):
        assert {path.stem for path in (tmp_path / "store" / folder).iterdir()} == set(ALL[2:])


def test_two_wishes_share_a_store(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    bring(Wish(departments=("American",)))
    bring(Wish(departments=("Greek",)))
    assert set(ids(tmp_path)) == {*ALL[:2], *ALL[4:]}
    del museum.rows[NUMBERS[0]]
    assert bring(Wish(departments=("American",))).gone == 1
    assert set(ids(tmp_path)) == {ALL[1], *ALL[4:]}


def test_a_museum_that_refuses_after_thirty_requests_is_asked_more_slowly_until_all_is_there(
    bring: Bring, museum: Museum, tmp_path: Path
) -> None:
    museum.grow(50)
    museum.refusing_after = 30
    slept: list[float] = []
    report = bring(asking=client(7, slept=slept))
    assert (report.works, report.failed.total()) == (50, 0)
    assert museum.refused >= 6
    assert max(slept) >= 1


def test_what_goes_wrong_once_is_asked_for_again(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    museum.behaviour = {
        f"/objects/{NUMBERS[0]}": once(200, b"<html>Sorry, we are busy</html>"),
        f"/objects/{NUMBERS[1]}": once(503, Retry_After="7"),
        f"/pictures/{NUMBERS[2]}.jpg": once(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
        f"/pictures/{NUMBERS[3]}.jpg": once(500),
    }
    slept: list[float] = []
    assert bring(asking=client(slept=slept)).works == 6
    assert any(7 <= seconds < 8 for seconds in slept)


def test_pictures_that_are_none_are_left_out_with_their_reason(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    paths = [f"/pictures/{number}.jpg" for number in NUMBERS]
    museum.pictures[paths[0]] = b"<html>Not found, but politely</html>"
    museum.pictures[paths[1]] = jpeg(kind="PNG")  # mislabelled, and fine
    museum.pictures[paths[2]] = jpeg()[:300]
    museum.pictures[paths[3]] = jpeg(size=(5, 5))
    museum.behaviour = {paths[4]: truncated(jpeg()), paths[5]: always(404)}
    report = bring()
    assert ids(tmp_path) == [ALL[1]]
    told = reasons(tmp_path)
    assert "no picture of a known kind" in told[ALL[0]]
    assert "can't be decoded" in told[ALL[2]]
    assert "5 × 5" in told[ALL[3]]
    assert "IncompleteRead" in told[ALL[4]]
    assert "answers 404" in told[ALL[5]]
    assert (report.left_out.total(), report.failed.total()) == (4, 1)


def test_a_picture_that_does_not_come_in_time_is_tried_again_by_the_next_run(
    bring: Bring, museum: Museum, tmp_path: Path
) -> None:
    museum.behaviour = {f"/pictures/{NUMBERS[0]}.jpg": asleep(0.6)}
    report = bring(asking=client(2, timeout=0.3))
    assert (report.works, report.failed.total()) == (5, 1)
    assert "fails (" in reasons(tmp_path)[ALL[0]]
    museum.behaviour = {}
    assert (bring().works, reasons(tmp_path)) == (6, {})


def test_a_work_that_is_there_stays_when_its_museum_fails(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    bring()
    museum.rows[NUMBERS[0]]["Title"] = "Another title"
    museum.behaviour = {f"/objects/{NUMBERS[0]}": always(500)}
    assert bring().works == 6
    assert read_store(tmp_path / "store")[0].artwork.title == "Orange Branch"
    museum.behaviour = {}
    assert bring().changed == 1
    assert read_store(tmp_path / "store")[0].artwork.title == "Another title"


def test_a_run_stops_when_the_museum_is_away_and_the_next_one_goes_on(
    bring: Bring, museum: Museum, tmp_path: Path
) -> None:
    museum.grow(30)
    museum.behaviour = {f"/pictures/{number}.jpg": always(403) for number in list(museum.rows)[12:]}
    report = bring(asking=client(2))
    assert report.stopped is not None
    assert "10 works failed in a row" in report.stopped
    assert len(ids(tmp_path)) == report.works == 12
    museum.behaviour = {}
    museum.asked.clear()
    report = bring()
    assert (report.stopped, report.works) == (None, 20)  # the ten that failed are left to the next run
    assert bring().works == 30
    assert max(museum.asked.values()) <= 2


def test_a_day_that_is_full_ends_the_run(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    def a_day_of(requests: int) -> PoliteClient:
        return PoliteClient(usual=Manners(per_second=1000, per_day=requests), sleep=lambda _: None)

    report = bring(asking=a_day_of(7))
    assert report.stopped is not None
    assert "was asked 7 times today" in report.stopped
    assert report.works < 6
    assert bring(asking=a_day_of(7)).works == report.works  # what was asked today counts on
    assert bring(asking=a_day_of(100)).works == 6


CHILD = """
import sys
from pathlib import Path
from services.collection.harvest import Plan, harvest
from services.collection.sources.cleveland import Cleveland
from services.collection.sources.met import Met
from services.collection.sources.source import Wish
from services.common.polite import Manners, PoliteClient
client = PoliteClient(usual=Manners(per_second=1000), sleep=lambda _: None)
harvest(Plan(Met(sys.argv[1] + "/MetObjects.csv", sys.argv[1] + "/objects"), Wish(), Path(sys.argv[2]), client))
"""


def test_a_run_that_is_killed_loses_nothing_and_takes_nothing_twice(
    bring: Bring, museum: Museum, tmp_path: Path
) -> None:
    museum.grow(40)
    child: list[subprocess.Popen[bytes]] = []
    museum.before_picture = lambda count: child[0].send_signal(signal.SIGKILL) if count == 21 else None
    child.append(subprocess.Popen([sys.executable, "-c", CHILD, museum.address, str(tmp_path / "store")]))
    assert child[0].wait(60) == -signal.SIGKILL
    museum.before_picture = lambda _: None
    asked_before = museum.fetched()
    report = bring()
    assert (report.works, len(ids(tmp_path))) == (40, 40)
    assert len(set(ids(tmp_path))) == 40
    assert report.before >= 10
    assert report.before + report.new == 40
    # only those works are asked for again that were under way when it was killed
    assert museum.fetched() - asked_before == 2 * report.new
    assert museum.fetched() <= 2 * 40 + 2 * 10
    assert not [path for path in (tmp_path / "store").rglob("*.partial") if path.parent.name != "sources"]


def test_a_schema_that_changed_stops_the_run_and_changes_nothing(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    bring()
    for row in museum.rows.values():
        row["Public Domain?"] = row.pop("Is Public Domain")
    with pytest.raises(SourceError, match=r"lacks Is Public Domain.*shape has changed"):
        bring()
    assert ids(tmp_path) == ALL


def test_a_record_that_can_not_be_read_fails_and_the_others_come(
    bring: Bring, museum: Museum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Met.work

    def unreadable(source: Met, record: Record) -> Work:
        if record["csv"]["Object ID"] == str(NUMBERS[0]):
            raise SourceError("a record of met lacks Title: its shape has changed")
        return read(source, record)

    monkeypatch.setattr(Met, "work", unreadable)
    report = bring()
    assert (report.works, report.failed.total(), report.stopped) == (5, 1, None)
    assert "lacks Title" in reasons(tmp_path)[ALL[0]]
    monkeypatch.undo()
    assert bring().works == 6


def test_an_object_whose_shape_changed_fails_and_is_named(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    museum.objects[NUMBERS[0]] = {"objectID": NUMBERS[0], "images": {"primary": "x"}}
    assert bring().works == 5
    assert "lacks primaryImage" in reasons(tmp_path)[ALL[0]]


def test_the_disk_budget_is_kept(bring: Bring, museum: Museum) -> None:
    museum.grow(13)
    report = bring(budget=1)
    assert 0 < report.works <= 4  # those that were under way when it was used up
    assert set(report.failed) == {"the disk budget is used up; raise --disk-budget"}
    assert bring().works == 13


def test_a_store_is_of_one_kind(bring: Bring, tmp_path: Path) -> None:
    bring()
    folder = tmp_path / "folder"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "a.jpg").write_bytes(jpeg())
    (folder / "metadata.jsonl").write_text('{"id": "a", "file": "images/a.jpg"}\n')
    with pytest.raises(IngestError, match=JOURNAL):
        ingest_folder(folder, tmp_path / "store")
    ingest_folder(folder, tmp_path / "other")
    with pytest.raises(HarvestError, match="mirrors a folder"):
        harvest(Plan(Met(), Wish(), tmp_path / "other", client()))
    with pytest.raises(HarvestError, match="does not say which works are its highlights"):
        harvest(Plan(Cleveland(), Wish(highlights=True), tmp_path / "store", client()))
