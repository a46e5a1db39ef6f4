"""Files are written whole or not at all, and a disk that is full is told plainly."""

import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from services.common.whole_files import whole_file


@pytest.fixture
def no_room() -> Iterator[None]:
    """No file can grow beyond 64 KiB, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "facts.json"
    with whole_file(path) as place:
        place.write_text("{}")
        assert not path.exists()
    assert path.read_text() == "{}"
    assert [one.name for one in path.parent.iterdir()] == ["facts.json"]


def test_where_its_maker_fails_the_old_file_stays_and_the_failure_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text("old")

    def write_half() -> None:
        with whole_file(path) as place:
            place.write_text("half of the ne")
            raise KeyError("a mistake in the program")

    with pytest.raises(KeyError):
        write_half()
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["facts.json"]


@pytest.mark.usefixtures("no_room")
@pytest.mark.parametrize("library", ["torch", "safetensors", "python"])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(library: str, tmp_path: Path) -> None:
    path, large = tmp_path / "weights", torch.zeros(2**18)
    path.write_text("old")
    save: Callable[[Path], object] = {
        "torch": lambda place: torch.save({"large": large}, place),
        "safetensors": lambda place: save_file({"large": large}, place),
        "python": lambda place: place.write_bytes(large.numpy().tobytes()),
    }[library]

    def write() -> None:
        with whole_file(path) as place:
            save(place)

    with pytest.raises(OSError, match=r"weights can't be written, and what was there before is kept.*MiB left"):
        write()
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["weights"]
