"""gen-studio bench gan on the shipped release: real servers on loopback, real clients, and a table of what they did."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.benchmarks import gan
from services.benchmarks.load import Seen, closed_loop, drags
from services.cli import main
from services.collection.releases import Release
from services.ops.sizing import speed_of
from services.serving import free_port


def job(port: int, **given: object) -> dict[str, object]:
    asked = {"port": port, "kind": "lit", "clients": 2, "seconds": 0.5, "release": "", "size": 64, "different": 0}
    return {**asked, "drag": False, **given}


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        seeds: list[str] = []  # noqa: RUF012
        status = 200

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.seeds.append(json.dumps(body["seed"]))
            self.send_response(type(self).status)
            self.send_header("Content-Length", "7")
            self.end_headers()
            self.wfile.write(b"picture")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


def test_clients_never_ask_twice_unless_the_cache_is_to_answer(server: ThreadingHTTPServer) -> None:
    handler = server.RequestHandlerClass
    seen = closed_loop(job(server.server_port))
    assert len(seen.seconds) == len(handler.seeds) == len(set(handler.seeds)) > 10
    handler.seeds.clear()
    closed_loop(job(server.server_port, different=3))
    assert len(set(handler.seeds)) == 3 < len(handler.seeds)


def test_a_refusal_is_no_picture(server: ThreadingHTTPServer) -> None:
    server.RequestHandlerClass.status = 503
    seen: Seen = closed_loop(job(server.server_port))
    assert seen.seconds == []
    assert seen.refused > 0


def test_who_drags_asks_for_thirty_positions_a_second_at_most_and_always_for_the_newest(
    server: ThreadingHTTPServer,
) -> None:
    seen = drags(job(server.server_port, clients=1, seconds=1.0))
    assert 5 < len(seen.seconds) <= 31
    assert seen.stale == 0


def test_our_service_is_measured_beside_the_raw_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gan, "CLIENTS", (1, 2))
    monkeypatch.setattr(gan, "BATCHES", (1, 2))
    figures = tmp_path / "bench.json"
    arguments = ["bench", "gan", "--engine", "torch", "--size", "64", "--rounds", "1", "--seconds", "0.6"]
    said = CliRunner().invoke(main, [*arguments, "--threads", "1", "--json", str(figures)])
    assert said.exit_code == 0, said.output
    report = json.loads(figures.read_text())
    assert set(report) >= {"raw", "service", "peers", "drag"}
    assert set(report["raw_by_batch"]) == {"1", "2"}
    for what in ("raw", "service", "service_cached"):
        assert set(report[what]) == {"1", "2"}
        for one in report[what].values():
            assert one["images_per_s"] > 0
            assert 0 < one["p50_ms"] <= one["p95_ms"]
            assert one["refused"] == 0
    assert report["engine"] == "torch"
    assert report["drag"]["stale"] == 0
    assert "| Gen Studio |" in said.output
    fastest = max(one["images_per_s"] for one in report["service"].values())
    assert speed_of(report, "it").images_per_s == fastest  # gen-studio ops plan --measured


def test_a_server_that_does_not_start_is_named_with_its_last_words(release: Release, tmp_path: Path) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho no such peer\nexit 1\n")
    broken.chmod(0o755)
    arguments = ["bench", "gan", "--release", str(release.root), "--engine", "torch", "--rounds", "1"]
    said = CliRunner().invoke(main, [*arguments, "--peers", str(broken)])
    assert said.exit_code == 2
    assert "LitServe did not start" in said.output
    assert "no such peer" in said.output


def test_a_server_whose_turn_it_is_not_takes_nothing_from_the_others_nor_do_processes_that_it_started(
    tmp_path: Path,
) -> None:
    port = free_port("127.0.0.1", 0)
    noted = tmp_path / "child"
    command = ["sh", "-c", f"setsid sleep 60 & echo $! > {noted}; exec {sys.executable} -m http.server {port}"]
    with gan._running(gan.Server("a peer", "test", port), command, {}, "/") as peer:
        family = [peer.process, int(noted.read_text())]
        assert [state(process) for process in family] == ["T", "T"]
        with gan._awake(peer):
            assert gan._answers(peer, "/")
            assert "T" not in [Path(f"/proc/{process}/stat").read_text().split()[2] for process in family]
        assert [state(process) for process in family] == ["T", "T"]
    os.kill(family[1], signal.SIGKILL)


def state(process: int) -> str:
    deadline = time.monotonic() + 5
    found = ""
    while found != "T" and time.monotonic() < deadline:  # until the signal has arrived
        found = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    return found
