"""Which pictures an encoder is not trained on, so that it can be judged on them: a picture's name in, yes or no out."""

import hashlib
from pathlib import Path


def left_out(picture: Path, share: float) -> bool:
    """Whether a picture belongs to the `share` (0 to 1) that is left out.

    It depends on the file's name alone, so that training and evaluation agree whatever else the folder holds.
    """
    number = int.from_bytes(hashlib.sha256(picture.stem.encode()).digest()[:8], "big")
    return number < share * 2**64
