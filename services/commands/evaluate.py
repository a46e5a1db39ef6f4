"""`gen-studio evaluate`: a trained part in, its figures out, as a table to read and as JSON to keep."""

from pathlib import Path

import click

from services.commands.failures import plain_errors
from services.commands.figures import tell
from services.commands.options import FILE, FOLDER, NEW_FILE, NEW_FOLDER, machine_options, threads_option, use_machine


@click.group(short_help="Say in figures how good a part is.")
def evaluate() -> None:
    """Measure the parts of a release, each beside something to compare it with."""


@evaluate.command(short_help="How good and how varied the drawings are.")
@click.option("--generator", type=FILE, required=True, help="A generator made by gen-studio train generator.")
@click.option("--images", type=FOLDER, required=True, help="The pictures that it was trained on.")
@click.option("--eyes", type=FILE, required=True, help="MobileNetV2 weights (safetensors) that look at the pictures.")
@click.option("--count", type=click.IntRange(16), default=5000, show_default=True, help="Pictures to draw.")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@machine_options
def generator(
    generator: Path, images: Path, eyes: Path, count: int, file: Path | None, device: str, threads: int
) -> None:
    """Compare what a generator draws from random seeds with the pictures it was trained on.

    \b
    Example:
      gen-studio evaluate generator --generator training/prints/generator.safetensors --images stores/prints/images \\
        --eyes mobilenetv2.safetensors --json training/prints/figures.json

    FID and KID say how far the two sets lie apart, precision and recall how good and how varied the drawings are, and
    the distance to the nearest picture whether it only repeats what it has seen.

    Next: train on if the figures still fall; else gen-studio invert.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from gan_api.evaluation.report import EvaluationPlan, evaluate_generator, table

        report = evaluate_generator(EvaluationPlan(generator, images, eyes, count, use_machine(threads, device)))
    tell(table(report), report, file)


@evaluate.command(short_help="How well likeness is seen.")
@click.option("--store", type=FOLDER, required=True, help="The store that the encoder was trained on.")
@click.option("--encoder", type=FILE, required=True, help="An encoder made by gen-studio train encoder.")
@click.option("--mobilenetv2", type=FILE, help="MobileNetV2 weights (safetensors) to compare with.")
@click.option("--resnet50", type=FILE, help="Another ResNet50 with torchvision's names to compare with.")
@click.option("--count", type=click.IntRange(8), help="Works to ask with (default: all that were left out).")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@threads_option
def encoder(
    store: Path,
    encoder: Path,
    mobilenetv2: Path | None,
    resnet50: Path | None,
    count: int | None,
    file: Path | None,
    threads: int,
) -> None:
    """Ask with each work that was left out of an encoder's training: whom does it find, and is it found again?

    \b
    Example:
      gen-studio evaluate encoder --store stores/prints --encoder encoders/prints.safetensors \\
        --mobilenetv2 mobilenetv2.safetensors --json encoders/prints.json

    Precision and mAP say whether the works found are of the same artist, culture, classification and century; the
    rest, whether a work is found by a cropped, small, grey, squeezed or mirrored picture of it.

    Next: gen-studio index with the better one, and gen-studio release build --judged FILE.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from services.judging import JudgingPlan, judge_encoder, table

        use_machine(threads)
        report = judge_encoder(JudgingPlan(store, encoder, mobilenetv2, resnet50, count))
    tell(table(report), report, file)


