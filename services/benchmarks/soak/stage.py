"""The composed studio on loopback, each part a process: nginx, both services, a worker, Redis, and a store of releases.

What is written lies on one small disk; the store of releases is apart from it, as it would be elsewhere.
"""

import http.client
import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis, RedisError

from services.benchmarks.soak.disk import Disk, small_disk
from services.benchmarks.soak.parts import Part, PartError
from services.benchmarks.soak.slow_link import SlowLink
from services.collection.manifests import CARD, MANIFEST, manifest_of
from services.collection.publishing import activate, publish
from services.collection.releases import Release, open_release
from services.common.azure_blobs import CONNECTION, AzureBlobs
from services.common.blobs import BlobStore
from services.common.stores import open_blobs
from services.serving import free_port

_ROOT = Path(__file__).resolve().parents[3]
_AZURITE = _ROOT / "build/azurite/node_modules/azurite/dist/src/blob/main.js"
# the emulator's own account, which everybody knows
_ACCOUNT = "devstoreaccount1"
_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
_DISK_MB = 2048
_SWITCH_S = 120


@dataclass
class Stage:
    """The running studio, and what can be done to it."""

    parts: dict[str, Part]
    port: int
    ports: dict[str, int]
    disk: Disk
    store: BlobStore
    releases: list[Release]
    link: SlowLink | None

    def serving(self, service: str) -> str:
        """Which release a service says that it serves; empty where it does not answer."""
        told = asked(self.ports[service], "/metrics")
        if told is None:
            return ""
        lines = (line for line in told.decode().splitlines() if line.startswith("gen_studio_release_serving{"))
        return next((line.split('"')[1] for line in lines if line.endswith(" 1.0")), "")

    def switch(self, release: str) -> float:
        """Let another release be the active one; the seconds until both services and the worker serve it."""
        began = time.monotonic()
        activate(self.store, release)
        while {self.serving(service) for service in ("gan_api", "search_api")} != {release}:
            if time.monotonic() - began > _SWITCH_S:
                raise PartError(f"release {release} is not served {_SWITCH_S} s after it was activated")
            time.sleep(0.2)
        return time.monotonic() - began

    def wait_until_ready(self) -> float:
        """The seconds until every part answers."""
        began = time.monotonic()
        for part in self.parts.values():
            part.wait_until_ready()
        return time.monotonic() - began


@contextmanager
def staged(release: Release, folder: Path, *, blobs: bool, engine: str) -> Iterator[Stage]:
    """Start everything in `folder`, which is to be new, and end it. `blobs`: releases are in a real Azurite, else in a
    folder. Raises PartError.
    """
    _require(blobs)
    folder.chmod(0o755)  # nginx is nobody where this is root
    with small_disk(folder / "disk", _DISK_MB) as disk:
        parts: dict[str, Part] = {}
        link: SlowLink | None = None
        address = str(folder / "releases")
        environment: dict[str, str] = {}
        try:
            if blobs:
                azurite, port = _azurite(folder)
                parts["azurite"] = azurite
                azurite.begin()
                azurite.wait_until_ready()
                link = SlowLink(port)
                environment[CONNECTION] = _connection(link.port)
                address = "azure://releases"
                os.environ[CONNECTION] = _connection(port)  # ours is not the slow line
                AzureBlobs.open(address).make_container()
            store = open_blobs(address)
            releases = [
                release,
                _other(release, folder / "second", "second"),
                _other(release, folder / "third", "third"),
            ]
            for one in releases[:2]:
                publish(one, store)
            activate(store, release.id)
            ports = {name: free_port("127.0.0.1", 0) for name in ("redis", "gan_api", "search_api", "worker", "nginx")}
            parts |= {part.name: part for part in _parts(folder, disk.folder, ports, address, environment, engine)}
            for part in parts.values():
                if part.name != "azurite":
                    part.begin()
            stage = Stage(parts, ports["nginx"], ports, disk, store, releases, link)
            stage.wait_until_ready()
            yield stage
        except BaseException:  # who was told to stop has no time
            for part in parts.values():
                part.end(patience_s=0)
            raise
        finally:
            for name in reversed(parts):  # the door first
                parts[name].end()
            if link is not None:
                link.close()


