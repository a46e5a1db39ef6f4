"""What a service's process does once its app is loaded."""

import gc

import pytest
from gunicorn.workers.gthread import ThreadWorker

from services.common.worker import OneWorker


def test_what_was_loaded_is_set_apart_so_that_no_full_collection_halts_visitors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[object] = []
    monkeypatch.setattr(ThreadWorker, "load_wsgi", lambda _: loaded.append({"app": loaded}))
    gc.unfreeze()
    try:
        OneWorker.load_wsgi(OneWorker.__new__(OneWorker))
        assert loaded
        assert gc.get_freeze_count() > 1000
        assert not any(one is loaded[0] for one in gc.get_objects())
    finally:
        gc.unfreeze()
