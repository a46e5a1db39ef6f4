"""Train our own encoder: a folder of artworks and a teacher in, a ResNet50 out.

The student looks at part of an artwork, its light, colour and sharpness changed, and learns to say what the teacher
(MobileNetV2) says of the same part unchanged: a linear layer on its 2048 features predicts the teacher's 1280,
standardised, by cosine, both at each place of the last map and on the average over all places (Romero et al. 2015,
FitNets; the map says more per picture than the average alone). The linear layer is thrown away; the features stay.
Beside it the student learns to tell each artwork from all others, and where facts are known, these as weak labels.
In the end it is seen which differences between its features mean something, and the others are made to count less.
It begins with small views, of which it sees four times as many in the same time, and its last ones are smaller than
what it will look at, since a part of a picture shows things larger than the whole does (Touvron et al. 2019, FixRes).
"""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from tqdm import tqdm

from services.common.whole_files import whole_file
from services.vision.encoder import load_resnet50, normalise
from services.vision.holdout import left_out
from services.vision.instances import Instances
from services.vision.lessons import NUMBERS, Lessons
from services.vision.mobilenetv2 import load_mobilenetv2
from services.vision.placing import placed
from services.vision.precision import half_precision
from services.vision.resnet50 import FEATURES, STRIDE, ResNet50, folded
from services.vision.squares import load_squares
from services.vision.views import views_of
from services.vision.weak_labels import Facts, WeakLabels
from services.vision.whitening import WHITENING, Whitening, whitening

_STORED_SIDE = 224  # room for crops
_LABELS_WEIGHT = 0.25  # of the weak labels beside the teacher
_INSTANCES_WEIGHT = 0.25  # of telling works apart
_SIDES = ((0.45, 0.4), (0.75, 0.6), (1.0, 0.8))  # until this share of the time, views of this share of the side
_SAVE_EVERY_S = 300.0
_GROUPS = "artist"  # the fact by which works belong together whose differences count less
_WHITENED = 2000  # pictures by whose views is seen what means nothing
_VIEWS = 2
_LEAST_SEEN = 0.55  # share of a picture's side that such a view shows


@dataclass(frozen=True)
class DistillationPlan:
    """Where the pictures are, who teaches, how long. `output` is the encoder's file; if it exists, go on from it.

    `facts` are what is known of the pictures, by the stem of their file's name.
    """

    images: Path
    output: Path
    teacher: Path
    minutes: float = 30.0
    device: str = "cpu"
    batch: int = 32
    side: int = 160
    learning_rate: float = 1e-3
    leave_out: float = 0.1
    random_seed: int = 0
    facts: Mapping[str, Facts] = field(default_factory=dict)


def train_encoder(plan: DistillationPlan) -> None:
    """Train for `plan.minutes` and write `plan.output` (fp16). Raises ValueError where there are too few pictures."""
    torch.manual_seed(plan.random_seed)
    files, squares = load_squares(plan.images, _STORED_SIDE, lambda file: left_out(file, plan.leave_out))
    pictures = torch.from_numpy(squares).to(plan.device)
    if len(pictures) < plan.batch:
        raise ValueError(f"{plan.images} holds {len(pictures)} readable images; at least {plan.batch} are needed")
    lessons = Lessons(placed(load_mobilenetv2(plan.teacher), plan.device), pictures)
    student = load_resnet50(plan.output)[0].requires_grad_(True) if plan.output.exists() else _fresh()
    placed(student, plan.device).train()
    predict = nn.Linear(FEATURES, NUMBERS).to(plan.device)
    labels = WeakLabels([plan.facts.get(file.stem, {}) for file in files]).to(plan.device)
    instances = Instances(len(files), FEATURES).to(plan.device)
    taught = [*student.parameters(), *predict.parameters(), *labels.parameters()]
    steps = torch.optim.AdamW(taught, lr=plan.learning_rate, weight_decay=0.02, fused=True)
    bar = tqdm(
        total=round(plan.minutes * 60), unit="s", desc="encoder", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}"
    )
    earlier_images, earlier_minutes = _earlier(plan.output)
    began = saved = time.monotonic()
    seen, smooth = 0, float("nan")

    def keep(white: Whitening | None = None) -> None:
        spent = earlier_minutes + min((time.monotonic() - began) / 60, plan.minutes)
        save_encoder(student, plan.side, plan.output, earlier_images + seen, spent, plan.leave_out, white)

    for chosen in _order(len(pictures), plan.batch):
        done = (time.monotonic() - began) / (plan.minutes * 60)
        if done >= 1:
            break
        rate = plan.learning_rate * min(1.0, seen / 2000 + 0.05) * (0.02 + 0.98 * math.cos(done * math.pi / 2) ** 2)
        for group in steps.param_groups:
            group["lr"] = rate
        rows = chosen.to(pictures.device)
        views, parts = views_of(pictures[rows], _side_at(done, plan.side))
        with half_precision(views.device):
            last_map = student.stages(normalise(views))[-1]
            said = predict(last_map.flatten(2).transpose(1, 2))  # (n, C, H, W) to (n, HW, C)
        told = lessons.of(rows, parts, last_map.shape[-1])
        features = last_map.float().mean((2, 3))
        loss = _unlike(said.float(), told) + _unlike(said.float().mean(1), told.mean(1))
        loss = loss + _LABELS_WEIGHT * labels(features, chosen) + _INSTANCES_WEIGHT * instances(features, chosen)
        steps.zero_grad(set_to_none=True)
        loss.backward()
        steps.step()
        seen += len(chosen)
        smooth = loss.item() if math.isnan(smooth) else 0.98 * smooth + 0.02 * loss.item()
        bar.n = round(time.monotonic() - began)
        bar.set_postfix_str(f"{seen:,} images, loss {smooth:.3f}")
        if time.monotonic() - saved > _SAVE_EVERY_S:
            keep()
            saved = time.monotonic()
    bar.close()
    keep()
    keep(_whitening(plan, student, pictures, [plan.facts.get(file.stem, {}).get(_GROUPS) for file in files]))