def asked(port: int, path: str) -> bytes | None:
    """The body of a successful answer, or None."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read() if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None


def _parts(
    folder: Path, disk: Path, ports: dict[str, int], address: str, environment: dict[str, str], engine: str
) -> Iterator[Part]:
    def part(name: str, command: list[str], told: dict[str, str], ready: Callable[[], bool]) -> Part:
        return Part(name, command, told, ready, folder / f"{name}.log")

    def answers(name: str, path: str) -> Callable[[], bool]:
        return lambda: asked(ports[name], path) is not None

    def own(name: str) -> dict[str, str]:
        """A folder of its own for each pod."""
        home = disk / name
        (home / "tmp").mkdir(parents=True)
        return {
            **environment,
            "XDG_CACHE_HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "OMP_WAIT_POLICY": "PASSIVE",
            "PYTHONPATH": str(_ROOT),
        }

    redis_told = {"dir": disk / "redis", "maxmemory": "64mb", "maxmemory-policy": "volatile-lru", "save": ""}
    redis_told |= {"port": ports["redis"], "bind": "127.0.0.1", "appendonly": "yes"}
    (disk / "redis").mkdir()
    words = [word for key, value in redis_told.items() for word in (f"--{key}", str(value))]
    yield part("redis", [_found("redis-server"), *words], {}, lambda: _pings(ports["redis"]))
    generator = {
        "GAN_REDIS_URL": f"redis://127.0.0.1:{ports['redis']}/0",
        "GAN_RELEASES": address,
        "GAN_ENGINE": engine,
        "GAN_THREADS": "1",
        "GAN_CACHE_MB": "8",  # full soon, so that what grows then is a leak
        "GAN_TRUSTED_PROXIES": "1",
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:services.common.gunicorn_conf", "--bind"]
    command = [*gunicorn, f"127.0.0.1:{ports['gan_api']}", "gan_api.wsgi:build_from_environment()"]
    yield part("gan_api", command, own("gan_api") | generator, answers("gan_api", "/readyz"))
    command = [*gunicorn, f"127.0.0.1:{ports['search_api']}", "search_api.wsgi:build_from_environment()"]
    told = own("search_api") | {"SEARCH_RELEASES": address, "SEARCH_TRUSTED_PROXIES": "1", "OMP_NUM_THREADS": "1"}
    yield part("search_api", command, told, answers("search_api", "/readyz"))
    command = [str(Path(sys.executable).parent / "gen-studio"), "worker", "--metrics-port", str(ports["worker"])]
    yield part("worker", command, own("worker") | generator, answers("worker", "/metrics"))
    nginx = disk / "nginx"
    nginx.mkdir()
    _pages(nginx / "pages")
    told = {
        "PATH": f"{os.environ['PATH']}:/usr/sbin",
        "PORT": f"127.0.0.1:{ports['nginx']}",
        "GAN_API": f"127.0.0.1:{ports['gan_api']}",
        "SEARCH_API": f"127.0.0.1:{ports['search_api']}",
        "PAGES": str(nginx / "pages"),
        "SCRATCH": str(nginx),
        "RESOLVER": "127.0.0.1",
        "DRAIN_S": "0",
    }
    yield part("nginx", ["sh", str(_ROOT / "docker/nginx.sh")], told, answers("nginx", "/readyz"))


def _azurite(folder: Path) -> tuple[Part, int]:
    port = free_port("127.0.0.1", 0)
    (folder / "azurite").mkdir()
    command = [_found("node"), str(_AZURITE), "--blobHost", "127.0.0.1", "--blobPort", str(port)]
    command += ["--location", str(folder / "azurite"), "--skipApiVersionCheck", "--silent", "--disableTelemetry"]
    return Part("azurite", command, {}, lambda: _listens(port), folder / "azurite.log"), port


def _connection(port: int) -> str:
    return (
        f"DefaultEndpointsProtocol=http;AccountName={_ACCOUNT};AccountKey={_KEY};"
        f"BlobEndpoint=http://127.0.0.1:{port}/{_ACCOUNT};"
    )


def _other(release: Release, folder: Path, name: str) -> Release:
    """The same networks and works with another card, which is another release."""
    shutil.copytree(release.root, folder)
    (folder / CARD).write_text(f"# The {name} release of a trial\n", encoding="utf-8")
    manifest = manifest_of(folder, release.manifest["artworks"], "2026-01-01T00:00:00+00:00")
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return open_release(folder)


def _pages(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Gen Studio</title>", encoding="utf-8")


def _require(blobs: bool) -> None:
    missing = [name for name in ("redis-server", "nginx", "envsubst") if shutil.which(name, path=_path()) is None]
    if missing:
        raise PartError(
            f"{', '.join(missing)} must be installed; make soak does that (scripts/redis.sh, scripts/nginx.sh)"
        )
    if blobs and not _AZURITE.exists():
        raise PartError("there is no Azurite in build/azurite; run scripts/azurite.sh, or take --store folder")


def _path() -> str:
    return f"{os.environ['PATH']}:/usr/sbin"


def _found(name: str) -> str:
    found = shutil.which(name, path=_path())
    if found is None:
        raise PartError(f"{name} must be installed")
    return found


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _pings(port: int) -> bool:
    try:
        with Redis(port=port, socket_timeout=1, socket_connect_timeout=1) as client:
            return bool(client.ping())
    except RedisError:
        return False
