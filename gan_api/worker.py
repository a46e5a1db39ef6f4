"""A worker: settings in, the jobs that wait in Redis done, until it is asked to stop."""

import logging
import os
import signal
import threading
import time

from prometheus_client import start_http_server

from gan_api.building import studio_of, works_of_release
from gan_api.older import by_release
from gan_api.settings import GanSettings
from services.collection.publishing import active_release
from services.collection.releases import STARTER, Release, ReleaseError, open_release
from services.collection.rolling import LOOK_EVERY_S, first_release, store_at
from services.common.blobs import BlobStore
from services.common.jobs.worker import work_on
from services.common.redis_link import connect_patiently
from services.common.settings import SettingsError
from services.common.spans import send_spans
from services.common.stores import open_blobs

_LOG = logging.getLogger("gen_studio.releases")


def work(settings: GanSettings, metrics_port: int | None = None) -> None:
    """Load what the release's jobs need, and do them. Raises SettingsError where no Redis is named, and what a release
    that can't be opened raises.
    """
    if settings.redis_url is None:
        raise SettingsError(
            "GAN_REDIS_URL is not set; a worker does the jobs that services hand in there. Without Redis a service "
            "does its own jobs and needs no worker"
        )
    send_spans("worker")
    store, shelf = None, None
    if settings.releases:
        store, shelf = store_at(settings.releases)
        release = first_release(store, shelf)
    else:
        release = open_release(settings.release or STARTER)
    studio = studio_of(settings, release)
    if shelf is not None:
        shelf.served(release.id)
        shelf.keep({release.id})
    if metrics_port is not None:
        start_http_server(metrics_port)
    if store is not None:
        threading.Thread(target=_end_with, args=(release, store), name="releases", daemon=True).start()

    def other(wanted: str) -> _Other | None:
        if store is None or shelf is None:
            return None
        try:
            return _Other(settings, shelf.fetch(store, wanted))
        except (OSError, ReleaseError) as error:
            _LOG.warning("a job of release %s can't be done by this worker of %s: %s", wanted, release.id, error)
            return None

    try:
        work_on(
            connect_patiently(settings.redis_url),
            by_release(release.id, works_of_release(settings, release, studio), other),
            keep_s=settings.keep_jobs_s,
            max_bytes=settings.jobs_mb * 2**20,
            store=open_blobs(settings.results) if settings.results else None,
        )
    finally:
        studio.close()


class _Other:
    """A studio of another release than this worker's, and who does its jobs."""

    def __init__(self, settings: GanSettings, release: Release) -> None:
        _LOG.info("a job is of release %s, which is opened for it", release.id)
        self._studio = studio_of(settings, release)
        self.works = works_of_release(settings, release, self._studio)

    def close(self) -> None:
        self._studio.close()


def _end_with(release: Release, store: BlobStore) -> None:
    """Ask this process to stop once another release is active; what started it starts it anew, with that one."""
    while True:
        time.sleep(LOOK_EVERY_S)
        try:
            active = active_release(store)
        except (OSError, ReleaseError) as error:
            _LOG.warning("could not see which release is active: %s", error)
            continue
        if active not in {None, release.id}:
            _LOG.info("release %s is active; this worker of %s hands its job back and ends", active, release.id)
            os.kill(os.getpid(), signal.SIGTERM)
            return
