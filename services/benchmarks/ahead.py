"""Works made ahead by another process: what makes them in, artworks in their order out, so that two cores are used."""

import multiprocessing
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any

from services.collection.artwork import FIELDS, Artwork

_AT_ONCE = 500
_facts_of = attrgetter(*FIELDS)


def made_ahead(make: Callable[..., Iterator[Artwork]], *told: Any) -> Iterator[Artwork]:
    """The artworks of `make(*told)`, which another process runs; both must be able to travel there.

    Raises what `make` raises; RuntimeError where that process ends otherwise.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, make, told), daemon=True)
    process.start()
    there.close()
    try:
        while (sent := here.recv()) is not None:
            if isinstance(sent, Exception):
                raise sent
            for facts in sent:
                yield Artwork(*facts)
    except EOFError as error:
        raise RuntimeError("the process that reads works ended before its work was done") from error
    finally:
        here.close()
        process.terminate()
        process.join()


def _send(there: Connection, make: Callable[..., Iterator[Artwork]], told: tuple[Any, ...]) -> None:
    try:
        artworks = make(*told)
        while some := [_facts_of(artwork) for artwork in islice(artworks, _AT_ONCE)]:
            there.send(some)
    except Exception as error:  # it belongs to who waits
        there.send(error)
    else:
        there.send(None)
