"""All in one process: one release in, one WSGI app out that serves both APIs and the pages."""

from collections.abc import Iterable, Mapping
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.test import Client

from gan_api.naming import release_named_in
from gan_api.settings import GanSettings
from gan_api.wsgi import build as build_gan
from search_api.elsewhere import Draw
from search_api.settings import SearchSettings
from search_api.wsgi import build as build_search
from services.collection.releases import STARTER, Release, open_release, read_artworks
from services.collection.rolling import follow
from services.common.settings import StudioSettings, load_settings
from services.common.spans import send_spans
from services.common.web import BaseApp, readiness
from services.pages import create_pages_app

GAN_PREFIX = "/api/gan/v1"
SEARCH_PREFIX = "/api/search/v1"


def build(settings: StudioSettings) -> WSGIApplication:
    """Open the release, or follow the active one of a store, and build the studio on it.

    Raises SettingsError or ReleaseError, and what the services raise for files that they can't load.
    """
    send_spans("studio")
    if settings.releases:
        return follow(settings.releases, lambda release: build_on(release, settings), release_named_in)
    return build_on(open_release(settings.release or STARTER), settings)


def build_on(release: Release, settings: StudioSettings) -> "Combined":
    """Build both services on a release (their own settings come from GAN_* and SEARCH_*), and the pages."""
    threads, proxies = settings.threads or None, settings.trusted_proxies or None
    gan_settings = load_settings(GanSettings, threads=threads, trusted_proxies=proxies)
    search_settings = load_settings(SearchSettings, trusted_proxies=proxies)
    gan = build_gan(gan_settings, release)
    search = build_search(search_settings, release, draw=drawing_by(gan))
    pages = create_pages_app(
        settings.frontend,
        image_urls=[artwork.image_url for artwork in read_artworks(release)],
        ready=lambda: readiness(gan) or readiness(search),
        trusted_proxies=settings.trusted_proxies,
    )
    return Combined({GAN_PREFIX: gan, SEARCH_PREFIX: search}, pages)


def drawing_by(gan: BaseApp) -> Draw:
    """Ask the generator in this process as if by HTTP."""

    def draw(path: str, visitor: str) -> tuple[int, bytes, str]:
        answer = Client(gan, use_cookies=False).get(path, environ_overrides={"REMOTE_ADDR": visitor})
        return answer.status_code, answer.get_data(), answer.headers.get("Retry-After", "")

    return draw


class Combined:
    """Sends each request to the app whose prefix its path has, with the path as it is; all others to `rest`.

    Werkzeug's DispatcherMiddleware would cut the prefix off, and then a service would need to know where it stands.
    """

    def __init__(self, services: Mapping[str, BaseApp], rest: BaseApp) -> None:
        self._services = services
        self._rest = rest

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        for prefix, service in self._services.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                return service(environ, start_response)
        return self._rest(environ, start_response)

    def close(self) -> None:
        """Close them all."""
        for app in (*self._services.values(), self._rest):
            app.close()
