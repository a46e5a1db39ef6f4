"""`gen-studio train`: pictures in, a generator or an encoder out."""

from pathlib import Path
from typing import Literal

import click

from services.commands.around_generator import directions, landmarks, seed_encoder
from services.commands.failures import plain_errors
from services.commands.options import (
    FILE,
    FOLDER,
    NEW_FILE,
    NEW_FOLDER,
    machine_options,
    minutes_option,
    use_machine,
)


@click.group(short_help="Train a generator or an encoder on pictures.")
def train() -> None:
    """Train the two networks of a release: the generator, which draws, and the encoder, which sees likeness."""


@train.command(short_help="The network that draws.")
@click.option("--images", type=FOLDER, required=True, help="Folder of pictures, read with its subfolders.")
@click.option("--output", type=NEW_FOLDER, required=True, help="Folder to write to.")
@click.option("--eyes", type=FILE, required=True, help="MobileNetV2 weights (safetensors) that judge the pictures.")
@click.option(
    "--size", type=click.Choice(["64", "128", "256"]), default="64", show_default=True, help="Pixels to learn."
)
@click.option("--channels", type=click.IntRange(8, 256), default=32, show_default=True, help="Width of the network.")
@click.option("--batch", type=click.IntRange(2, 512), default=16, show_default=True, help="Pictures per step.")
@click.option(
    "--sight",
    type=click.Choice(["64", "128", "256"]),
    default="128",
    show_default=True,
    help="Pixels at which the judge looks, at larger pictures whole and in part; on a GPU, take as many as --size.",
)
@click.option(
    "--judge",
    type=click.Choice(["projected", "plain"]),
    default="projected",
    show_default=True,
    help="plain is FastGAN's own, that learns to see from nothing, to compare with.",
)
@minutes_option(60.0)
@click.option(
    "--from",
    "start_from",
    type=click.Path(exists=True, path_type=Path),
    help="What to begin from: a generator, or the folder of a run (its judge comes along), also of a smaller size.",
)
@machine_options
def generator(
    images: Path,
    output: Path,
    eyes: Path,
    size: str,
    channels: int,
    batch: int,
    sight: str,
    judge: Literal["projected", "plain"],
    minutes: float,
    device: str,
    start_from: Path | None,
    threads: int,
) -> None:
    """Train a generator by play: it draws, a judge with frozen eyes tells drawings from pictures, both improve.

    \b
    Example (an evening on a laptop):
      gen-studio train generator --images stores/prints/images --output training/prints \\
        --eyes mobilenetv2.safetensors --minutes 240

    Coarse to fine: train 64 px first, then let it grow, --size 128 --from training/prints --output training/prints-128.

    The folder fills with samples-*.png to look at, metrics.jsonl (KID, precision and recall each half hour),
    generator.safetensors to use and state.pt to go on from: the same command again goes on where it stopped. Ctrl-C
    keeps what was learnt.

    Next: gen-studio train encoder, then gen-studio index and gen-studio invert.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from gan_api.evaluation.watching import watch
        from gan_api.training.data import training_squares
        from gan_api.training.trainer import TrainingPlan, train
        from services.vision.mobilenetv2 import load_mobilenetv2
        from services.vision.placing import placed

        chosen = use_machine(threads, device)
        plan = TrainingPlan(
            images=images,
            output=output,
            size=int(size),
            channels=channels,
            batch=batch,
            sight=int(sight),
            minutes=minutes,
            device=chosen,
            start_from=start_from,
            judge=judge,
        )
        network = placed(load_mobilenetv2(eyes), chosen)
        squares = training_squares(images, int(size))
        train(plan, network, squares, measure=watch(network, squares, chosen))
    click.echo(f"The generator is {output / 'generator.safetensors'}.")


@train.command(short_help="The network that sees likeness.")
@click.option("--images", type=FOLDER, help="Folder of pictures, read with its subfolders.")
@click.option("--store", type=FOLDER, help="Instead of a folder: a store, whose facts are then learnt as well.")
@click.option("--output", type=NEW_FILE, required=True, help="File to write.")
@click.option("--teacher", type=FILE, help="MobileNetV2 weights (safetensors) to learn from.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=0),
    default=30.0,
    show_default=True,
    help="How long; 0 learns only what is alike.",
)
@click.option("--side", type=click.IntRange(64, 224), default=160, show_default=True, help="Pixels it looks at.")
@click.option("--batch", type=click.IntRange(2, 512), default=32, show_default=True, help="Pictures per step.")
@click.option(
    "--labels-weight",
    type=click.FloatRange(0, 10),
    default=0.25,
    show_default=True,
    help="Of artists, cultures and the like beside the teacher; less where pictures are seen hundreds of times.",
)
@click.option(
    "--leave-out",
    type=click.FloatRange(0, 0.9),
    default=0.1,
    show_default=True,
    help="Share of the pictures that it is not trained on, to be judged by them.",
)
@machine_options
def encoder(
    images: Path | None,
    store: Path | None,
    output: Path,
    teacher: Path | None,
    minutes: float,
    side: int,
    batch: int,
    labels_weight: float,
    leave_out: float,
    device: str,
    threads: int,
) -> None:
    """Train a ResNet50 on your own pictures: it learns to say what a teacher says of them, and whose they are.

    \b
    Example:
      gen-studio train encoder --store stores/prints --output encoders/prints.safetensors \\
        --teacher mobilenetv2.safetensors --minutes 60

    With a store, works of one artist, culture, classification or century are drawn together. When the time is over, it
    learns what is to count as alike, which takes some minutes more. The same command again goes on from the file. With
    --minutes 0 the network stays as it is, needs no teacher, and only what is alike is learnt anew: so a copy of
    another collection's encoder is fitted to yours. A ResNet50 with torchvision's names does as well.

    Next: gen-studio index.
    """
    folder = store / "images" if store else images
    if folder is None or (store and images):
        raise click.UsageError("name either --images or --store")
    if minutes and teacher is None:
        raise click.UsageError("name a --teacher, or --minutes 0 to keep the network as it is")
    with plain_errors(ValueError, OSError, RuntimeError):
        from services.collection.labels import labels_of
        from services.collection.store import read_store
        from services.vision.distillation import DistillationPlan, train_encoder

        works = [stored for stored in read_store(store) if stored.work] if store else []
        chosen = use_machine(threads, device)
        train_encoder(
            DistillationPlan(
                images=folder,
                output=output,
                teacher=teacher,
                minutes=minutes,
                device=chosen,
                asking=chosen == "cuda",
                batch=batch,
                side=side,
                leave_out=leave_out,
                labels_weight=labels_weight,
                facts={Path(stored.file).stem: labels_of(stored.artwork) for stored in works},
            )
        )
    click.echo(f"The encoder is {output}.")


for command in (seed_encoder, landmarks, directions):
    train.add_command(command)
