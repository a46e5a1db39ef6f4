"""`gen-studio invert`: a store's works and a generator in, the seed nearest to each work out."""

from pathlib import Path

import click

from services.commands.failures import plain_errors
from services.commands.options import FILE, FOLDER, machine_options, use_machine


@click.command(short_help="Find the seed that draws each work best.")
@click.option("--store", type=FOLDER, required=True, help="A store made by gen-studio ingest.")
@click.option("--generator", type=FILE, required=True, help="A generator made by gen-studio train generator.")
@click.option("--encoder", type=FILE, required=True, help="The encoder; it judges likeness beside the pixels.")
@click.option("--count", type=click.IntRange(1), help="So many works, a balanced choice of kinds (default: all).")
@click.option("--seed-encoder", type=FILE, help="Where the descent begins: made by gen-studio train seed-encoder.")
@click.option("--steps", type=click.IntRange(1, 10_000), default=40, show_default=True, help="Steps per work.")
@click.option(
    "--sight",
    type=click.IntRange(16, 128),
    default=128,
    show_default=True,
    help="Pixels at which pictures are compared on the way; 64 takes a third of the time and comes less near.",
)
@click.option(
    "--method",
    type=click.Choice(["ours", "gen-studio"]),
    default="ours",
    show_default=True,
    help="gen-studio is the recipe of 2019, some ten times as slow, to compare with.",
)
@click.option("--classifier", type=FILE, help="For gen-studio: a ResNet50 with its classes (torchvision's names).")
@click.option("--batch", type=click.IntRange(1, 512), default=16, show_default=True, help="Works at a time.")
@machine_options
def invert(
    store: Path,
    generator: Path,
    encoder: Path,
    count: int | None,
    seed_encoder: Path | None,
    steps: int,
    sight: int,
    method: str,
    classifier: Path | None,
    batch: int,
    device: str,
    threads: int,
) -> None:
    """Find, by gradient descent, the 140 numbers from which the generator draws each work as nearly as it can.

    \b
    Example:
      gen-studio invert --store stores/prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors --count 500

    The seeds come into the store's folder inversions/, with sheets to look at: the works above, what their seeds draw
    below. A run that was stopped goes on where it was.

    Next: gen-studio train landmarks, or at once gen-studio release build.
    """
    if (method == "gen-studio") != (classifier is not None):
        raise click.UsageError("--method gen-studio and --classifier go together")
    with plain_errors(ValueError, OSError):
        from gan_api.inversion.run import InversionPlan, invert_works
        from services.collection.selection import select_works
        from services.collection.store import read_store

        kept = {stored.artwork.id: stored for stored in read_store(store) if stored.work}
        artworks = [stored.artwork for stored in kept.values()]
        chosen = artworks if count is None else select_works(artworks, count)
        works = [(artwork.id, store / kept[artwork.id].file) for artwork in chosen]
        losses = invert_works(
            InversionPlan(
                works=works,
                output=store / "inversions",
                generator=generator,
                encoder=encoder,
                steps=steps,
                sight=sight,
                batch=batch,
                device=use_machine(threads, device),
                seed_encoder=seed_encoder,
                classifier=classifier,
            )
        )
    click.echo(f"{len(losses):,} works have a seed in {store / 'inversions'}.")
