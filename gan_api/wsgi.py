"""Build the real generator service: a release's files in, a WSGI app out. Run by gunicorn's factory call."""

from functools import partial
from wsgiref.types import WSGIApplication

from gan_api.app import GanDeps, create_app
from gan_api.building import graphs_of, jobs_of, studio_of
from gan_api.directions.direction import Direction
from gan_api.directions.file import read_directions
from gan_api.marks.credentials import Credentials, kept_credentials, read_credentials
from gan_api.marks.signing import Signer
from gan_api.model.ownership import own_for_good
from gan_api.naming import release_named_in
from gan_api.settings import GanSettings
from services.collection.releases import CARD, DIRECTIONS, STARTER, Release, open_release, read_artworks
from services.collection.rolling import follow
from services.common import stopping
from services.common.folders import data_folder
from services.common.logs import configure_logging
from services.common.settings import SettingsError, load_settings
from services.common.spans import send_spans
from services.common.web import BaseApp


def build(settings: GanSettings, release: Release) -> BaseApp:
    """Load the release's generator, draw a warm-up image of each size, and only then return the app.

    Raises DeviceTaken where another process draws on the same GPU.
    """
    studio = studio_of(settings, release)
    works = {artwork.id: artwork for artwork in read_artworks(release)}
    card = release.path(CARD).read_text(encoding="utf-8")
    jobs = jobs_of(settings, release, studio)
    signer = Signer(credentials_of(settings))
    graphs = partial(graphs_of, release)
    app = create_app(settings, GanDeps(studio, jobs, card, works, signer, directions_of(release), graphs))
    app.when_closed(stopping.then(jobs.close))
    return app


def directions_of(release: Release) -> tuple[Direction, ...]:
    """The directions of a release's generator, none where it has no file of them. Raises DirectionsError."""
    if DIRECTIONS not in release.manifest["files"]:
        return ()
    return read_directions(release.path(DIRECTIONS), release.manifest["generator_sha256"])


def credentials_of(settings: GanSettings) -> Credentials:
    """Who signs downloads: as set, or else a development certificate. Raises SettingsError, CredentialsError."""
    if (settings.c2pa_certificate is None) != (settings.c2pa_key is None):
        raise SettingsError("GAN_C2PA_CERTIFICATE and GAN_C2PA_KEY go together; set both or neither")
    if settings.c2pa_certificate is not None and settings.c2pa_key is not None:
        return read_credentials(settings.c2pa_certificate, settings.c2pa_key)
    return kept_credentials(settings.c2pa_folder or data_folder())


def build_from_environment() -> WSGIApplication:
    """The service of the active release of GAN_RELEASES, or of the one at GAN_RELEASE, else of the starter release."""
    configure_logging("info")
    send_spans("gan")
    settings = load_settings(GanSettings)
    if settings.device == "cpu":
        own_for_good(settings.device)  # services may share a CPU, but not several workers of this one
    if settings.releases:
        return follow(settings.releases, lambda release: build(settings, release), release_named_in)
    return build(settings, open_release(settings.release or STARTER))
