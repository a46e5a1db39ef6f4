"""`gen-studio spark`: a store of millions in; its features, seeds and looks out, made by a cluster."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from services.commands.failures import plain_errors
from services.commands.options import FILE

if TYPE_CHECKING:
    from services.common.blobs import BlobStore
    from services.spark.tasks import Task

Command = TypeVar("Command", bound=Callable[..., Any])


class _Conf(click.ParamType[tuple[str, str]]):
    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        name, equals, said = str(value).partition("=")
        if not equals or not name.startswith("spark."):
            self.fail(f"{value!r} is no setting of Spark; give spark.NAME=VALUE", param, ctx)
        return name, said


def _cluster_options(command: Command) -> Command:
    for option in (
        click.option("--recheck", is_flag=True, help="Read all pictures again, and do those that changed."),
        click.option("--threads", type=click.IntRange(1, 64), default=1, show_default=True, help="Of each worker."),
        click.option("--conf", type=_Conf(), multiple=True, help="A setting of Spark's, spark.NAME=VALUE; repeatable."),
        click.option("--master", default="local[*]", show_default=True, help="Where to run: local[2], k8s://…"),
        click.option("--store", "address", required=True, help="A store: its folder, or azure://… as for releases."),
    ):
        command = option(command)
    return command


@click.group(short_help="Index, invert and enrich on a cluster.")
def spark() -> None:
    """Do on many machines, by Spark, what index and invert do on one, with the same functions and the same files.

    A store is cut into parts of some 128 works. What a part gives is kept in the store as one Parquet file, below
    spark/, so that a run goes on where another stopped, and does again only what is new. A part that fails three times
    is named, and left for another run; the others go on.
    """


@spark.command(short_help="Features of a store, as gen-studio index.")
@click.option("--encoder", type=FILE, required=True, help="ResNet50 weights (safetensors), own or torchvision's.")
@_cluster_options
def featurise(
    address: str, encoder: Path, master: str, conf: tuple[tuple[str, str], ...], threads: int, recheck: bool
) -> None:
    """Let the encoder look at every work of a store, and gather its numbers of each in features.safetensors.

    \b
    Example:
      gen-studio spark featurise --store azure://prints --encoder encoders/prints.safetensors --master k8s://…

    Next: gen-studio spark invert.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from services.common.stores import open_blobs
        from services.spark.storing import keep_features, works_of
        from services.spark.tasks import Featurise
        from services.spark.weights import send_weights

        address = _absolute(address)
        count = len(works_of(address))
        sha256 = send_weights(open_blobs(address), encoder)
        _run(
            Featurise(address, sha256),
            lambda blobs, results: keep_features(blobs, results, count, sha256),
            (master, dict(conf), threads, recheck),
        )


@spark.command(short_help="Seeds of a store's works, as gen-studio invert.")
@click.option("--generator", type=FILE, required=True, help="A generator made by gen-studio train generator.")
@click.option("--encoder", type=FILE, required=True, help="The encoder; it judges likeness beside the pixels.")
@click.option("--steps", type=click.IntRange(1, 10_000), default=40, show_default=True, help="Steps per work.")
@_cluster_options
def invert(
    address: str,
    generator: Path,
    encoder: Path,
    steps: int,
    master: str,
    conf: tuple[tuple[str, str], ...],
    threads: int,
    recheck: bool,
) -> None:
    """Find the seed that draws each work best, and gather them in inversions/.

    \b
    Example:
      gen-studio spark invert --store azure://prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors --master k8s://…

    Next: gen-studio release build.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from services.common.stores import open_blobs
        from services.spark.storing import keep_inversions
        from services.spark.tasks import Invert
        from services.spark.weights import send_weights

        address = _absolute(address)
        blobs = open_blobs(address)
        networks = send_weights(blobs, generator), send_weights(blobs, encoder)
        _run(
            Invert(address, *networks, steps),
            lambda blobs, results: keep_inversions(blobs, results, *networks),
            (master, dict(conf), threads, recheck),
        )


@spark.command(short_help="How the works of a store look.")
@_cluster_options
def enrich(address: str, master: str, conf: tuple[tuple[str, str], ...], threads: int, recheck: bool) -> None:
    """Measure palette, hues, lightness, contrast and composition of every work, and gather them in
    enrichment.jsonl.

    \b
    Example:
      gen-studio spark enrich --store azure://prints --master k8s://…

    Next: gen-studio enrich on the same store finds near-duplicates, and asks an annotator, without looking again.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from services.spark.storing import keep_looks
        from services.spark.tasks import Enrich

        _run(Enrich(_absolute(address)), keep_looks, (master, dict(conf), threads, recheck))


def _absolute(address: str) -> str:
    """Workers may stand elsewhere in the file system."""
    return address if "://" in address else str(Path(address).resolve())


def _run(
    task: "Task",
    keep: Callable[["BlobStore", Any], dict[str, str]],
    how: tuple[str, Mapping[str, str], int, bool],
) -> None:
    """Do a task with a store, gather what it gave, and say how it went; parts that failed end it with an error."""
    from tqdm import tqdm

    from services.common.stores import open_blobs
    from services.spark.parts import parts_of
    from services.spark.running import gathered, run
    from services.spark.session import spark_session
    from services.spark.storing import pairs_of, works_of

    master, settings, threads, recheck = how
    parts = list(parts_of(pairs_of(works_of(task.address))))
    session = spark_session(master, settings)
    try:
        with tqdm(total=len(parts), desc="on Spark", unit="part", leave=False) as bar:

            def told(done: int, waiting: int) -> None:
                bar.update(len(parts) - waiting + done - bar.n)

            outcome = run(session, task, parts, recheck=recheck, threads=threads, progress=told)
    finally:
        session.stop()
    click.echo(f"{outcome.parts:,} parts: {outcome.skipped:,} were there, {outcome.made:,} works were done now.")
    for part in outcome.failed:
        click.echo(f"part {part.key} ({part.works} works) failed: {part.error}")
    if outcome.failed:
        raise ValueError(f"{len(outcome.failed)} parts failed, and nothing was gathered; mend that and run it again")
    blobs = open_blobs(task.address)
    for work, reason in keep(blobs, gathered(blobs, task, parts)).items():
        click.echo(f"left out {work}: {reason}")
