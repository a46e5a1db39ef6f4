"""The seed encoder: a picture in, a first guess of the seed that draws it out, for one generator.

As the encoders of Zhu et al. 2016 (iGAN) and Richardson et al. 2021 (pSp), with two differences: it sees 64 px, so that
it costs next to nothing, and its guess is only where the descent begins.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from services.common.whole_files import whole_file
from services.vision.placing import placed

SIGHT = 64
_FORMAT = "gen-studio-seed-encoder/1"
_WIDTHS = (32, 64, 128, 256)


class SeedEncoderError(ValueError):
    """The file is no seed encoder of this generator; the message says why."""


class SeedEncoder(nn.Module):
    """Images (n, 3, S, S) in [-1, 1] → seeds (n, seed_length)."""

    def __init__(self, seed_length: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        inside = 3
        for width in _WIDTHS:  # 64 px to a map of 4 × 4
            layers += [nn.Conv2d(inside, width, 4, 2, 1, bias=False), nn.BatchNorm2d(width), nn.SiLU()]
            layers += [nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.SiLU()]
            inside = width
        self.layers = nn.Sequential(*layers, nn.Flatten(), nn.Linear(inside * 16, 512), nn.SiLU())
        self.seed = nn.Linear(512, seed_length)

    def forward(self, images: Tensor) -> Tensor:
        seen = images
        if images.shape[-1] != SIGHT:
            seen = F.interpolate(
                images.float(), size=(SIGHT, SIGHT), mode="bilinear", antialias=True, align_corners=False
            )
        seeds: Tensor = self.seed(self.layers(seen))
        return seeds


def save_seed_encoder(
    model: SeedEncoder, generator_sha256: str, path: Path, *, images_seen: int = 0, minutes: float = 0.0
) -> None:
    """Write it as fp16; its header names the generator that it belongs to, and how long it learnt."""
    weights = {
        key: value.detach().to("cpu", torch.float16).contiguous()
        for key, value in model.state_dict().items()
        if not key.endswith("num_batches_tracked")
    }
    header = {"format": _FORMAT, "generator": generator_sha256, "seed_length": str(model.seed.out_features)}
    header |= {"images_seen": str(images_seen), "minutes": f"{minutes:.1f}"}
    with whole_file(path) as place:
        save_file(weights, place, metadata=header)


def load_seed_encoder(path: Path, generator_sha256: str, device: str = "cpu") -> SeedEncoder:
    """Read it, frozen. Raises SeedEncoderError where the file is something else, or of another generator."""
    model, header = read_seed_encoder(path)
    if header["generator"] != generator_sha256:
        raise SeedEncoderError(
            f"{path} was trained for the generator {header['generator'][:12]}, not for {generator_sha256[:12]}; "
            "train one for this generator with gen-studio train seed-encoder"
        )
    return placed(model.eval().requires_grad_(False), device)


def read_seed_encoder(path: Path) -> tuple[SeedEncoder, dict[str, str]]:
    """Read that of any generator, and its header. Raises SeedEncoderError where the file is something else."""
    try:
        with safe_open(path, "pt") as file:
            header = file.metadata() or {}
            weights = {key: file.get_tensor(key).float() for key in file.keys()}
    except (OSError, SafetensorError) as error:
        raise SeedEncoderError(f"{path} can't be read as safetensors: {error}") from error
    if header.get("format") != _FORMAT:
        raise SeedEncoderError(f"{path} is no seed encoder ({_FORMAT}); its format is {header.get('format')!r}")
    model = SeedEncoder(int(header["seed_length"]))
    missing, unexpected = model.load_state_dict(weights, strict=False)
    wrong = [key for key in missing if not key.endswith("num_batches_tracked")] + unexpected
    if wrong or not all(torch.isfinite(value).all() for value in weights.values()):
        raise SeedEncoderError(f"{path} is broken: {', '.join(wrong[:4]) or 'it holds NaN or infinite weights'}")
    return model, header