@evaluate.command(short_help="How well the same is found in another manner.")
@click.option("--fonts", type=FOLDER, default=Path("/usr/share/fonts"), show_default=True, help="Folder of fonts.")
@click.option("--images", type=FOLDER, help="Artworks' pictures, to be stylised (default: only letters are asked for).")
@click.option("--encoder", type=FILE, help="The encoder that looks (default: that of the starter release).")
@click.option("--mobilenetv2", type=FILE, help="MobileNetV2 weights (safetensors) to compare with.")
@click.option("--resnet50", type=FILE, help="Another ResNet50 with torchvision's names to compare with.")
@click.option("--works", type=click.IntRange(3), default=5000, show_default=True, help="Artworks among which to find.")
@click.option("--questions", type=click.IntRange(2), default=500, show_default=True, help="Questions of each kind.")
@click.option("--max-fonts", type=click.IntRange(2), default=100, show_default=True, help="Fonts, chosen by chance.")
@click.option("--keep", type=NEW_FOLDER, help="Where to keep what was made and seen; a run that was stopped goes on.")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@threads_option
def retrieval(
    fonts: Path,
    images: Path | None,
    encoder: Path | None,
    mobilenetv2: Path | None,
    resnet50: Path | None,
    works: int,
    questions: int,
    max_fonts: int,
    keep: Path | None,
    file: Path | None,
    threads: int,
) -> None:
    """Find the same letter in another font, and the same artwork in the style of another, as MosAIC was tried.

    \b
    Example (scripts/fonts.sh installs free fonts of many kinds):
      gen-studio evaluate retrieval --images stores/prints/images --json figures.json \\
        --mobilenetv2 mobilenetv2.safetensors --keep build/retrieval

    The condition names the font or style; what should come first is the same letter or work in it. Pixels and chance
    are there to compare with.

    Next: gen-studio evaluate encoder, which asks with real works.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from search_api.evaluation.manners import MannersPlan, evaluate_manners, table
        from services.collection.releases import ENCODER, STARTER
        from services.vision.sights import sights

        use_machine(threads)
        looking = sights(encoder or STARTER / ENCODER, mobilenetv2, resnet50)
        report = evaluate_manners(MannersPlan(fonts, images, looking, works, questions, max_fonts, keep))
    tell(table(report), report, file)


@evaluate.command(short_help="How near inversions come, and how long they take.")
@click.option("--store", type=FOLDER, required=True, help="A store made by gen-studio ingest.")
@click.option("--generator", type=FILE, required=True, help="A generator made by gen-studio train generator.")
@click.option("--encoder", type=FILE, required=True, help="The encoder that gen-studio invert uses.")
@click.option("--eyes", type=FILE, required=True, help="MobileNetV2 weights (safetensors) that compare the pictures.")
@click.option("--seed-encoder", type=FILE, help="Where the descent begins: made by gen-studio train seed-encoder.")
@click.option("--classifier", type=FILE, help="A ResNet50 with its classes: compare with Gen Studio's own recipe.")
@click.option(
    "--count", type=click.IntRange(1), default=16, show_default=True, help="Works, a balanced choice of kinds."
)
@click.option("--sheet", type=NEW_FILE, help="Where to keep the works and their inversions as a picture (PNG).")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@machine_options
def inversion(
    store: Path,
    generator: Path,
    encoder: Path,
    eyes: Path,
    seed_encoder: Path | None,
    classifier: Path | None,
    count: int,
    sheet: Path | None,
    file: Path | None,
    device: str,
    threads: int,
) -> None:
    """Invert the same works by each method, and compare what their seeds draw with the works.

    \b
    Example:
      gen-studio evaluate inversion --store stores/prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors --eyes mobilenetv2.safetensors \\
        --seed-encoder training/prints/seed-encoder.safetensors --classifier resnet50.safetensors --sheet sheet.png

    Next: look at the sheet; then gen-studio invert.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from gan_api.evaluation.inversions import ComparisonPlan, compare_inversions, table
        from services.collection.selection import select_works
        from services.collection.store import read_store

        works = [stored for stored in read_store(store) if stored.work]
        kept = {stored.artwork.id: store / stored.file for stored in works}
        chosen = select_works([stored.artwork for stored in works], count)
        report, picture = compare_inversions(
            ComparisonPlan(
                [kept[artwork.id] for artwork in chosen],
                generator,
                encoder,
                eyes,
                seed_encoder,
                classifier,
                device=use_machine(threads, device),
            )
        )
    if sheet is not None:
        sheet.parent.mkdir(parents=True, exist_ok=True)
        picture.save(sheet)
    tell(table(report), report, file)


@evaluate.command(short_help="How well the watermark holds.")
@click.option("--release", type=FOLDER, help="The release that draws (default: the starter release).")
@click.option("--images", type=FOLDER, help="Pictures without a mark, to count false alarms on.")
@click.option("--count", type=click.IntRange(2), default=100, show_default=True, help="Pictures to draw at each size.")
@click.option("--works", type=click.IntRange(1), default=200, show_default=True, help="Pictures of --images to try.")
@click.option("--json", "file", type=NEW_FILE, help="Where to keep the figures.")
@machine_options
def watermark(
    release: Path | None, images: Path | None, count: int, works: int, file: Path | None, device: str, threads: int
) -> None:
    """Mark drawings, change them as pictures are changed on their way, and look for the mark.

    \b
    Example:
      gen-studio evaluate watermark --release releases/prints --images stores/prints/images

    One half of the drawings are of the release's artworks, the other of random seeds.

    Next: where a rate that matters to you is too low, serve larger pictures.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from gan_api.marks.measuring import drawings_of, evaluate_watermark, table
        from services.collection.releases import STARTER, open_release

        drawings = drawings_of(open_release(release or STARTER), count, use_machine(threads, device), threads)
        report = evaluate_watermark(drawings, sorted(images.iterdir()) if images else [], works)
    tell(table(report), report, file)
