"""`gen-studio release`: what was trained, indexed and inverted in, one immutable and hashed release out."""

from datetime import UTC, datetime
from pathlib import Path

import click

from services.commands.failures import plain_errors
from services.commands.options import FILE, FOLDER, NEW_FOLDER


@click.group(short_help="Build a release, or show what is in one.")
def release() -> None:
    """A release is all that the services serve: generator, encoder, catalogue, seeds, features, and a model card."""


@release.command(short_help="Bundle a store with its generator and encoder.")
@click.option("--store", type=FOLDER, required=True, help="A store with features and inversions.")
@click.option("--generator", type=FILE, required=True, help="The generator that the works were inverted with.")
@click.option("--encoder", type=FILE, required=True, help="The encoder that the works were indexed with.")
@click.option("--training", type=FILE, required=True, help="The training.json that the generator's run left.")
@click.option("--directions", type=FILE, help="The generator's directions, from gen-studio train directions.")
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder to write.")
def build(store: Path, generator: Path, encoder: Path, training: Path, directions: Path | None, out: Path) -> None:
    """Bundle the works that have both features and a seed. Pictures of works stay in the store.

    \b
    Example:
      gen-studio release build --store stores/prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors --training training/prints/training.json --out releases/prints

    The model card is written from the records of the run. Files that don't belong together are refused: features of
    another encoder, seeds of another generator.

    Next: gen-studio up --release releases/prints
    """
    with plain_errors(ValueError, OSError):
        from services.bundling import release_of_store

        made = release_of_store(
            store, generator, encoder, training, out, datetime.now(UTC).isoformat(timespec="seconds"), directions
        )
    click.echo(f"Release {made.id} with {made.manifest['artworks']:,} works is in {out}.")


@release.command(short_help="Check a release and say what is in it.")
@click.argument("folder", type=FOLDER)
def show(folder: Path) -> None:
    """Check every hash of the release in FOLDER, and list its files.

    \b
    Example:
      gen-studio release show releases/prints
    """
    with plain_errors(ValueError, OSError):
        from services.collection.releases import open_release

        found = open_release(folder)
    click.echo(
        f"Release {found.id}, {found.manifest['artworks']:,} works, made {found.manifest.get('created')}. Unbroken."
    )
    for name, known in sorted(found.manifest["files"].items()):
        click.echo(f"  {known['bytes'] / 2**20:8.2f} MiB  {known['sha256'][:12]}  {name}")
