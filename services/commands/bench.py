"""`gen-studio bench`: a release in, how fast it is on this machine out."""

import json
import signal
import sys
from pathlib import Path

import click

from services.commands.failures import plain_errors
from services.commands.figures import tell
from services.commands.options import FILE, FOLDER, NEW_FILE, machine_options, threads_option, use_machine

_THREADS = click.option(
    "--threads", type=click.IntRange(0, 256), help="CPU threads of a drawing or search (default: all)."
)


@click.group(short_help="Time what this machine can do.")
def bench() -> None:
    """Measure on this machine, side by side. Let it rest meanwhile, and compare ratios: milliseconds don't travel."""


@bench.command(short_help="What visitors ask for.")
@click.option(
    "--release", type=click.Path(path_type=Path), help="Folder of the release (default: the starter release)."
)
@click.option("--rounds", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Requests of each kind.")
@_THREADS
def visitors(release: Path | None, rounds: int, threads: int | None) -> None:
    """Print a table of how long each kind of request takes, without the network and without the cache.

    \b
    Example:
      gen-studio bench visitors --rounds 200

    Next: gen-studio bench engines, if drawing is what takes long.
    """
    from services.collection.releases import ReleaseError
    from services.common.settings import SettingsError, StudioSettings, load_settings

    with plain_errors(SettingsError, ReleaseError, RuntimeError):
        from tqdm import tqdm

        from services.benchmarks.visitors import benchmark, table
        from services.embedded import build

        settings = load_settings(StudioSettings, release=release, threads=threads)
        timings = list(tqdm(benchmark(build(settings), rounds), desc="timing", unit="kind", leave=False))
    click.echo(table(timings))


@bench.command(short_help="The engines that draw.")
@click.option("--generator", type=FILE, help="A generator (default: that of the starter release).")
@click.option("--rounds", type=click.IntRange(1, 1000), default=8, show_default=True, help="Drawings of each kind.")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@machine_options
def engines(generator: Path | None, rounds: int, file: Path | None, device: str, threads: int) -> None:
    """Let every engine that is installed draw the same seeds, and compare their time and their pictures.

    \b
    Example:
      gen-studio bench engines --rounds 20

    Next: set GAN_ENGINE, if auto is not to choose the fastest at each start.
    """
    with plain_errors(ValueError, OSError):
        from services.benchmarks.engines import table, time_engines
        from services.collection.releases import GENERATOR, STARTER

        report = time_engines(generator or STARTER / GENERATOR, use_machine(threads, device), threads, rounds)
    tell(table(report), report, file)


@bench.command(short_help="The generator service, beside others.")
@click.option("--release", type=FOLDER, help="The release to serve (default: the starter release).")
@click.option("--peers", type=FILE, help="A Python with LitServe and BentoML (default: only our service).")
@click.option("--engine", default="auto", show_default=True, help="What draws behind all of them (see GAN_ENGINE).")
@click.option("--size", type=click.Choice(["64", "128", "256"]), default="256", show_default=True, help="Pixels.")
@click.option("--rounds", type=click.IntRange(1, 100), default=3, show_default=True, help="Turns of each server.")
@click.option("--seconds", type=click.FloatRange(0.5, 600), default=4.0, show_default=True, help="Length of a turn.")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@threads_option
def gan(
    release: Path | None,
    peers: Path | None,
    engine: str,
    size: str,
    rounds: int,
    seconds: float,
    file: Path | None,
    threads: int,
) -> None:
    """Ask our service and others that serve the same generator, by 1, 8 and 32 clients, and let visitors drag.

    \b
    Example (make bench-gan sets the others up, and does this):
      gen-studio bench gan --peers build/peers-venv/bin/python --json build/bench-gan.json

    Next: gen-studio bench engines, if the raw engine is what is slow.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from typing import cast

        from gan_api.model.choosing import Name
        from services.benchmarks.gan import GanBenchPlan, benchmark_gan, table
        from services.collection.releases import STARTER, open_release

        use_machine(threads)
        served = open_release(release or STARTER)
        report = benchmark_gan(GanBenchPlan(served, peers, cast(Name, engine), int(size), threads, rounds, seconds))
    tell(table(report), report, file)


@bench.command(short_help="The index, beside others, at size.")
@click.option("--store", type=FOLDER, help="A store with features (default: those of the starter release).")
@click.option("--works", type=click.IntRange(1000, 5_000_000), multiple=True, help="So many works; can be repeated.")
@click.option("--data", type=click.Choice(["resampled", "random"]), multiple=True, help="Default: both.")
@click.option("--queries", type=click.IntRange(1, 10_000), default=40, show_default=True, help="Of each kind.")
@click.option(
    "--slow-up-to",
    type=click.IntRange(0),
    default=50_000,
    show_default=True,
    help="Works up to which graphs, trees and hash tables are built as well.",
)
@click.option("--engine", "engines", multiple=True, help="Only this one, by its name; can be repeated (default: all).")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@click.option("--append", is_flag=True, help="Add to the figures that the file has.")
def search(
    store: Path | None,
    works: tuple[int, ...],
    data: tuple[str, ...],
    queries: int,
    slow_up_to: int,
    engines: tuple[str, ...],
    file: Path | None,
    append: bool,
) -> None:
    """Search among works made from real ones, under conditions that keep all, some and few, by ours and others' ways.

    \b
    Example (make bench-search installs the others, and does this):
      gen-studio bench search --works 50000 --works 200000 --works 500000 --json build/bench-search.json

    500,000 works take 9 GB of memory and some minutes. Next: nothing to set; the index chooses by itself.
    """
    with plain_errors(ValueError, OSError, ImportError):
        from services.benchmarks.search import SearchBenchPlan, benchmark_search, merged, table
        from services.collection.features import read_store_features
        from services.collection.releases import STARTER, open_release, read_features

        real = read_store_features(store).rows if store else read_features(open_release(STARTER))[0]
        kinds = data or ("resampled", "random")
        report = benchmark_search(SearchBenchPlan(real, works or (50_000,), queries, slow_up_to, kinds, engines))
        if append and file is not None and file.exists():
            report = merged(json.loads(file.read_text(encoding="utf-8")), report)
    tell(table(report), report, file)


@bench.command(short_help="The catalogue, at a large museum's size.")
@click.option("--store", type=FOLDER, help="A store whose works are resampled (default: those of the starter release).")
@click.option(
    "--met", type=FILE, help="Rows of The Met's CSV as Parquet, which are resampled, and read as a harvest does."
)
@click.option("--works", type=click.IntRange(10, 5_000_000), default=480_000, show_default=True, help="So many works.")
@click.option("--queries", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Of each kind.")
@click.option("--processes", type=click.IntRange(1, 2), default=2, show_default=True, help="That import: 2, one reads.")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
def catalogue(
    store: Path | None, met: Path | None, works: int, queries: int, processes: int, file: Path | None
) -> None:
    """Import as many works as The Met has, resampled from real ones, and ask for pages with words, facets, conditions.

    \b
    Examples:
      gen-studio bench catalogue --works 480000
      gen-studio bench catalogue --met met_openaccess_subset.parquet

    Next: nothing to set.
    """
    if store and met:
        raise click.UsageError("give --store or --met, not both")
    with plain_errors(ValueError, OSError, ImportError):
        from services.benchmarks.catalogue import CatalogueBenchPlan, benchmark_catalogue, rows_of, table, work_of
        from services.collection.releases import STARTER, open_release, read_artworks
        from services.collection.store import read_store

        rows = rows_of(met) if met else []
        if store:
            real = [kept.artwork for kept in read_store(store)]
        else:
            real = [*map(work_of, rows)] or read_artworks(open_release(STARTER))
        report = benchmark_catalogue(CatalogueBenchPlan(real, works, queries, processes, rows))
    tell(table(report), report, file)


@bench.command(short_help="The whole studio, while things go wrong.")
@click.option("--release", type=FOLDER, help="The release to serve (default: the starter release).")
@click.option("--fault", "faults", multiple=True, help="Only this one, by its name; can be repeated (default: all).")
@click.option("--part", help="Only one part of the faults: 2/4 is the second of four. Their reports become one.")
@click.option("--seconds", type=click.FloatRange(0.5, 600), default=12.0, show_default=True, help="Of each fault.")
@click.option("--visitors", type=click.IntRange(1, 200), default=8, show_default=True, help="Who ask for things.")
@click.option(
    "--every-ms", type=click.IntRange(1, 60_000), default=200, show_default=True, help="Between two questions."
)
@click.option(
    "--store",
    type=click.Choice(["azurite", "folder"]),
    default="azurite",
    show_default=True,
    help="Where releases are.",
)
@click.option("--engine", default="auto", show_default=True, help="What draws (see GAN_ENGINE).")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
def soak(
    release: Path | None,
    faults: tuple[str, ...],
    part: str | None,
    seconds: float,
    visitors: int,
    every_ms: int,
    store: str,
    engine: str,
    file: Path | None,
) -> None:
    """Run the studio as separate processes behind nginx on loopback, under steady load, and do it one harm after
    another: kill each process, let Redis die or fall silent, slow the blob store, fill the disk, switch releases. Print
    what became of every request. Exits 1 where one was lost without a clear error, or answered with something wrong.

    \b
    Example (make soak installs what it needs, and does this):
      gen-studio bench soak --seconds 12 --json build/soak.json
      gen-studio bench soak --part 1/4 --json build/soak.json   (then 2/4, and so on, each when the machine rests)

    It takes about six minutes in all, redis-server, nginx and Azurite; full disks are tried where it may mount one
    (as root).
    Next: docs/operations/runbooks.md, for what each of these looks like in a cluster.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from services.benchmarks.soak.faults import FAULTS
        from services.benchmarks.soak.merging import merged, part_of, total
        from services.benchmarks.soak.trial import TrialPlan, table, try_out
        from services.collection.releases import STARTER, open_release

        if unknown := set(faults) - {fault.name for fault in FAULTS}:
            known = ", ".join(fault.name for fault in FAULTS)
            raise ValueError(f"there is no fault {', '.join(sorted(unknown))}; there are {known}")
        earlier = None
        if part is not None:
            faults = (*faults, *part_of(FAULTS, part))
            if file is not None and file.exists() and not part.startswith("1/"):
                earlier = json.loads(file.read_text(encoding="utf-8"))
        served = open_release(release or STARTER)
        plan = TrialPlan(served, faults, seconds, visitors, every_ms / 1000, store == "azurite", engine)
        before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started ends as well
        try:
            report = try_out(plan)
        finally:
            signal.signal(signal.SIGTERM, before)
        if earlier is not None:
            report = merged(earlier, report)
    tell(table(report), report, file)
    found = total(report["phases"])
    if found["lost"] or found["wrong"] or report["redrawn_wrong"]:
        raise SystemExit(1)


@bench.command(short_help="How visitors ask while they drag.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8080, show_default=True, help="Of a running studio here."
)
@click.option(
    "--visitors", type=click.IntRange(1, 100), default=4, show_default=True, help="Who move at the same time."
)
@click.option("--seconds", type=click.FloatRange(5, 600), default=60.0, show_default=True, help="How long.")
@click.option("--out", type=NEW_FILE, required=True, help="Where to keep the visits.")
def record(port: int, visitors: int, seconds: float, out: Path) -> None:
    """Let visitors of the load generator drag on a running studio, and keep how they asked: real shapes of traffic for
    the simulation of gen-studio ops plan.

    \b
    Example:
      gen-studio bench record --out build/visits.json

    Next: gen-studio ops plan --visits build/visits.json.
    """
    with plain_errors(ValueError, OSError):
        from urllib.request import urlopen

        from services.benchmarks.recording import record as recorded

        with urlopen(f"http://127.0.0.1:{port}/api/gan/v1/model", timeout=30) as answer:
            release = json.load(answer)["release"]
        visits = recorded(port, release, visitors, seconds)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(visits, separators=(",", ":")) + "\n", encoding="utf-8")
    click.echo(f"{out}: {visits['source']}.")


@bench.command(short_help="Spark, beside the plain command.")
@click.option("--encoder", type=FILE, help="An encoder (default: that of the starter release).")
@click.option("--works", type=click.IntRange(8, 1_000_000), default=256, show_default=True, help="Made-up works.")
@click.option("--cores", type=click.IntRange(1, 64), multiple=True, help="So many cores; can be repeated.")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
def spark(encoder: Path | None, works: int, cores: tuple[int, ...], file: Path | None) -> None:
    """Compute the features of the same works by gen-studio index and by gen-studio spark featurise, on this machine.

    \b
    Example (make bench-spark does this):
      gen-studio bench spark --works 256 --cores 1 --cores 2 --json build/bench-spark.json

    It takes 1 and 2 cores if not told otherwise. Next: gen-studio spark featurise, for more works than the table says.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from services.benchmarks.spark import benchmark_spark, table
        from services.collection.releases import ENCODER, STARTER

        report = benchmark_spark(encoder or STARTER / ENCODER, works, cores or (1, 2))
    tell(table(report), report, file)
