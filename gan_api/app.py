"""The generator service as a Flask app: a studio in, HTTP out."""

from dataclasses import dataclass

from flask import Flask

from gan_api.routes import artworks, blends, images, maps, model
from gan_api.routes.answers import PREFIX
from gan_api.settings import GanSettings
from gan_api.studio import Studio
from services.common.web import create_base_app

MAX_BODY_BYTES = 64 * 1024


@dataclass(frozen=True)
class GanDeps:
    """What the app needs from outside: the studio of one release, and that release's model card (Markdown)."""

    studio: Studio
    card: str


def create_app(settings: GanSettings, deps: GanDeps) -> Flask:
    """Build the app. Nothing is loaded here; wsgi.py hands in what is real, a test what is tiny."""
    app = create_base_app(
        __name__,
        service="gan",
        max_body_bytes=MAX_BODY_BYTES,
        ready=lambda: None,
        trusted_proxies=settings.trusted_proxies,
    )
    for blueprint in (
        model.routes(deps.studio, deps.card),
        images.routes(deps.studio),
        artworks.routes(deps.studio),
        blends.routes(deps.studio),
        maps.routes(deps.studio),
    ):
        app.register_blueprint(blueprint, url_prefix=PREFIX)
    return app
