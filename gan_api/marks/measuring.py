"""How well the watermark holds: drawn pictures and real works in, rates of detection and of false alarms out."""

import io
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan_api import latent
from gan_api.marks.detection import FALSE_POSITIVES, THRESHOLD, Found, detect
from gan_api.marks.embedding import Pixels, watermark
from gan_api.model.checkpoint import load_generator
from gan_api.model.engine import TorchEngine
from gan_api.model.generator import SIZES
from services.collection.releases import GENERATOR, Release, read_seeds
from services.common.images import encode
from services.common.rgb import read_rgb

Change = Callable[[Image.Image], Image.Image]

_CUT = 0.1


def saved(image: Image.Image, kind: str, quality: int) -> Image.Image:
    """The picture after it was saved in a format that loses."""
    file = io.BytesIO()
    image.save(file, kind, quality=quality)
    return Image.open(file).convert("RGB")


def halved(image: Image.Image) -> Image.Image:
    """The picture at half its size."""
    return image.resize((image.width // 2, image.height // 2), Image.Resampling.BICUBIC)


def cut(image: Image.Image) -> Image.Image:
    """The picture without a tenth of its width and height, unevenly from both sides."""
    left, top = round(image.width * _CUT / 3), round(image.height * _CUT * 2 / 3)
    return image.crop((left, top, left + round(image.width * (1 - _CUT)), top + round(image.height * (1 - _CUT))))


def trimmed(image: Image.Image) -> Image.Image:
    """The picture without a tenth on each of its sides."""
    across, down = round(image.width * _CUT), round(image.height * _CUT)
    return image.crop((across, down, image.width - across, image.height - down))


def scaled(image: Image.Image, scale: float) -> Image.Image:
    """The picture at another size."""
    return image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BICUBIC)


CHANGES: Mapping[str, Change] = {
    "as drawn": lambda image: image,
    "JPEG q75": lambda image: saved(image, "JPEG", 75),
    "JPEG q50": lambda image: saved(image, "JPEG", 50),
    "WebP q75": lambda image: saved(image, "WEBP", 75),
    "half size": halved,
    "70 %": lambda image: scaled(image, 0.7),
    "double size": lambda image: scaled(image, 2),
    "10 % cut off": cut,
    "10 % off each side": trimmed,
    "cut, JPEG q75": lambda image: saved(cut(image), "JPEG", 75),
    "half, JPEG q75": lambda image: saved(halved(image), "JPEG", 75),
    "half, cut, JPEG q75": lambda image: saved(halved(cut(image)), "JPEG", 75),
}


def drawings_of(release: Release, count: int, device: str, threads: int) -> list[Pixels]:
    """What a release draws at each size (N, S, S, 3): one half its own artworks' seeds, the other random ones."""
    engine = TorchEngine(load_generator(release.path(GENERATOR)), device, threads)
    kept = read_seeds(release)
    chance = np.random.default_rng(0)
    own = kept[chance.choice(len(kept), min(len(kept), count // 2), replace=False)]
    others = chance.standard_normal((count - len(own), kept.shape[1])).astype(np.float32)
    seeds = np.concatenate([latent.restore(own), others])
    return [engine.draw(seeds, size) for size in SIZES]


def evaluate_watermark(drawings: Sequence[Pixels], files: Sequence[Path], works: int) -> dict[str, Any]:
    """The whole report: each size's drawings, and up to `works` of the files, evenly chosen."""
    chosen = files[:: max(1, len(files) // works)][:works]
    return {
        "threshold": round(THRESHOLD, 2),
        "false_positives_at_most": FALSE_POSITIVES,
        "drawings": [measure_drawings(some) for some in drawings],
        "works": measure_works(read_rgb(file) for file in chosen) if chosen else None,
    }


def measure_drawings(drawings: Pixels) -> dict[str, Any]:
    """(N, S, S, 3) as drawn: what marking costs, in milliseconds and likeness, and how it survives each change."""
    times, likeness, files = [], [], []
    for pixels in drawings:
        began = time.perf_counter()
        marked = watermark(pixels)
        times.append((time.perf_counter() - began) * 1000)
        likeness.append(_psnr(pixels, marked))
        # a change is made to what visitors get: the service's JPEG
        files.append(Image.open(io.BytesIO(encode(marked, "jpg"))).convert("RGB"))
    changes = {name: _rate([detect(change(file)) for file in files]) for name, change in CHANGES.items()}
    return {
        "pictures": len(drawings),
        "size": drawings.shape[1],
        "ms": round(float(np.median(times)), 3),
        "psnr_db": round(float(np.mean(likeness)), 1),
        "psnr_least_db": round(min(likeness), 1),
        "changes": changes,
    }


def measure_works(works: Iterable[Image.Image]) -> dict[str, Any]:
    """Real works, which carry no mark: how many are taken for marked, and how near the others come."""
    scores, times = [], []
    for work in works:
        began = time.perf_counter()
        scores.append(detect(work).score)
        times.append((time.perf_counter() - began) * 1000)
    return {
        "pictures": len(scores),
        "false_alarms": int((np.array(scores) > THRESHOLD).sum()),
        "score_median": round(float(np.median(scores)), 2),
        "score_largest": round(max(scores), 2),
        "ms": round(float(np.median(times)), 1),
    }


def table(report: Mapping[str, Any]) -> str:
    """The report as text: a line for each change, a column for each size."""
    sizes = report["drawings"]
    lines = [f"Detected, % (lowest and median score; the threshold is {report['threshold']}):", ""]
    lines.append(f"{'':22}" + "".join(f"{one['size']:>21} px" for one in sizes))
    for name in CHANGES:
        cells = [one["changes"][name] for one in sizes]
        shown = [f"{100 * cell['detected']:.1f} ({cell['lowest']:.1f}, {cell['median']:.1f})" for cell in cells]
        lines.append(f"{name:22}" + "".join(f"{cell:>24}" for cell in shown))
    for label, key in (("PSNR, dB", "psnr_db"), ("lowest PSNR, dB", "psnr_least_db"), ("ms to mark", "ms")):
        lines.append(f"{label:22}" + "".join(f"{one[key]:>24}" for one in sizes))
    works = report.get("works")
    if works:
        lines += [
            "",
            f"Real works without a mark: {works['pictures']}, taken for marked: {works['false_alarms']}",
            f"Their scores: median {works['score_median']}, largest {works['score_largest']}; {works['ms']} ms each",
        ]
    return "\n".join(lines)


def _rate(found: list[Found]) -> dict[str, float]:
    scores: NDArray[np.float64] = np.array([one.score for one in found])
    return {
        "detected": round(float((scores > THRESHOLD).mean()), 4),
        "lowest": round(float(scores.min()), 2),
        "median": round(float(np.median(scores)), 2),
    }


def _psnr(plain: Pixels, marked: Pixels) -> float:
    error = float(((plain.astype(np.float64) - marked) ** 2).mean())
    return float(10 * np.log10(255**2 / error)) if error else 99.0
