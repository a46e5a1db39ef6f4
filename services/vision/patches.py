"""What an encoder sees place by place: the features of a picture's parts, and which part of the picture they cover."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Patches:
    """`features` (rows, columns, d), whose mean points where the whole picture's features do (nearly, where the
    encoder looks more than once).

    `box` is what they cover: left, top, right and bottom as shares of the picture's width and height.
    """

    features: NDArray[np.float32]
    box: tuple[float, float, float, float]
