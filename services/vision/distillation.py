"""Train our own encoder: a folder of artworks and a teacher in, a ResNet50 out.

The student looks at part of an artwork, its light, colour and sharpness changed, and learns to say what the teacher
(MobileNetV2) says of the same part unchanged: a linear layer on its 2048 features predicts the teacher's 1280,
standardised, by cosine, both at each place of the last map and on the average over all places (Romero et al. 2015,
FitNets; the map says more per picture than the average alone). The linear layer is thrown away; the features stay.
Beside it the student learns to tell each artwork from all others, and where facts are known, these as weak labels.
In the end it learns, from what it sees by then, which pictures are to count as alike (`services.vision.likeness`).
Where the teacher is asked at each view, half of what it sees are mixtures of two pictures (`services.vision.lessons`),
which are learnt from the teacher alone. It begins with small views, of which it sees four times as many in the same
time, and its last ones are smaller than what it will look at, since a part of a picture shows things larger than the
whole does (Touvron et al. 2019, FixRes).
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from services.vision.likeness import learn_likeness
from services.vision.mobilenetv2 import load_mobilenetv2
from services.vision.placing import machine, placed
from services.vision.precision import half_precision
from services.vision.resnet50 import FEATURES, STRIDE, ResNet50, folded
from services.vision.squares import load_squares
from services.vision.views import mixed, parts_of, views_of
from services.vision.weak_labels import Facts, WeakLabels
from services.vision.whitening import WHITENING, Whitening

_STORED_SIDE = 224  # room for crops, and what the teacher looks at
_INSTANCES_WEIGHT = 0.25  # of telling works apart
_SIDES = ((0.45, 0.4), (0.75, 0.6), (1.0, 0.8))  # until this share of the time, views of this share of the side
_SAVE_EVERY_S = 300.0
_TELL_EVERY = 16  # steps, on a GPU, which has to finish what it does to tell
_WARM = 60  # steps until the rate is reached


@dataclass(frozen=True)
class DistillationPlan:
    """Where the pictures are, who teaches, how long. `output` is the encoder's file; if it exists, go on from it.

    Without minutes the network is kept as it is, needs no teacher, and only what is alike is learnt anew.
    `facts` are what is known of the pictures, by the stem of their file's name.
    """

    images: Path
    output: Path
    teacher: Path | None
    minutes: float = 30.0
    device: str = "cpu"
    batch: int = 32
    side: int = 160
    learning_rate: float = 1e-3
    leave_out: float = 0.1
    labels_weight: float = 0.25
    """Of the weak labels beside the teacher. In many passes over few pictures they are learnt by heart."""
    asking: bool = False
    """Whether to ask the teacher at each view and of mixtures, not once a picture: where asking is cheap, on a GPU."""
    random_seed: int = 0
    facts: Mapping[str, Facts] = field(default_factory=dict)


def train_encoder(plan: DistillationPlan) -> None:
    """Train for `plan.minutes`, learn what is akin, and write `plan.output` (fp16).

    Raises ValueError where there are too few pictures, or no minutes and no encoder to go on from.
    """
    torch.manual_seed(plan.random_seed)
    if not plan.minutes and not plan.output.exists():
        raise ValueError(f"{plan.output} is not there: without minutes, there must be an encoder that is kept as it is")
    files, squares = load_squares(plan.images, _STORED_SIDE, lambda file: left_out(file, plan.leave_out))
    pictures = torch.from_numpy(squares).to(plan.device)
    if len(pictures) < plan.batch:
        raise ValueError(f"{plan.images} holds {len(pictures)} readable images; at least {plan.batch} are needed")
    facts = [plan.facts.get(file.stem, {}) for file in files]
    student, side = load_resnet50(plan.output) if plan.output.exists() else (_fresh(), plan.side)
    earlier_images, earlier_minutes, trained_on = _earlier(plan.output)
    if plan.minutes:
        side, trained_on = plan.side, machine(plan.device)

    def keep(images: int, minutes: float, white: Whitening | None = None) -> None:
        seen, spent = earlier_images + images, earlier_minutes + minutes
        save_encoder(student, side, plan.output, seen, spent, plan.leave_out, trained_on, white)

    images = _distil(plan, student.requires_grad_(True), pictures, facts, keep) if plan.minutes else 0
    alike = learn_likeness(placed(folded(student), plan.device), side, pictures, facts, plan.batch)
    keep(images, plan.minutes, alike)


def _distil(
    plan: DistillationPlan,
    student: ResNet50,
    pictures: Tensor,
    facts: Sequence[Facts],
    keep: Callable[[int, float], None],
) -> int:
    """Train the student, keep it now and then and in the end, and say how many pictures it saw."""
    if plan.teacher is None:
        raise ValueError("training needs a teacher's weights")
    lessons = Lessons(placed(load_mobilenetv2(plan.teacher), plan.device), pictures)
    placed(student, plan.device).train()
    predict = nn.Linear(FEATURES, NUMBERS).to(plan.device)
    labels = WeakLabels(facts).to(plan.device)
    instances = Instances(len(pictures), FEATURES).to(plan.device)
    taught = [*student.parameters(), *predict.parameters(), *labels.parameters()]
    steps = torch.optim.AdamW(taught, lr=plan.learning_rate, weight_decay=0.02, fused=True)
    bar = tqdm(
        total=round(plan.minutes * 60), unit="s", desc="encoder", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}"
    )
    began = saved = time.monotonic()
    seen, smooth = 0, float("nan")
    for chosen in _order(len(pictures), plan.batch):
        done = (time.monotonic() - began) / (plan.minutes * 60)
        if done >= 1:
            break
        warm = min(1.0, seen / (_WARM * plan.batch) + 0.05)
        rate = plan.learning_rate * warm * (0.02 + 0.98 * math.cos(done * math.pi / 2) ** 2)
        for group in steps.param_groups:
            group["lr"] = rate
        rows = chosen.to(pictures.device)
        views, parts = views_of(pictures[rows], _side_at(done, plan.side))
        whole = len(rows)  # those that are no mixtures
        if plan.asking:
            whole -= whole // 2
            shares = torch.rand(len(rows) - whole, device=views.device)
            shown = parts_of(pictures[rows], parts, _STORED_SIDE)
            shown[whole:], views[whole:] = mixed(shown[whole:], shares), mixed(views[whole:], shares)
        with half_precision(views.device):
            last_map = student.stages(normalise(views))[-1]
            said = predict(last_map.flatten(2).transpose(1, 2))  # (n, C, H, W) to (n, HW, C)
        places = last_map.shape[-1]
        told = lessons.asked(shown, places) if plan.asking else lessons.of(rows, parts, places)
        features = last_map.float().mean((2, 3))
        loss = _unlike(said.float(), told) + _unlike(said.float().mean(1), told.mean(1))
        features, seen_whole = features[:whole], chosen[:whole]
        loss = loss + plan.labels_weight * labels(features, seen_whole)
        loss = loss + _INSTANCES_WEIGHT * instances(features, seen_whole)
        steps.zero_grad(set_to_none=True)
        loss.backward()
        steps.step()
        seen += len(chosen)
        if plan.device == "cpu" or not seen % (_TELL_EVERY * plan.batch):
            smooth = loss.item() if math.isnan(smooth) else 0.98 * smooth + 0.02 * loss.item()
        bar.n = round(time.monotonic() - began)
        bar.set_postfix_str(f"{seen:,} images, loss {smooth:.3f}")
        if time.monotonic() - saved > _SAVE_EVERY_S:
            keep(seen, (time.monotonic() - began) / 60)
            saved = time.monotonic()
    bar.close()
    keep(seen, plan.minutes)
    return seen


def save_encoder(
    model: ResNet50,
    side: int,
    path: Path,
    images_seen: int = 0,
    minutes: float = 0.0,
    leave_out: float = 0.0,
    trained_on: str = "cpu",
    white: Whitening | None = None,
) -> None:
    """Write the encoder as fp16; its header says the side it looks at, and how long and on what it was trained."""
    weights = {
        key: value.detach().to("cpu", torch.float16).contiguous()
        for key, value in model.state_dict().items()
        if not key.endswith("num_batches_tracked")
    }
    if white is not None:
        weights |= {WHITENING + name: torch.from_numpy(part).half() for name, part in vars(white).items()}
    header = {"format": "gen-studio-encoder/1", "side": str(side)}
    header |= {"leave_out": f"{leave_out:g}", "trained_on": trained_on}
    header |= {"images_seen": str(images_seen), "minutes": f"{minutes:.1f}"}
    with whole_file(path) as place:
        save_file(weights, place, metadata=header)


def _earlier(path: Path) -> tuple[int, float, str]:
    """How many images an encoder saw so far, in how many minutes, and on what."""
    if not path.exists():
        return 0, 0.0, "cpu"
    with safe_open(path, "pt") as file:
        header = file.metadata() or {}
    return int(header.get("images_seen", 0)), float(header.get("minutes", 0)), header.get("trained_on", "cpu")


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
