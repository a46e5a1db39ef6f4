"""Build the real search service: a release's files in, a WSGI app out. Run by gunicorn's factory call."""

from collections.abc import Callable
from pathlib import Path
from wsgiref.types import WSGIApplication

from search_api.app import SearchDeps, create_app
from search_api.elsewhere import Draw, Elsewhere, by_http
from search_api.encoding import Encoder, QueuedEncoder
from search_api.index.choosing import index_of
from search_api.index.found import Index
from search_api.index.milvus.engine import MilvusIndex
from search_api.index.milvus.link import MilvusLink
from search_api.retrieval import Retrieval
from search_api.settings import SearchSettings
from services.collection.catalogue import Catalogue
from services.collection.releases import ENCODER, STARTER, Release, iter_artworks, open_release, read_features
from services.collection.rolling import follow
from services.common.fetch import Fetcher
from services.common.folders import cache_folder
from services.common.images import MAX_UPLOAD_BYTES
from services.common.logs import configure_logging
from services.common.settings import load_settings
from services.common.spans import send_spans
from services.common.web import BaseApp
from services.vision.encoder import load_encoder


class WrongEncoderError(ValueError):
    """Pictures would be seen by another encoder than the works were; the message names both and the way out."""


def build(
    settings: SearchSettings,
    release: Release,
    load: Callable[[Path], Encoder] = load_encoder,
    draw: Draw | None = None,
) -> BaseApp:
    """Load catalogue, features and encoder, embed one picture to warm up, and only then return the app.

    `draw` asks a generator of this process; without it, the one of the settings is asked, if there is one.
    Raises ReleaseError, EncoderError or WrongEncoderError.
    """
    features, made_by = read_features(release)
    folder = settings.indexes or cache_folder() / "indexes"
    path = settings.encoder or release.path(ENCODER)
    encoder = load(path)
    if encoder.sha256 != made_by:
        raise WrongEncoderError(
            f"the features of release {release.id} were made by the encoder with SHA-256 {made_by}, but {path} has "
            f"{encoder.sha256}: their numbers can't be compared. Index the works with it and build a release of that "
            f"(gen-studio index --store STORE --encoder {path}, then gen-studio release build), or unset SEARCH_ENCODER"
        )
    queued = QueuedEncoder(encoder, settings.max_waiting)
    queued.warm_up()
    catalogue = Catalogue.from_artworks(iter_artworks(release))
    if draw is None and settings.generator_url:
        draw = by_http(settings.generator_url)
    elsewhere = Elsewhere(Fetcher(settings.hosts, MAX_UPLOAD_BYTES), draw)
    own = index_of(features, made_by, folder, settings.budget_ms or None)
    landmarks = int(release.manifest.get("landmarks", 0))
    if settings.milvus_url is None:
        return create_app(settings, SearchDeps(Retrieval(release.id, catalogue, own, queued, landmarks), elsewhere))
    index = before_milvus(own, settings.milvus_url, release.id, settings)
    app = create_app(settings, SearchDeps(Retrieval(release.id, catalogue, index, queued, landmarks), elsewhere))
    app.when_closed(index.close)
    return app


def before_milvus(own: Index, address: str, release: str, settings: SearchSettings) -> MilvusIndex:
    """The index that asks Milvus, and `own` where that is away or has not this release. Raises MilvusMissing."""
    link = MilvusLink(
        address,
        release,
        len(own),
        token=settings.milvus_token,
        timeout_s=settings.milvus_timeout_ms / 1000,
        breadth=settings.milvus_breadth,
    )
    return MilvusIndex(own, link, checked=settings.milvus_checked)


def build_from_environment() -> WSGIApplication:
    """The service of the active one of SEARCH_RELEASES, or of the one at SEARCH_RELEASE, or of the starter one."""
    configure_logging("info")
    send_spans("search")
    settings = load_settings(SearchSettings)
    if settings.releases:
        return follow(settings.releases, lambda release: build(settings, release))
    return build(settings, open_release(settings.release or STARTER))
