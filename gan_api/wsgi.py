"""Build the real generator service: a release's files in, a WSGI app out. Run by gunicorn's factory call."""

from flask import Flask

from gan_api.app import GanDeps, create_app
from gan_api.model.checkpoint import load_generator
from gan_api.model.engine import TorchEngine
from gan_api.settings import GanSettings
from gan_api.studio import Studio
from services.collection.releases import STARTER, Release, open_release, read_artworks, read_seeds
from services.common.cache import MemoryCache
from services.common.logs import configure_logging
from services.common.settings import load_settings


def build(settings: GanSettings, release: Release) -> Flask:
    """Load the release's generator, draw a warm-up image of each size, and only then return the app."""
    engine = TorchEngine(load_generator(release.path("generator.safetensors")), settings.device, settings.threads)
    engine.warm_up()
    ids = [artwork.id for artwork in read_artworks(release)]
    seeds = dict(zip(ids, read_seeds(release), strict=True))
    studio = Studio(release.id, engine, seeds, MemoryCache(settings.cache_mb * 2**20), settings.max_waiting)
    return create_app(settings, GanDeps(studio, release.path("MODEL_CARD.md").read_text(encoding="utf-8")))


def build_from_environment() -> Flask:
    """The service of the release that GAN_RELEASE names, else of the starter release."""
    configure_logging("info")
    settings = load_settings(GanSettings)
    return build(settings, open_release(settings.release or STARTER))
