"""A collection is served only where catalogue, index and encoder belong together."""

from contextlib import closing

import numpy as np
import pytest

from search_api.conditions import Condition
from search_api.encoding import QueuedEncoder
from search_api.index.exact import ExactIndex
from search_api.retrieval import Retrieval
from services.collection.catalogue import Catalogue
from tests.search_api.tiny import ENCODER, FEATURES, RELEASE, WORKS, ColourEncoder


def test_parts_of_different_collections_are_refused() -> None:
    queued = QueuedEncoder(ColourEncoder(), 1)
    with closing(Catalogue.from_artworks(WORKS)) as catalogue:
        Retrieval(RELEASE, catalogue, ExactIndex(FEATURES, ENCODER), queued)
        with pytest.raises(ValueError, match="5 works, the index 4"):
            Retrieval(RELEASE, catalogue, ExactIndex(FEATURES[:4], ENCODER), queued)
        with pytest.raises(ValueError, match="made by encoder ffff"):
            Retrieval(RELEASE, catalogue, ExactIndex(FEATURES, "f" * 64), queued)


def test_where_works_are_shown_by_chance_landmarks_come_first() -> None:
    queued = QueuedEncoder(ColourEncoder(), 1)
    with closing(Catalogue.from_artworks(WORKS)) as catalogue:
        retrieval = Retrieval(RELEASE, catalogue, ExactIndex(FEATURES, ENCODER), queued, landmarks=2)
        for shuffle in range(5):
            shown = retrieval.browse("", Condition(), 2, 0, shuffle).items
            assert {work.id for work in shown} == {work.id for work in WORKS[:2]}


def test_a_picture_that_is_read_as_the_index_was_is_its_own_best_match() -> None:
    features = np.random.default_rng(1).random((5, 3)).astype(np.float32)
    index = ExactIndex(features, ENCODER)
    for row in range(5):
        found = index.search(features[row], 1)
        assert found.rows.tolist() == [row]
