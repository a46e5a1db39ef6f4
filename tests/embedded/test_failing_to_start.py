"""What keeps the studio from starting is told in one line, with exit code 2."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

from services.collection.releases import Release
from tests.live import command


def fails(*arguments: str, **environment: str) -> str:
    ran = subprocess.run(
        command("up", *arguments),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert ran.stdout == ""
    return ran.stderr.strip()


def one_line(said: str) -> str:
    assert said.startswith("Error: ")
    assert len(said.splitlines()) == 1
    return said


def test_a_port_that_is_taken(release: Release) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = one_line(fails("--port", str(port), "--release", str(release.root)))
    assert f"127.0.0.1:{port}" in said
    assert "--port" in said


def test_a_folder_that_is_no_release(tmp_path: Path) -> None:
    assert "manifest.json" in one_line(fails("--port", "0", "--release", str(tmp_path)))


def test_a_release_with_a_changed_file(release: Release, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(release.root, broken)
    changed = broken / "seeds.safetensors"
    data = bytearray(changed.read_bytes())
    data[-1] ^= 1
    changed.write_bytes(data)
    assert changed.name in one_line(fails("--port", "0", "--release", str(broken)))


def test_an_encoder_that_did_not_make_the_features(release: Release, tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    shutil.copy(release.path("encoder.safetensors"), other)
    with other.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"\x01")
    said = one_line(fails("--port", "0", "--release", str(release.root), SEARCH_ENCODER=str(other)))
    assert "SEARCH_ENCODER" in said


def test_settings_that_are_wrong_are_all_told(release: Release) -> None:
    said = fails("--release", str(release.root), STUDIO_PORT="seventy", STUDIO_LOG_LEVEL="loud")
    assert "STUDIO_PORT" in said
    assert "STUDIO_LOG_LEVEL" in said
