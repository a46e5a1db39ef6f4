"""A worker: settings in, the jobs that wait in Redis done, until it is asked to stop."""

from prometheus_client import start_http_server

from gan_api.building import studio_of, works_of_release
from gan_api.settings import GanSettings
from services.collection.releases import STARTER, open_release
from services.common.jobs.worker import work_on
from services.common.redis_link import connect_patiently
from services.common.settings import SettingsError


def work(settings: GanSettings, metrics_port: int | None = None) -> None:
    """Load what the release's jobs need, and do them. Raises SettingsError where no Redis is named, and what a release
    that can't be opened raises.
    """
    if settings.redis_url is None:
        raise SettingsError(
            "GAN_REDIS_URL is not set; a worker does the jobs that services hand in there. Without Redis a service "
            "does its own jobs and needs no worker"
        )
    release = open_release(settings.release or STARTER)
    studio = studio_of(settings, release)
    if metrics_port is not None:
        start_http_server(metrics_port)
    try:
        work_on(
            connect_patiently(settings.redis_url),
            works_of_release(settings, release, studio),
            keep_s=settings.keep_jobs_s,
            max_bytes=settings.jobs_mb * 2**20,
        )
    finally:
        studio.close()
