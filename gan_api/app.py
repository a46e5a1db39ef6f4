"""The generator service as a Flask app: a studio in, HTTP out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gan_api.directions.direction import Direction
from gan_api.downloads import Downloads
from gan_api.lending import Lender
from gan_api.marks.credentials import make_credentials
from gan_api.marks.signing import Signer
from gan_api.model.portable import Graph
from gan_api.routes import (
    albums,
    artworks,
    blends,
    compositions,
    directions,
    images,
    inversions,
    jobs,
    lending,
    maps,
    model,
    verify,
    walks,
)
from gan_api.routes.answers import PREFIX
from gan_api.routes.door import Door
from gan_api.settings import GanSettings
from gan_api.studio import Studio
from gan_api.verifying import Verifier
from services.collection.artwork import Artwork
from services.common.jobs import Jobs
from services.common.web import BaseApp, create_base_app

SERVICE = "gan"
MAX_BODY_BYTES = 64 * 1024


@dataclass(frozen=True)
class GanDeps:
    """What the app needs from outside: the studio of one release, who does what takes longer than an answer may, that
    release's model card (Markdown) and works by id, who signs downloads (unless that is given, a certificate for this
    run alone), the directions of its generator, and what makes the files of it that are lent to browsers.
    """

    studio: Studio
    jobs: Jobs
    card: str
    works: Mapping[str, Artwork] = field(default_factory=dict)
    signer: Signer = field(default_factory=lambda: Signer(make_credentials()))
    directions: Sequence[Direction] = ()
    graphs: Callable[[], Sequence[Graph]] | None = None


def create_app(settings: GanSettings, deps: GanDeps) -> BaseApp:
    """Build the app. Nothing is loaded here; wsgi.py hands in what is real, a test what is tiny."""
    app = create_base_app(
        __name__,
        service=SERVICE,
        max_body_bytes=MAX_BODY_BYTES,
        ready=lambda: deps.studio.trouble,
        trusted_proxies=settings.trusted_proxies,
    )
    downloads = Downloads(deps.studio, deps.works, deps.signer)
    for blueprint in (
        model.routes(deps.studio, deps.card),
        images.routes(deps.studio, downloads),
        artworks.routes(deps.studio),
        blends.routes(deps.studio, deps.directions),
        compositions.routes(deps.studio, downloads),
        directions.routes(deps.studio, deps.directions),
        maps.routes(deps.studio),
        walks.routes(deps.studio, deps.jobs),
        inversions.routes(deps.studio, deps.jobs),
        jobs.routes(deps.jobs, settings.max_listeners),
        albums.routes(deps.studio),
        lending.routes(Lender(deps.studio, deps.graphs), deps.studio.release),
        verify.routes(Verifier(deps.studio, deps.signer)),
    ):
        app.register_blueprint(blueprint, url_prefix=PREFIX)
    app.open_door(lambda inner: Door(app, deps.studio, inner, SERVICE))
    app.when_closed(deps.studio.close)
    app.when_closed(deps.jobs.close)
    return app
