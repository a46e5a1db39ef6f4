"""Find directions: a generator in; directions that change much of what it draws, or one quality of it, out.

Principal directions after GANSpace (Härkönen et al. 2020): the principal components of the generator's first layer over
many seeds, regressed back to seeds. Directions of an attribute after the linear boundaries of InterFaceGAN (Shen et al.
2020), here by least squares: the attribute of what is drawn, regressed on the seed, and freed from the others as there.
Seeds are drawn from N(0, 1), so that along any unit vector they deviate by one: that is a sigma. The same generator
gives the same directions.

Where works are remembered, the tone alone (see gan_api/model/tone.py) tells what else a seed holds; so directions of
attributes keep to what changes it, at right angles to all works, and what directions do is looked at on works.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from tqdm import tqdm

from gan_api.directions.attributes import ATTRIBUTES, Attribute, Measures, measure
from gan_api.directions.direction import Direction, Effect
from gan_api.directions.naming import earned, named
from gan_api.latent import Floats
from gan_api.model.engine import as_pixels
from gan_api.model.generator import SIZES, Generator
from services.vision.precision import half_precision

_LOOKED_AT = 2.0  # sigmas to each side
_SAME = 0.9  # two directions whose cosine is above this are one
_BATCH = 64
_HELD_BACK = 0.25  # of the seeds that attributes are fitted to
_RIDGE = 0.05  # of the number of seeds: a little less sure of each coefficient than least squares


@dataclass(frozen=True)
class DirectionsPlan:
    """How many principal directions to find, and from how many seeds: of the first layer, fitted, looked at."""

    principal: int = 10
    layer_seeds: int = 6000
    fitted_seeds: int = 3000
    looked_at_seeds: int = 200
    device: str = "cpu"


def find_directions(generator: Generator, plan: DirectionsPlan) -> list[Direction]:
    """Those of attributes, the best explained first, then principal ones, the greatest first."""
    random = np.random.default_rng(0)
    length = generator.config.seed_length
    layer, fitted, looked_at = (
        random.standard_normal((count, length)).astype(np.float32)
        for count in (plan.layer_seeds, plan.fitted_seeds, plan.looked_at_seeds)
    )
    if generator.memory is not None:
        works = generator.memory.keys.cpu().numpy()
        looked_at = works[random.choice(len(works), min(len(works), plan.looked_at_seeds), replace=False)]
    generator = generator.to(plan.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    vectors, explained = principal_vectors(generator, layer, plan.principal)
    # each attribute's direction is looked at freed from the others, and as it is if that is too weak
    most = len(fitted) + 2 * len(looked_at) * (plan.principal + 2 * len(ATTRIBUTES))
    with tqdm(total=most, desc="Looking at pictures", unit="picture") as progress:

        def look(seeds: Floats) -> Measures:
            return np.concatenate([_measured(generator, part, progress.update) for part in _batches(seeds)])

        seen = look(fitted)
        deviations = seen.std(0)

        def looked_at_by(one: Direction) -> Direction:
            return _looked_at(one, looked_at, look, deviations)

        principal = [
            looked_at_by(
                Direction(f"principal-{number}", "", "principal", vector, 1.0, {}, explained=round(float(share), 4))
            )
            for number, (vector, share) in enumerate(zip(vectors, explained, strict=True), 1)
        ]
        attribute = []
        for candidates in _attribute_directions(fitted, seen, generator.tone.only):
            earning = (one for one in map(looked_at_by, candidates) if earned(one))
            attribute += [*itertools.islice(earning, 1)]
    return attribute + named(principal)


def principal_vectors(generator: Generator, seeds: Floats, count: int) -> tuple[Floats, Floats]:
    """Unit vectors (count, 140) of the first layer's principal components, and the share of its variance each explains.

    With a component's coordinates x_k over seeds z, scaled to variance 1, the vector that best says z from them is the
    mean of z x_k.
    """
    device = generator.stem.weight.device
    z = torch.from_numpy(seeds).to(device)
    with torch.inference_mode():
        layer = torch.cat([_first_layer(generator, part) for part in z.split(_BATCH * 8)])
        layer -= layer.mean(0)
        torch.manual_seed(0)  # of the random projection that it begins with
        coordinates, sizes, _ = torch.svd_lowrank(layer, q=4 * count, niter=4)
        vectors = (z.T @ coordinates[:, :count]).T
        vectors /= vectors.norm(dim=1, keepdim=True)
        explained = sizes[:count] ** 2 / (layer**2).sum()
    return vectors.cpu().numpy(), explained.cpu().numpy()


def _first_layer(generator: Generator, seeds: Tensor) -> Tensor:
    """(n, 140) to the activations (n, channels × 16) that everything else is drawn from."""
    x = generator.stem_norm(generator.stem(seeds[:, :, None, None]))
    return functional.glu(x, dim=1).flatten(1)


def _attribute_directions(
    seeds: Floats, seen: Measures, only: Callable[[Tensor], Tensor]
) -> list[tuple[Direction, Direction]]:
    """For each attribute the unit vector along which it grows: freed, so that the others stay, and as it is. Both are
    `only` that part of it.

    Of two attributes that grow along one line the generator knows no difference; the better explained one is kept.
    """
    kept = round(len(seeds) * (1 - _HELD_BACK))
    fitted = [(attribute, *fit(seeds, seen[:, column], kept)) for column, attribute in enumerate(ATTRIBUTES)]
    fitted.sort(key=lambda one: -one[2])
    alone: list[tuple[Attribute, Floats, float]] = []
    for attribute, whole, r2 in fitted:
        part = functional.normalize(only(torch.from_numpy(whole)[None]))
        one = attribute, np.asarray(part[0].numpy(), np.float32), r2
        if all(float(one[1] @ other[1]) < _SAME for other in alone):
            alone.append(one)
    found = []
    for attribute, vector, r2 in alone:
        freed = apart(vector, [other for name, other, _ in alone if name is not attribute])
        plain = Direction(attribute.id, attribute.id.capitalize(), "attribute", vector, 1.0, {}, r2=round(r2, 4))
        found.append((replace(plain, vector=freed), plain))
    return found


def apart(vector: Floats, others: Sequence[Floats]) -> Floats:
    """The unit vector nearest to `vector` at right angles to all `others`, so that theirs stays."""
    if not others:
        return vector
    basis, _ = np.linalg.qr(np.stack(others, axis=1).astype(np.float64))
    rest = vector - basis @ (basis.T @ vector)
    return np.asarray(rest / max(float(np.linalg.norm(rest)), 1e-12), np.float32)


def fit(seeds: Floats, values: NDArray[np.float64], kept: int) -> tuple[Floats, float]:
    """The unit vector (140,) along which `values` grow, by ridge regression on the first `kept` seeds.

    With it R² on the others, of the best straight line over the seeds' places along it.
    """
    z, y = seeds[:kept].astype(np.float64), values[:kept] - values[:kept].mean()
    slope = np.linalg.solve(z.T @ z + _RIDGE * kept * np.eye(z.shape[1]), z.T @ y)
    vector = slope / max(float(np.linalg.norm(slope)), 1e-12)
    along = seeds[kept:] @ vector
    r2 = float(np.corrcoef(along, values[kept:])[0, 1] ** 2) if along.std() > 0 and values[kept:].std() > 0 else 0.0
    return vector.astype(np.float32), r2


def _looked_at(
    one: Direction, seeds: Floats, look: Callable[[Floats], Measures], deviations: NDArray[np.float64]
) -> Direction:
    """The direction with its effects on what `seeds` draw."""
    step = np.float32(_LOOKED_AT * one.sigma) * one.vector
    changes = look(seeds + step) - look(seeds - step)  # (n, attributes)
    effects = {}
    for column, attribute in enumerate(ATTRIBUTES):
        change = float(changes[:, column].mean())
        same_way = np.sign(changes[:, column]) == np.sign(change)
        deviation = max(float(deviations[column]), 1e-9)
        effects[attribute.id] = Effect(round(change, 3), round(change / deviation, 3), round(float(same_way.mean()), 3))
    return replace(one, effects=effects)


def _batches(seeds: Floats) -> Iterator[Floats]:
    for start in range(0, len(seeds), _BATCH):
        yield seeds[start : start + _BATCH]


def _measured(generator: Generator, seeds: Floats, drawn: Callable[[int], object]) -> Measures:
    device = generator.stem.weight.device
    # half precision: a shade more or less is nothing to an average over a picture
    with torch.inference_mode(), half_precision(device):
        pixels = as_pixels(generator(torch.from_numpy(seeds).to(device), SIZES[0]))
    drawn(len(seeds))
    return measure(pixels.cpu().numpy())
