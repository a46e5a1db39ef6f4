"""Ingest imports what is good and says of the rest why not."""

import json
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from services.collection import ingest as ingest_module
from services.collection.artwork import Artwork
from services.collection.ingest import IngestError, ingest_folder
from services.collection.rows import MAX_LINE_BYTES
from services.collection.store import StoredWork, StoreError, read_store, write_catalogue

Folder = Callable[..., Path]


def picture(path: Path, colour: str = "red", size: tuple[int, int] = (40, 48)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)


def bomb(path: Path, side: int = 15_000) -> None:
    """A PNG of `side` × `side` pixels that is a few bytes long: the header promises, the data does not follow."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = b""
    for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with the pictures a.jpg, b.jpg, c.jpg, and the rows that a test gives (dicts, or raw lines)."""

    def make(*rows: Any) -> Path:
        root = tmp_path / "museum"
        for name in "abc":
            picture(root / "images" / f"{name}.jpg")
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        (root / "metadata.jsonl").write_bytes(b"\n".join(lines) + b"\n")
        return root

    return make


def row(name: str, **facts: Any) -> dict[str, Any]:
    return {"id": name, "file": f"images/{name}.jpg", "title": f"Work {name}", **facts}


def test_a_folder_becomes_a_store(folder: Folder, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = ingest_folder(
        folder(row("a", date="late 16th century"), row("b", culture="China", artist=""), row("c")),
        tmp_path / "store",
        lambda done, total: seen.append((done, total)),
    )
    stored = read_store(tmp_path / "store")
    assert [work.artwork.id for work in stored] == ["a", "b", "c"]
    assert (stored[0].artwork.date_begin, stored[0].artwork.date_end) == (1567, 1599)
    assert (stored[1].artwork.culture, stored[1].artwork.artist) == ("China", None)
    assert all((tmp_path / "store" / work.file).is_file() and work.work for work in stored)
    assert (report.rows, report.works, report.details, report.dated, report.remarks) == (3, 3, 0, 1, [])
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_detail_goes_in_but_is_no_work(folder: Folder, tmp_path: Path) -> None:
    report = ingest_folder(
        folder(row("a", classification="Painting (face detail)"), row("b", classification="Painting")),
        tmp_path / "store",
    )
    assert [work.work for work in read_store(tmp_path / "store")] == [False, True]
    assert (report.works, report.details) == (1, 1)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"id": "b", ', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'["b"]', "a list, not an object"),
        (b'{"id": "b", "title": "\xff"}', "not UTF-8"),
        (b'{"title": "' + b"x" * MAX_LINE_BYTES + b'"}', "longer than"),
        ({"file": "images/b.jpg"}, "id is missing"),
        ({"id": "b/c", "file": "images/b.jpg"}, "can't stand in a link"),
        (row("a"), "stands already on line 1"),
        ({"id": "b"}, "names no file"),
        ({"id": "b", "file": "images/x.jpg"}, "is missing"),
        ({"id": "b", "file": "../../etc/passwd"}, "not a path below the folder"),
        ({"id": "b", "file": "/etc/passwd"}, "not a path below the folder"),
        ({"id": "b", "file": "images/../../secret.jpg"}, "not a path below the folder"),
        ({"id": "b", "file": "images\\b.jpg"}, "not a path below the folder"),
        ({"id": "b", "file": "images/b.jpg\0"}, "not a path below the folder"),
        ({"id": "b", "file": "metadata.jsonl"}, "is no picture"),
        ({"id": "b", "file": "images/" + "x" * 300 + ".jpg"}, "can't be looked up"),
        ({"id": "b", "file": "images/\ud800.jpg"}, "can't be looked up"),
        ({"id": "b", "file": "images/b.jpg", "title": 7}, "title is int"),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_reason(folder: Folder, tmp_path: Path, bad: Any, reason: str) -> None:
    report = ingest_folder(folder(row("a"), bad, row("c")), tmp_path / "store")
    assert [work.artwork.id for work in read_store(tmp_path / "store")] == ["a", "c"]
    remark = report.left_out[0]
    assert remark.line == 2
    assert reason in remark.reason
    lines = (tmp_path / "store" / "report.jsonl").read_text().splitlines()
    assert json.loads(lines[0]) == {
        "line": 2,
        "id": remark.id,
        "file": remark.file,
        "reason": remark.reason,
        "imported": False,
    }


def test_a_picture_that_is_none_is_reported(folder: Folder, tmp_path: Path) -> None:
    root = folder(
        row("a"), row("b"), row("c"), row("bomb"), row("huge"), row("dot"), row("pipe"), row("half"), row("good")
    )
    (root / "images" / "b.jpg").write_text("I am a poem")
    whole = (root / "images" / "a.jpg").read_bytes()
    (root / "images" / "half.jpg").write_bytes(whole[: len(whole) // 2])
    bomb(root / "images" / "bomb.jpg")
    bomb(root / "images" / "huge.jpg", side=9_100)
    picture(root / "images" / "dot.jpg", size=(1, 1))
    picture(root / "images" / "good.jpg")
    os.mkfifo(root / "images" / "pipe.jpg")
    report = ingest_folder(root, tmp_path / "store")
    assert [work.artwork.id for work in read_store(tmp_path / "store")] == ["a", "c", "good"]
    reasons = {remark.id: remark.reason for remark in report.left_out}
    assert set(reasons) == {"b", "bomb", "huge", "dot", "pipe", "half"}
    assert "no picture of a known kind" in reasons["b"]
    assert "more pixels than the 80,000,000" in reasons["bomb"]
    assert "82,810,000 pixels" in reasons["huge"]
    assert "1 × 1" in reasons["dot"]
    assert "no plain file" in reasons["pipe"]
    assert "can't be decoded" in reasons["half"]


def test_a_link_out_of_the_folder_is_not_followed(folder: Folder, tmp_path: Path) -> None:
    root = folder(row("a"), row("secret"), row("within"))
    picture(tmp_path / "private" / "secret.jpg")
    (root / "images" / "secret.jpg").symlink_to(tmp_path / "private" / "secret.jpg")
    (root / "images" / "within.jpg").symlink_to(root / "images" / "b.jpg")
    report = ingest_folder(root, tmp_path / "store")
    assert [work.artwork.id for work in read_store(tmp_path / "store")] == ["a", "within"]
    assert "leads out of the folder" in report.left_out[0].reason


def test_a_link_that_cannot_be_used_is_left_out_and_the_work_kept(folder: Folder, tmp_path: Path) -> None:
    rows = (
        row("a", image_url="javascript:alert(1)", object_url="https://museum.example/a"),
        row("b", date_begin="x", date="1650"),
    )
    report = ingest_folder(folder(*rows), tmp_path / "store")
    a, b = (work.artwork for work in read_store(tmp_path / "store"))
    assert (a.image_url, a.object_url) == (None, "https://museum.example/a")
    assert (b.date_begin, b.date_end) == (1650, 1650)
    assert [(remark.line, remark.imported) for remark in report.remarks if remark.line] == [(1, True), (2, True)]


def test_a_picture_without_a_row_is_reported(folder: Folder, tmp_path: Path) -> None:
    report = ingest_folder(folder(row("a"), row("b")), tmp_path / "store")
    assert [(remark.file, remark.reason) for remark in report.left_out] == [
        ("images/c.jpg", "no row names this picture")
    ]


def test_a_work_that_is_not_free_is_left_out_unless_its_licence_is_asked_for(folder: Folder, tmp_path: Path) -> None:
    lent = {"id": "lent", "file": "images/b.jpg", "licence": "CC BY 4.0, Getty"}
    more = [lent | {"id": "kept", "licence": "© a gallery"}, lent | {"id": "odd", "licence": "ask the lender"}]
    root = folder({"id": "own", "file": "images/a.jpg"}, lent, *more)
    report = ingest_folder(root, tmp_path / "store")
    assert [(remark.id, remark.reason.partition(";")[0]) for remark in report.left_out] == [
        ("lent", "not free: CC BY 4.0"),
        ("kept", "not free: In copyright"),
        ("odd", "not free: ask the lender"),
        (None, "no row names this picture"),
    ]
    assert [stored.artwork.id for stored in read_store(tmp_path / "store")] == ["own"]
    ingest_folder(root, tmp_path / "store", licences=["CC BY 4.0"])
    assert [stored.artwork.id for stored in read_store(tmp_path / "store")] == ["own", "lent"]


def test_a_second_run_changes_nothing(folder: Folder, tmp_path: Path) -> None:
    root, store = folder(row("a"), b"{", row("c")), tmp_path / "store"

    def state() -> dict[str, tuple[bytes, int]]:
        return {
            path.relative_to(store).as_posix(): (path.read_bytes(), path.stat().st_ino if path.suffix == ".jpg" else 0)
            for path in sorted(store.rglob("*"))
            if path.is_file()
        }

    first = ingest_folder(root, store), state()
    assert (ingest_folder(root, store), state()) == first


def test_a_store_mirrors_its_folder(folder: Folder, tmp_path: Path) -> None:
    ingest_folder(folder(row("a"), row("b")), tmp_path / "store")
    ingest_folder(folder(row("b"), row("c")), tmp_path / "store")
    assert sorted(path.name for path in (tmp_path / "store" / "images").iterdir()) == ["b.jpg", "c.jpg"]


def test_where_links_are_not_possible_pictures_are_copied(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*paths: object) -> None:
        raise OSError("another file system")

    root = folder(row("a"))
    monkeypatch.setattr(ingest_module.os, "link", refuse)
    ingest_folder(root, tmp_path / "store")
    copy = tmp_path / "store" / "images" / "a.jpg"
    assert copy.read_bytes() == (root / "images" / "a.jpg").read_bytes()
    assert not copy.samefile(root / "images" / "a.jpg")


def test_a_run_that_was_broken_off_can_be_run_again(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, store = folder(row("a"), row("b")), tmp_path / "store"

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_folder(root, store, stop)
    with pytest.raises(StoreError, match="gen-studio ingest"):
        read_store(store)
    assert ingest_folder(root, store).works == 2


def test_a_folder_of_something_else_is_not_made_a_store(folder: Folder, tmp_path: Path) -> None:
    root = folder(row("a"))
    picture(tmp_path / "holidays" / "images" / "beach.jpg")
    for store in (tmp_path / "holidays", root, root / "images" / "store"):
        with pytest.raises(IngestError):
            ingest_folder(root, store)
    assert (tmp_path / "holidays" / "images" / "beach.jpg").exists()
    with pytest.raises(IngestError, match=r"has no metadata\.jsonl"):
        ingest_folder(tmp_path / "holidays", tmp_path / "store")


def test_a_broken_store_names_its_line(folder: Folder, tmp_path: Path) -> None:
    ingest_folder(folder(row("a")), tmp_path / "store")
    with (tmp_path / "store" / "catalogue.jsonl").open("a") as file:
        file.write('{"id": "b"}\n')
    with pytest.raises(StoreError, match="line 2"):
        read_store(tmp_path / "store")


def test_a_text_may_hold_what_other_programs_take_for_the_end_of_a_line(tmp_path: Path) -> None:
    works = [
        StoredWork(Artwork(f"w{number}", title=f"A{end}B"), "", True) for number, end in enumerate("\u2028\x85\x0c")
    ]
    write_catalogue(tmp_path, works)
    assert read_store(tmp_path) == works
