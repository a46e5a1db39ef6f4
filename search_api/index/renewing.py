"""An index out of the one before it: where a new release has most works of the last one, in the same order, those that
went are left out and those that came are added behind. What stays is neither read into memory nor written again: its
files are linked.
"""

import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search_api.index.files import IndexFileError, IndexFiles, add_rows, link_index, open_files, put_index, remove_rows
from search_api.index.keeping import hold

_CHANGED_SHARE = 8
"""Where more than one row in so many went or came since the index was built, it is built anew: rows that went are gone
through for nothing, and for those that came others might be the first axes.
"""

_SEGMENTS = 8  # from so many on as well, as each is gone through by itself
_AT_ONCE = 1024  # rows that are compared at a time, at most


def renew_index(place: Path, before: Path, features: NDArray[np.floating], encoder_sha256: str) -> bool:
    """Write the index of features (n, d) in the folder `place`, where none is yet, from the one in `before`; False
    where that is none, or has too little in common with it.
    """
    renewing = place / ".renewing"
    with hold(before):  # until its files have a second name
        try:
            files = open_files(before, verify=True)
            if files.encoder_sha256 != encoder_sha256 or files.axes.shape[1:] != features.shape[1:]:
                return False
            changed = int(files.removed.sum()) + sum(len(segment.rows) for segment in files.segments[1:])
            room = len(features) // _CHANGED_SHARE - changed
            found = _gone(files, features, room) if len(files.segments) < _SEGMENTS else None
            if found is None or len(found[0]) + len(features) - found[1] > room:
                return False
            link_index(before, renewing)
        except (IndexFileError, OSError):  # not every disk gives files a second name
            return False
    gone, same = found
    if gone:
        remove_rows(renewing, gone)
    if same < len(features):
        add_rows(renewing, features[same:])
    put_index(renewing, place)
    shutil.rmtree(renewing)
    return True


def _gone(files: IndexFiles, features: NDArray[np.floating], most: int) -> tuple[list[int], int] | None:
    """The rows of an index that are not among features (n, d), and how many of those it begins with otherwise; None
    where more than `most` went.
    """
    gone: list[int] = []
    same = start = 0
    for segment in files.segments:
        holes = np.flatnonzero(files.removed[start : start + len(segment.rows)]).tolist()
        for hole, stop in pairwise([-1, *holes, len(segment.rows)]):
            row, size = hole + 1, 1
            while row < stop:
                here = segment.rows.between(row, min(row + size, stop))
                there = features[same : same + len(here)]
                differs = np.flatnonzero((here[: len(there)] != there).any(1))
                alike = int(differs[0]) if len(differs) else len(there)
                row, same, size = row + alike, same + alike, min(2 * size, _AT_ONCE)
                if alike < len(here):
                    gone.append(start + row)
                    row, size = row + 1, 1
                    if len(gone) > most:
                        return None
        start += len(segment.rows)
    return gone, same
