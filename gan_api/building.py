"""Build what the generator service and its workers share: settings and a release's files in, real parts out."""

import torch

from gan_api import latent
from gan_api.batching import Batcher
from gan_api.inversion.invert import Inverter
from gan_api.inversion.seed_encoder import SeedEncoder, load_seed_encoder
from gan_api.limits import BucketLimiter, Limiter, SharedLimiter
from gan_api.model.checkpoint import load_generator
from gan_api.model.choosing import choose
from gan_api.model.generator import SIZES
from gan_api.model.ownership import own_for_good
from gan_api.model.portable import Graph, portable
from gan_api.pacing import measure
from gan_api.settings import GanSettings
from gan_api.studio import Studio
from gan_api.works import works_of
from services.collection.releases import ENCODER, GENERATOR, SEED_ENCODER, Release, read_artworks, read_seeds
from services.common.blob_cache import SLOW_S, BlobCache
from services.common.cache import Cache, MemoryCache
from services.common.jobs import JobPool, Jobs, Works
from services.common.jobs.queued import QueuedJobs
from services.common.redis_link import Link, connect
from services.common.shared_cache import SharedCache
from services.common.stores import open_blobs
from services.vision.encoder import load_resnet50
from services.vision.placing import placed

_STARTS = 64  # seeds of artworks that are tried as starts of an inversion: four times as many found nothing nearer


def studio_of(settings: GanSettings, release: Release) -> Studio:
    """A studio on the release's generator, warmed up. Raises DeviceTaken."""
    if settings.device != "cpu":  # which several services may share
        own_for_good(settings.device)
    checkpoint = load_generator(release.path(GENERATOR), settings.device)
    engine = choose(settings.engine, checkpoint, settings.device, settings.threads)
    ids = [artwork.id for artwork in read_artworks(release)]
    seeds = dict(zip(ids, read_seeds(release), strict=True))
    together = settings.max_batch if engine.lanes == 1 else 1  # where there are lanes, a batch waits for its slowest
    batcher = Batcher(
        engine,
        measure(engine, SIZES, together),
        max_waiting=settings.max_waiting,
        max_delay_s=settings.max_delay_ms / 1000,
        deadline_s=settings.deadline_ms / 1000,
    )
    return Studio(release.id, engine, seeds, cache_of(settings), batcher, limiter_of(settings))


def graphs_of(release: Release) -> tuple[Graph, ...]:
    """What is lent to browsers. Raises ImportError where the packages for it are not installed."""
    return portable(load_generator(release.path(GENERATOR)))


def works_of_release(settings: GanSettings, release: Release, studio: Studio) -> Works:
    """Who does which kind of job. Inversions load their networks when the first of them is ordered."""

    def inverter() -> Inverter:
        generator = load_generator(release.path(GENERATOR), settings.device).generator
        encoder = placed(load_resnet50(release.path(ENCODER))[0], settings.device)
        # other works' seeds are better starts than random ones, and some are drawn in a second or two
        known = torch.from_numpy(latent.restore(read_seeds(release)[:_STARTS]))
        return Inverter(generator, encoder, guess_of(release, settings.device), bank=0, known=known)

    return works_of(studio, inverter)


def guess_of(release: Release, device: str) -> SeedEncoder | None:
    """The seed encoder of a release's generator, if it has one. Raises SeedEncoderError."""
    if SEED_ENCODER not in release.manifest["files"]:
        return None
    return load_seed_encoder(release.path(SEED_ENCODER), release.manifest["generator_sha256"], device)


def jobs_of(settings: GanSettings, release: Release, studio: Studio) -> Jobs:
    """Who keeps jobs: Redis and its workers, where there is one, else this process."""
    if settings.redis_url is not None:
        store = open_blobs(settings.results, patient=False) if settings.results else None
        return QueuedJobs(
            connect(settings.redis_url), max_waiting=settings.max_jobs, keep_s=settings.keep_jobs_s, store=store
        )
    return JobPool(
        works_of_release(settings, release, studio),
        threads=settings.job_threads,
        max_waiting=settings.max_jobs,
        max_bytes=settings.jobs_mb * 2**20,
        keep_s=settings.keep_jobs_s,
        names=f"{release.id}.",  # jobs in Redis are every release's
    )


def cache_of(settings: GanSettings) -> Cache:
    """Where pictures are kept: this process' memory, behind it Redis and then a store of renderings, if there are."""
    cache: Cache = MemoryCache(settings.cache_mb * 2**20)
    if settings.redis_url is not None:
        cache = SharedCache(cache, Link(connect(settings.redis_url)))
    if settings.renderings is not None:
        cache = BlobCache(cache, open_blobs(settings.renderings, slow_s=SLOW_S))
    return cache


def limiter_of(settings: GanSettings) -> Limiter:
    """Who counts what clients have had: Redis for all pods, where there is one, else this process for itself."""
    if settings.redis_url is None or not settings.rate_per_minute:
        return BucketLimiter(settings.rate_per_minute)
    return SharedLimiter(settings.rate_per_minute, Link(connect(settings.redis_url)))
