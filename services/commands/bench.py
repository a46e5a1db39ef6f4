"""`gen-studio bench`: a release in, how long its answers take on this machine out."""

from pathlib import Path

import click

from services.commands.failures import plain_errors


@click.command(short_help="Time what visitors ask for, on this machine.")
@click.option(
    "--release", type=click.Path(path_type=Path), help="Folder of the release (default: the starter release)."
)
@click.option("--rounds", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Requests of each kind.")
@click.option("--threads", type=click.IntRange(0, 256), help="CPU threads of one drawing or search (default: all).")
def bench(release: Path | None, rounds: int, threads: int | None) -> None:
    """Print a table of how long each kind of request takes, without the network and without the cache.

    \b
    Example:
      gen-studio bench --rounds 200

    Let the machine rest meanwhile, and compare the ratios: they carry over to other machines, milliseconds don't.
    """
    from services.collection.releases import ReleaseError
    from services.common.settings import SettingsError, StudioSettings, load_settings

    with plain_errors(SettingsError, ReleaseError, RuntimeError):
        from tqdm import tqdm

        from services.benchmark import benchmark, table
        from services.embedded import build

        settings = load_settings(StudioSettings, release=release, threads=threads)
        timings = list(tqdm(benchmark(build(settings), rounds), desc="timing", unit="kind", leave=False))
    click.echo(table(timings))
