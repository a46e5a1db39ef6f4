"""gen-studio ingest met, as a user types it, against a museum on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli import main
from services.collection.sources.presets import PRESETS
from services.collection.store import read_store
from services.commands.ingest import met
from tests.collection.museum import NUMBERS, Museum, open_museum


@pytest.fixture
def museum() -> Iterator[Museum]:
    with open_museum() as found:
        yield found


def ingest(museum: Museum, store: Path, *more: str) -> Result:
    addresses = ["--csv", f"{museum.address}/MetObjects.csv", "--api", f"{museum.address}/objects"]
    return CliRunner().invoke(main, ["ingest", "met", "--store", str(store), *addresses, *more])


def test_a_user_reads_what_came_and_what_did_not(museum: Museum, tmp_path: Path) -> None:
    museum.rows[NUMBERS[1]]["Is Public Domain"] = False
    result = ingest(museum, tmp_path / "store", "--department", "american wing")
    assert result.exit_code == 0, result.output
    assert "1 works are in" in result.stdout
    assert "1 left out: not free: In copyright" in result.stdout
    assert "4 others of the list were not asked for" in result.stdout
    assert [stored.artwork.id for stored in read_store(tmp_path / "store")] == [f"met-{NUMBERS[0]}"]


def test_a_museum_that_changed_its_shape_is_told_in_one_line(museum: Museum, tmp_path: Path) -> None:
    for row in museum.rows.values():
        row["Name"] = row.pop("Title")
    result = ingest(museum, tmp_path / "store")
    assert result.exit_code == 2
    assert "its shape has changed" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_may_describe_its_works_by_csv_and_withhold_some(museum: Museum, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "images").mkdir(parents=True)
    for name in "abc":
        (folder / "images" / f"{name}.jpg").write_bytes(museum.pictures[f"/pictures/{NUMBERS[0]}.jpg"])
    (folder / "metadata.csv").write_text(
        "id,file,title,date_begin,date_end,tags,medium,licence\n"
        'a,images/a.jpg,"Vase, red",1650,1660,Flowers|Horses,Terracotta,CC0 1.0\n'
        "b,images/b.jpg,Bowl,,,,,\nc,images/c.jpg,Mummy mask,,,,,\n"
    )
    (tmp_path / "list.txt").write_text("word: mummy\n")
    arguments = [
        "ingest",
        "folder",
        str(folder),
        "--store",
        str(tmp_path / "store"),
        "--withhold",
        str(tmp_path / "list.txt"),
    ]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert "1 are withheld." in result.stdout
    vase, bowl = (stored.artwork for stored in read_store(tmp_path / "store"))
    assert (vase.title, vase.date_begin, vase.tags) == ("Vase, red", 1650, ("Flowers", "Horses"))
    assert (vase.materials, vase.rights) == (("terracotta",), "CC0")
    assert (bowl.title, bowl.date_begin) == ("Bowl", None)
    assert sorted(path.name for path in (tmp_path / "store" / "images").iterdir()) == ["a.jpg", "b.jpg"]


def test_the_presets_on_the_command_line_are_those_that_there_are() -> None:
    preset = next(parameter for parameter in met.params if parameter.name == "preset")
    assert tuple(preset.type.choices) == tuple(PRESETS)


def test_armor_is_a_department_and_goes_with_no_kind_of_object(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["ingest", "met", "--store", str(tmp_path / "store"), "--preset", "armor", "--preset", "vases"]
    )
    assert result.exit_code == 2
    assert "armor is a whole department" in result.stderr
    assert not (tmp_path / "store").exists()
