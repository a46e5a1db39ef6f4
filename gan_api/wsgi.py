"""Build the real generator service: a release's files in, a WSGI app out. Run by gunicorn's factory call."""

from flask import Flask

from gan_api.app import GanDeps, create_app
from gan_api.model.checkpoint import load_generator
from gan_api.model.engine import TorchEngine
from gan_api.settings import GanSettings
from gan_api.studio import Studio
from services.collection.releases import Release, read_artworks, read_seeds
from services.common.cache import MemoryCache


def build(settings: GanSettings, release: Release) -> Flask:
    """Load the release's generator, draw a warm-up image of each size, and only then return the app."""
    engine = TorchEngine(load_generator(release.path("generator.safetensors")), settings.device, settings.threads)
    engine.warm_up()
    ids = [artwork.id for artwork in read_artworks(release)]
    seeds = dict(zip(ids, read_seeds(release), strict=True))
    studio = Studio(release.id, engine, seeds, MemoryCache(settings.cache_mb * 2**20), settings.max_waiting)
    return create_app(GanDeps(studio, release.path("MODEL_CARD.md").read_text(encoding="utf-8")))
