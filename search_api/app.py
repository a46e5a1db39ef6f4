"""The search service as a Flask app: a collection to retrieve from in, HTTP out."""

from dataclasses import dataclass

from search_api.elsewhere import Elsewhere
from search_api.retrieval import Retrieval
from search_api.routes import artworks, collection, conditions, elsewhere, kin, similar, why
from search_api.routes.answers import PREFIX
from search_api.settings import SearchSettings
from services.common.images import MAX_UPLOAD_BYTES
from services.common.web import BaseApp, create_base_app

# two pictures are compared at most, and a form around them takes some bytes of its own
MAX_BODY_BYTES = 2 * MAX_UPLOAD_BYTES + 64 * 1024


@dataclass(frozen=True)
class SearchDeps:
    """What the app needs from outside: the catalogue, index and encoder of one release, as their use cases, and where
    pictures come from that nobody sends.
    """

    retrieval: Retrieval
    elsewhere: Elsewhere


def create_app(settings: SearchSettings, deps: SearchDeps) -> BaseApp:
    """Build the app. Nothing is loaded here; wsgi.py hands in what is real and warm, a test what is tiny."""
    app = create_base_app(
        __name__,
        service="search",
        max_body_bytes=MAX_BODY_BYTES,
        ready=lambda: None,
        trusted_proxies=settings.trusted_proxies,
    )
    for blueprint in (
        artworks.routes(deps.retrieval),
        similar.routes(deps.retrieval),
        kin.routes(deps.retrieval),
        elsewhere.routes(deps.retrieval, deps.elsewhere),
        why.routes(deps.retrieval, deps.elsewhere),
        collection.routes(deps.retrieval),
        conditions.routes(deps.retrieval),
    ):
        app.register_blueprint(blueprint, url_prefix=PREFIX)
    return app
