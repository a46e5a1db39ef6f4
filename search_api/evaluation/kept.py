"""What an evaluation has seen already: pictures and a network in, features out, kept so that a stopped run goes on."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tqdm import tqdm

from services.common.rgb import read_rgb
from services.common.whole_files import whole_file
from services.vision.sights import Sight
from services.vision.threads import side_by_side

_AT_ONCE = 64  # pictures in a file of features: no more is lost where a run is stopped


def features_of(pictures: Sequence[Image.Image], sight: Sight, name: str, keep: Path | None) -> NDArray[np.floating]:
    """(n, d) what `sight` sees of pictures. What is kept in the folder `keep` is not looked at again."""
    parts = []
    with tqdm(total=len(pictures), desc=name, unit="picture", leave=False) as bar:
        for start in range(0, len(pictures), _AT_ONCE):
            some = pictures[start : start + _AT_ONCE]
            file = keep / f"features-{_key(some, sight)}.npy" if keep and sight.sha256 else None
            if not sight.sha256:  # no network
                rows = np.stack([sight.look(picture) for picture in some])
            elif file is not None and file.exists():
                rows = np.load(file)
            else:
                rows = np.stack([*side_by_side(sight.look, some)])
                if file is not None:
                    with whole_file(file) as partial, partial.open("wb") as into:
                        np.save(into, rows)
            parts.append(rows)
            bar.update(len(some))
    return np.concatenate(parts)


def kept_picture(make: Callable[[], Image.Image], name: str, keep: Path | None) -> Image.Image:
    """The picture of that name in `keep`, made and put there where it isn't."""
    file = keep / f"{name}.png" if keep else None
    if file is not None and file.exists():
        return read_rgb(file)
    picture = make()
    if file is not None:
        with whole_file(file) as partial:
            picture.save(partial, "PNG")
    return picture


def _key(pictures: Sequence[Image.Image], sight: Sight) -> str:
    told = hashlib.sha256(sight.sha256.encode())
    for picture in pictures:
        told.update(f"{picture.mode} {picture.size}".encode() + picture.tobytes())
    return told.hexdigest()[:32]
