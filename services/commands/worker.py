"""`gen-studio worker`: jobs that wait in Redis in, films and inversions out."""

import click

from services.commands.failures import plain_errors


@click.command(short_help="Do the jobs of a studio of several pods.")
@click.option("--metrics-port", type=click.IntRange(1, 65535), help="Port for Prometheus (default: none is opened).")
def worker(metrics_port: int | None) -> None:
    """Do, one after another, the jobs (films of walks, inversions) that services hand in through Redis.

    \b
    Example:
      GAN_REDIS_URL=redis://cache:6379/0 GAN_RELEASE=releases/prints gen-studio worker

    It takes the settings of the generator service (GAN_*), and the same release; with GAN_RELEASES it ends, to be
    started anew, when another release becomes the active one. Run as many as there is work for. One
    that is asked to stop hands its job back; one that dies leaves it, and another begins it anew. A studio without
    Redis does its own jobs and needs no worker.
    """
    from gan_api.settings import GanSettings
    from gan_api.worker import work
    from services.collection.releases import ReleaseError
    from services.common.logs import configure_logging
    from services.common.settings import SettingsError, load_settings

    with plain_errors(SettingsError, ReleaseError):
        configure_logging("info")
        work(load_settings(GanSettings), metrics_port)