@torch.inference_mode()
def _whitening(plan: DistillationPlan, student: ResNet50, pictures: Tensor, groups: Sequence[str | None]) -> Whitening:
    """By whole pictures and views of some of them, as the finished encoder sees them."""
    network = placed(folded(student), plan.device)

    def seen(rows: Tensor, changed: bool) -> Tensor:
        squares = pictures[rows]
        views = views_of(squares, plan.side, least=_LEAST_SEEN)[0] if changed else _whole(squares, plan.side)
        return F.normalize(network(normalise(views)), dim=1).cpu()

    some = torch.randperm(len(pictures))[:_WHITENED]
    grouped = torch.tensor([row for row, group in enumerate(groups) if group], dtype=torch.long)
    looks = [(some, False), *[(some, True)] * _VIEWS, (grouped, False)]
    total = sum(len(rows) for rows, _ in looks)
    with tqdm(total=total, desc="weighing differences", unit="view") as bar:
        found = []
        for rows, changed in looks:
            parts = []
            for part in rows.split(plan.batch):
                parts.append(seen(part, changed))
                bar.update(len(part))
            found.append(torch.cat(parts) if parts else torch.zeros(0, FEATURES))
    *views, whole = found
    return whitening(torch.stack(views).numpy(), whole.numpy(), [groups[row] or "" for row in grouped.tolist()])


def _whole(pictures: Tensor, side: int) -> Tensor:
    """Squares (n, 3, S, S) uint8 as the encoder looks at them, in [0, 1]: less a sixteenth on each side."""
    edge = pictures.shape[-1] // 16
    inside = pictures[..., edge:-edge, edge:-edge].float() / 255
    return F.interpolate(inside, size=(side, side), mode="bilinear", antialias=True, align_corners=False)


def save_encoder(
    model: ResNet50,
    side: int,
    path: Path,
    images_seen: int = 0,
    minutes: float = 0.0,
    leave_out: float = 0.0,
    white: Whitening | None = None,
) -> None:
    """Write the encoder as fp16; its header says the side it looks at and how long it was trained."""
    weights = {
        key: value.detach().to("cpu", torch.float16).contiguous()
        for key, value in model.state_dict().items()
        if not key.endswith("num_batches_tracked")
    }
    if white is not None:
        weights |= {WHITENING + name: torch.from_numpy(part).half() for name, part in vars(white).items()}
    header = {"format": "gen-studio-encoder/1", "side": str(side)}
    header |= {"leave_out": f"{leave_out:g}"}
    header |= {"images_seen": str(images_seen), "minutes": f"{minutes:.1f}"}
    with whole_file(path) as place:
        save_file(weights, place, metadata=header)


def _earlier(path: Path) -> tuple[int, float]:
    if not path.exists():
        return 0, 0.0
    with safe_open(path, "pt") as file:
        header = file.metadata() or {}
    return int(header.get("images_seen", 0)), float(header.get("minutes", 0))


def _fresh() -> ResNet50:
    model = ResNet50()
    for name, module in model.named_modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        elif isinstance(module, nn.BatchNorm2d) and name.endswith("bn3"):
            nn.init.zeros_(module.weight)  # each block starts as the identity (Goyal et al. 2017)
    return model


def _unlike(said: Tensor, told: Tensor) -> Tensor:
    return 1 - F.cosine_similarity(said, told, dim=-1).mean()


def _order(pictures: int, count: int) -> Iterator[Tensor]:
    """Endless row numbers (count,), shuffled anew each pass."""
    while True:
        yield from (chosen for chosen in torch.randperm(pictures).split(count) if len(chosen) == count)


def _side_at(done: float, side: int) -> int:
    """Pixels of the views after a share `done` of the time: multiples of the network's stride, at the end `side`."""
    share = next(share for end, share in _SIDES if done < end)
    return min(side, max(2 * STRIDE, round(side * share / STRIDE) * STRIDE))
