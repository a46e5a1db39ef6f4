"""Our generator service beside others that serve the same generator, in one run: a release in, a report out.

Each server is a process of its own on loopback, the clients another one; the servers take turns, round by round, so
that what else the machine does hits all of them, and those whose turn it isn't are stopped (SIGSTOP): some look for
requests all the time, and would take from the others what they don't need. Half as long as it is measured, each is
asked unmeasured first. All draw with the same engine, and mark and encode pictures by the same functions; what differs
is how requests come to the device and answers leave it.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from gan_api.model.checkpoint import load_generator
from gan_api.model.choosing import Name, choose
from gan_api.model.generator import SEED_LENGTH
from services.benchmarks import raw
from services.collection.releases import GENERATOR, Release
from services.serving import free_port

CLIENTS = (1, 8, 32)
BATCHES = (1, 2, 4, 8, 16)
DRAGGERS = 4
PREVIEW = 64
_CACHED = 64  # seeds in turn, where the cache is to answer
_LOADING_S = 300
_RAW, _BATCHES, _PREVIEWS, _CACHE_ON, _DRAG = "raw", "batches", "previews", "cache on", "drag"
_ROOT = Path(__file__).resolve().parents[2]
_PEERS = {"LitServe": "lit", "BentoML": "bento", "Flask's own server": "plain"}


class PeerError(RuntimeError):
    """A server did not start; the message says which and shows its last words."""


@dataclass(frozen=True)
class GanBenchPlan:
    """What is served, and for how long; `peers` is the Python that the peers are installed for, or None."""

    release: Release
    peers: Path | None
    engine: Name = "auto"
    size: int = 256
    threads: int = 0
    rounds: int = 3
    seconds: float = 4.0


@dataclass(frozen=True)
class Server:
    """A running server, and the questions that it understands; `process` is the first of its processes."""

    name: str
    kind: str
    port: int
    process: int = 0


def benchmark_gan(plan: GanBenchPlan) -> dict[str, Any]:
    """Raw engine, our service, and the peers, by number of clients. Raises PeerError."""
    checkpoint = load_generator(plan.release.path(GENERATOR))
    engine = choose(plan.engine, checkpoint, "cpu", plan.threads)
    spent: defaultdict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    with ExitStack() as running:
        servers = [running.enter_context(server) for server in _servers(plan, engine.name)]
        modes = [(server.name, server, 0) for server in servers]
        modes.append((_CACHE_ON, servers[0], _CACHED))
        total = plan.rounds * (len(BATCHES) + 1 + (1 + len(modes)) * len(CLIENTS) + 1)
        with tqdm(total=total, desc="measuring", unit="turn", leave=False) as bar:
            for _ in range(plan.rounds):
                for batch in BATCHES:
                    spent[_BATCHES, batch].append(raw.asked(engine, plan.size, 1, plan.seconds / 4, batch))
                    bar.update()
                spent[_PREVIEWS, 1].append(raw.asked(engine, PREVIEW, 1, plan.seconds / 4))
                bar.update()
                for clients in CLIENTS:
                    spent[_RAW, clients].append(raw.asked(engine, plan.size, clients, plan.seconds / 2))
                    bar.update()
                    for name, server, different in modes:
                        spent[name, clients].append(_asked(plan, server, clients, different))
                        bar.update()
                spent[_DRAG, DRAGGERS].append(_asked(plan, servers[0], DRAGGERS, 0, drag=True))
                bar.update()
    by_clients = {
        name: {str(clients): _figures(spent[name, clients]) for clients in CLIENTS}
        for name in (_RAW, *(mode for mode, _, _ in modes))
    }
    image_ms = by_clients[_RAW][str(CLIENTS[0])]["p50_ms"]
    drag = _figures(spent[_DRAG, DRAGGERS])
    return {
        "release": plan.release.id,
        "engine": engine.name,
        "size": plan.size,
        "raw": by_clients.pop(_RAW),
        "raw_by_batch": {
            str(batch): {"images_per_s": batch * _figures(spent[_BATCHES, batch])["images_per_s"]} for batch in BATCHES
        },
        "service": by_clients.pop(servers[0].name),
        "service_cached": by_clients.pop(_CACHE_ON),
        "peers": by_clients,
        "drag": {
            "visitors": DRAGGERS,
            "image_ms": image_ms,
            "p50_in_images": drag["p50_ms"] / image_ms,
            "p95_in_images": drag["p95_ms"] / image_ms,
            "stale": sum(one["stale"] for one in spent[_DRAG, DRAGGERS]),
            "refused": drag["refused"],
            "preview_in_images": _figures(spent[_PREVIEWS, 1])["p50_ms"] / image_ms,
        },
    }


def table(report: dict[str, Any]) -> str:
    """The report as Markdown; ratios are to the engine without a server, asked by as many."""
    alone = report["raw"][str(CLIENTS[0])]["images_per_s"]
    by_batch = ", ".join(f"{batch}: {one['images_per_s'] / alone:.2f}" for batch, one in report["raw_by_batch"].items())
    lines = [
        f"{report['size']} px, engine {report['engine']}: {alone:.1f} images/s by one caller; by batch: {by_batch}.",
        "",
        "| server | " + " | ".join(f"{n} clients: images/s | of raw | p50 ms | p95 ms" for n in CLIENTS) + " |",
        "|---|" + "---|" * 4 * len(CLIENTS),
    ]
    rows = {
        "no server": report["raw"],
        "Gen Studio": report["service"],
        "Gen Studio, cached": report["service_cached"],
        **report["peers"],
    }
    for name, by_clients in rows.items():
        cells = [
            f"{one['images_per_s']:.1f} | {one['images_per_s'] / report['raw'][clients]['images_per_s']:.2f}"
            f" | {one['p50_ms']:.0f} | {one['p95_ms']:.0f}"
            for clients, one in by_clients.items()
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    drag = report["drag"]
    lines += [
        "",
        f"{drag['visitors']} visitors drag at {PREVIEW} px (each {drag['preview_in_images']:.2f} of an image).",
        f"From a position to its picture: {drag['p50_in_images']:.2f} images' time, p95 {drag['p95_in_images']:.2f}.",
        f"Stale pictures: {drag['stale']}; refused: {drag['refused']}.",
    ]
    return "\n".join(lines)


def _servers(plan: GanBenchPlan, engine: str) -> Iterator[Any]:
    ours = {"GAN_ENGINE": engine, "GAN_RELEASE": str(plan.release.root), "GAN_THREADS": str(plan.threads)}
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:services.common.gunicorn_conf"]
    port = free_port("127.0.0.1", 0)
    command = [*gunicorn, "--bind", f"127.0.0.1:{port}", "gan_api.wsgi:build_from_environment()"]
    yield _running(Server("service", "ours", port), command, ours, "/readyz")
    if plan.peers is None:
        return
    theirs = {
        "PEER_GENERATOR": str(plan.release.path(GENERATOR)),
        "PEER_ENGINE": engine,
        "PEER_THREADS": str(plan.threads),
        "PEER_SIZE": str(plan.size),
        "BENTOML_DO_NOT_TRACK": "True",
        "PYTHONPATH": os.pathsep.join([str(_ROOT), *(path for path in sys.path if path.endswith("site-packages"))]),
    }
    for name, module in _PEERS.items():
        port = free_port("127.0.0.1", 0)
        if module == "bento":
            command = [str(plan.peers), "-m", "bentoml", "serve", "services.benchmarks.peers.bento:Drawing"]
            command += ["--port", str(port), "--host", "127.0.0.1"]
        else:
            command = [str(plan.peers), "-m", f"services.benchmarks.peers.{module}", str(port)]
        yield _running(Server(name, module, port), command, theirs, None)


@contextmanager
def _running(
    server: Server, command: Sequence[str], environment: dict[str, str], ready: str | None
) -> Iterator[Server]:
    log = _ROOT / "build" / f"bench-{server.kind}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            cwd=_ROOT,
            env={**os.environ, **environment},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a peer has processes of its own, and all of them are to end
        )
        try:
            end = time.monotonic() + _LOADING_S
            while not _answers(server, ready):
                if process.poll() is not None or time.monotonic() > end:
                    raise PeerError(f"{server.name} did not start; {log} says:\n{log.read_text()[-1500:]}")
                time.sleep(0.3)
            _signal(process.pid, signal.SIGSTOP)
            yield replace(server, process=process.pid)
        finally:
            _signal(process.pid, signal.SIGCONT)
            _end(process)


@contextmanager
def _awake(server: Server) -> Iterator[None]:
    _signal(server.process, signal.SIGCONT)
    try:
        yield
    finally:
        _signal(server.process, signal.SIGSTOP)


def _signal(process: int, number: signal.Signals) -> None:
    """To a process and all that it has started, which may have left its group."""
    with suppress(ProcessLookupError, FileNotFoundError):
        children = [tasks.read_text().split() for tasks in Path(f"/proc/{process}/task").glob("*/children")]
        os.kill(process, number)
        for child in chain.from_iterable(children):
            _signal(int(child), number)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def _answers(server: Server, ready: str | None) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        if ready is not None:
            connection.request("GET", ready)
        else:
            seed = [0.0] * SEED_LENGTH
            body = json.dumps({"seed": [seed] if server.kind == "bento" else seed})
            connection.request("POST", "/predict", body, {"Content-Type": "application/json"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _asked(plan: GanBenchPlan, server: Server, clients: int, different: int, drag: bool = False) -> dict[str, Any]:
    job = {
        "port": server.port,
        "kind": server.kind,
        "clients": clients,
        "seconds": plan.seconds,
        "release": plan.release.id,
        "size": PREVIEW if drag else plan.size,
        "different": different,
        "drag": drag,
    }
    with _awake(server):
        _answered(server, job | {"seconds": plan.seconds / 2})  # who learns from how long answers take has to relearn
        found = _answered(server, job)
    if not found["seconds"]:
        raise PeerError(f"{server.name} answered nothing but {found['refused']} refusals")
    return found


def _answered(server: Server, job: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "services.benchmarks.load", json.dumps(job)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise PeerError(f"{server.name} stopped answering:\n{done.stderr[-1500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _figures(rounds: list[dict[str, Any]]) -> dict[str, float]:
    spent = np.concatenate([one["seconds"] for one in rounds]) * 1000
    return {
        "images_per_s": float(np.median([len(one["seconds"]) / one["lasted"] for one in rounds])),
        "p50_ms": float(np.quantile(spent, 0.5)),
        "p95_ms": float(np.quantile(spent, 0.95)),
        "refused": sum(one["refused"] for one in rounds),
    }
