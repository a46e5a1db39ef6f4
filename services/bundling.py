"""From a store to a release: the works that have both features and a seed, checked to belong together."""

from pathlib import Path

import numpy as np

from gan_api.directions.file import read_directions
from gan_api.inversion.run import REPORT, KeptInversions, read_inversions
from gan_api.inversion.seed_encoder import load_seed_encoder
from services.cards import model_card
from services.collection.features import read_store_features
from services.collection.releases import Release, build_release
from services.collection.store import read_store
from services.common.hashes import sha256_of

CLOSE = 0.2
"""Unlikeness, as the starter's encoder sees it, up to which a landmark is recognised at once; what is dark or plain
comes as near without being it."""


class BundlingError(ValueError):
    """The parts do not belong together, or one is missing; the message says which, and the next step."""


def release_of_store(
    store: Path,
    generator: Path,
    encoder: Path,
    training: Path,
    out: Path,
    created: str,
    directions: Path | None = None,
    seed_encoder: Path | None = None,
    judged: Path | None = None,
) -> Release:
    """Build the release of a store at `out`, its model card from the run's records.

    Works stand in the store's order, those that the generator remembers and draws closely before the others.

    `training` is the training.json that the generator's run left, `directions` the file of gen-studio train directions,
    `seed_encoder` that of gen-studio train seed-encoder, `judged` that of gen-studio evaluate encoder. Raises
    BundlingError, ReleaseError, DirectionsError, SeedEncoderError, or ValueError where another encoder was judged.
    """
    features = read_store_features(store)
    if features.encoder_sha256 != sha256_of(encoder):
        raise BundlingError(
            f"the features in {store} were made by another encoder than {encoder}; run gen-studio index"
        )
    try:
        seeds, generator_sha256 = read_inversions(store / "inversions")
    except FileNotFoundError as error:
        raise BundlingError(f"{store} has no inversions; make them with gen-studio invert") from error
    if generator_sha256 != sha256_of(generator):
        raise BundlingError(f"the seeds in {store} belong to another generator than {generator}; run gen-studio invert")
    if directions is not None:
        read_directions(directions, generator_sha256)
    if seed_encoder is not None:
        load_seed_encoder(seed_encoder, generator_sha256)
    rows = dict(zip(features.ids, features.rows, strict=True))
    stored = read_store(store)
    works = [kept.artwork for kept in stored if kept.work and kept.artwork.id in rows and kept.artwork.id in seeds]
    if not works:
        raise BundlingError(
            f"no work in {store} has both features and a seed; run gen-studio index and gen-studio invert"
        )
    kept_seeds = KeptInversions(store / "inversions", generator_sha256)
    close = {work for work in kept_seeds.landmarks if kept_seeds.losses.get(work, np.inf) <= CLOSE}
    works.sort(key=lambda work: work.id not in close)
    landmarks = sum(work.id in close for work in works)
    records = (training, encoder, store / "inversions" / REPORT, seed_encoder, judged)
    return build_release(
        out,
        generator=generator,
        encoder=encoder,
        artworks=works,
        seeds=np.stack([seeds[work.id] for work in works]),
        features=np.stack([rows[work.id] for work in works]),
        card=model_card(stored, works, landmarks, *records),
        created=created,
        directions=directions,
        seed_encoder=seed_encoder,
        landmarks=landmarks,
    )
