"""Choose the index of a collection: features in, a plain one in memory for small ones, else one on disk out."""

import hashlib
import logging
import shutil
import weakref
from contextlib import ExitStack, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search_api.index.cascade import CascadeIndex
from search_api.index.exact import ExactIndex
from search_api.index.files import IndexFileError, build_index
from search_api.index.found import Index
from search_api.index.keeping import hold, sweep
from search_api.index.renewing import renew_index
from services.common.locks import locked_file

LARGE = 20_000
"""Works from which on the heads pay."""

_LOG = logging.getLogger("gen_studio.index")


def index_of(
    features: NDArray[np.floating], encoder_sha256: str, folder: Path, budget_ms: float | None = None
) -> Index:
    """The index of features (n, d). A large one is built below `folder` at its first use, which takes a minute or so
    for half a million works, and found there again; where the one of another release has most of its works, in seconds
    from that. Those that nobody here uses then go. Its searches end after `budget_ms`, proven or not.
    """
    if len(features) < LARGE:
        return ExactIndex(features, encoder_sha256)
    place = folder / encoder_sha256[:16] / hashlib.sha256(np.ascontiguousarray(features).data).hexdigest()[:16]
    with ExitStack() as held:
        held.enter_context(hold(place))
        place.mkdir(exist_ok=True)
        with locked_file(place / ".building"):  # of several processes, one builds
            try:
                index = CascadeIndex.open(place, verify=True, budget_ms=budget_ms)
            except IndexFileError as error:
                why = str(error)  # the error itself would hold on to this index for as long as a log keeps its record
                _LOG.info("building the index of %s works in %s (%s)", f"{len(features):,}", place, why)
                for left in filter(Path.is_dir, place.iterdir()):  # by a build that was killed, or of what broke
                    shutil.rmtree(left)
                renewed = any(renew_index(place, one, features, encoder_sha256) for one in _others(place))
                sweep(folder)
                if not renewed:
                    build_index(place, features, encoder_sha256)
                index = CascadeIndex.open(place, budget_ms=budget_ms)
        weakref.finalize(index, held.pop_all().close)
        return index


def _others(place: Path) -> list[Path]:
    """The folders of other indexes of the same encoder, the latest first."""
    made: list[tuple[float, Path]] = []
    for told in place.parent.glob("*/index.json"):
        with suppress(FileNotFoundError):  # another process may be sweeping
            made.append((told.stat().st_mtime, told.parent))
    return [folder for _, folder in sorted(made, reverse=True) if folder != place]
