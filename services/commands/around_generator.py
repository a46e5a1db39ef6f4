"""`gen-studio train seed-encoder | landmarks | directions`: what is learnt around a generator that is there."""

from pathlib import Path

import click

from services.commands.failures import plain_errors
from services.commands.options import FILE, FOLDER, NEW_FILE, machine_options, minutes_option, use_machine


@click.command(name="seed-encoder", short_help="The network that guesses a picture's seed.")
@click.option("--generator", type=FILE, required=True, help="A generator made by gen-studio train generator.")
@click.option("--images", type=FOLDER, required=True, help="Folder of pictures, read with its subfolders.")
@click.option("--eyes", type=FILE, required=True, help="MobileNetV2 weights (safetensors) that compare pictures.")
@click.option("--output", type=NEW_FILE, required=True, help="File to write.")
@click.option("--batch", type=click.IntRange(4, 512), default=32, show_default=True, help="Pictures per step.")
@click.option(
    "--from", "start_from", type=FILE, help="A seed encoder to begin from, such as that of the generator before."
)
@minutes_option(20.0)
@machine_options
def seed_encoder(
    generator: Path,
    images: Path,
    eyes: Path,
    output: Path,
    batch: int,
    start_from: Path | None,
    minutes: float,
    device: str,
    threads: int,
) -> None:
    """Train a network that looks at a picture and guesses the seed that draws it; invert then begins near the end.

    \b
    Example:
      gen-studio train seed-encoder --generator training/prints/generator.safetensors --images stores/prints/images \\
        --eyes mobilenetv2.safetensors --output training/prints/seed-encoder.safetensors

    It belongs to this one generator: train another one, --from this one, when the generator changes.

    Next: gen-studio invert --seed-encoder, and gen-studio release build --seed-encoder, by which pictures that visitors
    bring are inverted, too.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from gan_api.inversion.seed_training import SeedTrainingPlan, train_seed_encoder

        error = train_seed_encoder(
            SeedTrainingPlan(
                generator, images, eyes, output, minutes, batch, use_machine(threads, device), start_from=start_from
            )
        )
    click.echo(f"Error of known seeds: {error:.3f} (1 is no better than none). The seed encoder is {output}.")


@click.command(short_help="Let it remember inverted works, and draw them closely.")
@click.option("--store", type=FOLDER, required=True, help="A store with inversions.")
@click.option("--generator", type=FILE, required=True, help="The generator that the works were inverted with.")
@click.option("--encoder", type=FILE, required=True, help="The encoder, to say how unlike the works are drawn.")
@click.option("--eyes", type=FILE, required=True, help="MobileNetV2 weights (safetensors) that compare the pictures.")
@click.option("--output", type=NEW_FILE, required=True, help="File to write.")
@click.option(
    "--most",
    type=click.IntRange(1),
    default=5000,
    show_default=True,
    help="Works to remember, a balanced choice of those that have a seed; each takes 10 kB of the file.",
)
@click.option(
    "--sharpen",
    type=click.FloatRange(0, 1),
    default=0.3,
    show_default=True,
    help="Share of the minutes, the last ones, in which the finest layers learn from a judge to draw sharply.",
)
@minutes_option(15.0)
@machine_options
def landmarks(
    store: Path,
    generator: Path,
    encoder: Path,
    eyes: Path,
    output: Path,
    most: int,
    sharpen: float,
    minutes: float,
    device: str,
    threads: int,
) -> None:
    """Give the generator a memory of inverted works, so that their seeds draw them closely.

    \b
    Example:
      gen-studio train landmarks --store stores/prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors --eyes mobilenetv2.safetensors \\
        --output training/prints/landmarks.safetensors

    What it remembers of a work counts in full at the work's seed, and in blends where the work has most to say; far
    from these seeds, where nearly all random ones lie, it draws what it drew before: at 64 px to the bit, larger
    with layers that learn along. Give it time to see each work some 10 times (4,000 works at 256 px on two cores:
    an hour and a half, with the looking before and after); the bar counts. The store's inversions then belong to
    the generator written. Guesses will do as seeds (gen-studio invert --steps 1): works get places near them that are
    spread evenly, so that blends hold their own parts, and at right angles to what changes light, contrast and
    detail, so that directions change these in works, too; those that are remembered already stay. Look at
    inversions/landmarks.png (the works, what their seeds drew, what they draw now) and at maps.png (three maps of
    some of them). The same command again goes on from the output: works that are remembered stay, and others come in
    up to --most. Where its pictures are still soft, let it --sharpen 1: it does nothing else.

    Next: gen-studio release build, with the generator written.
    """
    with plain_errors(ValueError, OSError):
        from gan_api.inversion.landmarks import LandmarksPlan, learn_landmarks
        from gan_api.inversion.run import KeptInversions, read_inversions
        from services.collection.selection import select_works
        from services.collection.store import read_store

        seeds, sha256 = read_inversions(store / "inversions")
        remembered = KeptInversions(store / "inversions", sha256).landmarks
        stored = {kept.artwork.id: kept for kept in read_store(store) if kept.work and kept.artwork.id in seeds}
        chosen = select_works([kept.artwork for kept in stored.values()], most, first=remembered)
        if not chosen:
            raise ValueError(f"no work of {store} has a seed; find them with gen-studio invert")
        found = learn_landmarks(
            LandmarksPlan(
                works=[(artwork.id, store / stored[artwork.id].file) for artwork in chosen],
                inversions=store / "inversions",
                generator=generator,
                encoder=encoder,
                eyes=eyes,
                output=output,
                minutes=minutes,
                sharpen=sharpen,
                device=use_machine(threads, device),
            )
        )
    click.echo(
        f"Unlikeness of the landmarks: {found.before:.3f} before, {found.after:.3f} now. The generator is {output}."
    )


@click.command(short_help="Find what one can change in its pictures.")
@click.option("--generator", type=FILE, required=True, help="The generator.")
@click.option("--output", type=NEW_FILE, required=True, help="File to write.")
@click.option(
    "--principal", type=click.IntRange(1, 64), default=10, show_default=True, help="Directions to find unguided."
)
@machine_options
def directions(generator: Path, output: Path, principal: int, device: str, threads: int) -> None:
    """Find directions through the space of seeds, and measure what each changes: lightness, warmth, contrast, …

    \b
    Example (minutes on a laptop):
      gen-studio train directions --generator training/prints/generator.safetensors \
        --output training/prints/directions.safetensors

    For each such quality the direction along which it grows, and besides the principal directions of the generator,
    which get a name where they earn one. The same generator gives the same directions.

    Next: gen-studio release build, with --directions.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from gan_api.directions.file import save_directions
        from gan_api.directions.finding import DirectionsPlan, find_directions
        from gan_api.directions.report import table
        from gan_api.model.checkpoint import load_generator

        loaded = load_generator(generator)
        found = find_directions(
            loaded.generator, DirectionsPlan(principal=principal, device=use_machine(threads, device))
        )
        save_directions(found, loaded.sha256, output)
    click.echo(table(found))
    click.echo(f"The directions are {output}.")
