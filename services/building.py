"""From ingested works to a release, step by step: looks, features, seeds, and the release with its card.

Each step goes on where it was stopped, and is skipped where what it reads has not changed. `said` is told of each.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from gan_api.inversion.run import REPORT, InversionPlan, KeptInversions, invert_works, read_inversions
from services.bundling import release_of_store
from services.collection.features import index_store
from services.collection.manifests import MANIFEST
from services.collection.releases import FEATURES, Release, ReleaseError, open_release
from services.collection.selection import select_works
from services.collection.store import CATALOGUE, ENRICHMENT, read_store
from services.collection.withheld import LIST
from services.common.hashes import sha256_of
from services.common.whole_files import whole_file
from services.enriching import enrich_store
from services.vision.encoder import load_encoder

STEPS = ("looks", "features", "seeds", "release")
INVERSIONS = "inversions"
FIRST_SEEDS = 500
"""Works that get a seed where none has one: some evening of a laptop, not some days."""

_BUILT = "built.json"
_BEGUN = "begun.json"  # whose seeds are being found, until all are

Progress = Callable[[str, int, int], None]  # (step, done, total)
Said = Callable[[str, str], None]  # (step, what became of it)


@dataclass(frozen=True)
class BuildPlan:
    """What to build from what. `works` is how many are to have a seed; None: those that have one, else FIRST_SEEDS."""

    store: Path
    generator: Path
    encoder: Path
    training: Path
    out: Path
    created: str
    directions: Path | None = None
    works: int | None = None
    inversion_steps: int = 40
    batch: int = 16
    device: str = "cpu"
    seed_encoder: Path | None = None
    judged: Path | None = None


def build(plan: BuildPlan, progress: Progress, said: Said) -> Release:
    """Do what is missing, and then the release. Raises what its steps raise, such as StoreError and BundlingError."""
    said("looks", _looks(plan, progress))
    said("features", _features(plan, progress))
    said("seeds", _seeds(plan, progress))
    release, what = _release(plan, progress)
    said("release", what)
    return release


def _looks(plan: BuildPlan, progress: Progress) -> str:
    report = enrich_store(plan.store, None, lambda done, total: progress("looks", done, total))
    left_out = f", {len(report.left_out):,} can't be read" if report.left_out else ""
    return f"{report.works:,} works, {report.new:,} of them anew{left_out}"


def _features(plan: BuildPlan, progress: Progress) -> str:
    before = _hash(plan.store / FEATURES)
    encoder = load_encoder(plan.encoder, torch.get_num_threads())
    report = index_store(plan.store, encoder, lambda done, total: progress("features", done, total))
    return (
        f"{report.works:,} works, {'as they were' if _hash(plan.store / FEATURES) == before else 'brought up to date'}"
    )


def _seeds(plan: BuildPlan, progress: Progress) -> str:
    """Seeds of works that lack one. Those of another generator are left as they are, for the release to refuse."""
    folder = plan.store / INVERSIONS
    kept = {stored.artwork.id: stored for stored in read_store(plan.store) if stored.work}
    had: set[str] = set()
    if (folder / REPORT).exists():
        seeds, generator = read_inversions(folder)
        if generator != sha256_of(plan.generator):
            return f"{len(seeds):,} works, of another generator"
        had = set(seeds) & set(kept)
    artworks = [stored.artwork for stored in kept.values()]
    begun = folder / _BEGUN
    if plan.works is not None:
        more = [work.id for work in select_works(artworks, plan.works) if work.id not in had]
        wanted = had | set(more[: max(0, plan.works - len(had))])
    elif begun.exists():  # a run was stopped
        wanted = had | set(json.loads(begun.read_text("utf-8"))) & set(kept)
    else:
        wanted = had or {work.id for work in select_works(artworks, FIRST_SEEDS)}
    missing = wanted - had
    others = len(kept) - len(wanted)
    rest = f"; {others:,} have none, and so are not shown: --count {len(kept)} gives one to all" if others else ""
    if not missing and KeptInversions(folder, sha256_of(plan.generator)).encoder_sha256 == sha256_of(plan.encoder):
        begun.unlink(missing_ok=True)
        return f"{len(had):,} works, as they were{rest}"
    progress("seeds", len(had), len(wanted))  # it takes a while until the first are found
    with whole_file(begun) as partial:
        partial.write_text(json.dumps(sorted(wanted)), "utf-8")
    losses = invert_works(
        InversionPlan(
            works=[(work.id, plan.store / kept[work.id].file) for work in artworks if work.id in wanted],
            output=folder,
            generator=plan.generator,
            encoder=plan.encoder,
            steps=plan.inversion_steps,
            batch=plan.batch,
            device=plan.device,
            seed_encoder=plan.seed_encoder,
        ),
        lambda done, total: progress("seeds", done, total),
    )
    begun.unlink()
    done = f"{len(missing):,} of them anew" if missing else "compared anew, as the encoder is another one"
    return f"{len(losses):,} works, {done}{rest}"


def _release(plan: BuildPlan, progress: Progress) -> tuple[Release, str]:
    """The release, unless the one in its place was made of the very same files."""
    inputs, record = _inputs(plan), plan.store / _BUILT
    place = str(plan.out.resolve())
    built: dict[str, dict[str, str]] = json.loads(record.read_text("utf-8")) if record.exists() else {}
    if built.get(place, {}).get("inputs") == inputs and (plan.out / MANIFEST).exists():
        try:
            found = open_release(plan.out)
        except ReleaseError:
            pass  # it was broken since, so it is built anew
        else:
            if found.id == built[place]["release"]:
                return found, f"{found.id}, as it was"
    progress("release", 0, 1)
    made = release_of_store(
        plan.store,
        plan.generator,
        plan.encoder,
        plan.training,
        plan.out,
        plan.created,
        plan.directions,
        plan.seed_encoder,
        plan.judged,
    )
    with whole_file(record) as partial:
        partial.write_text(json.dumps(built | {place: {"inputs": inputs, "release": made.id}}, indent=2), "utf-8")
    progress("release", 1, 1)
    return made, f"{made.id}, new"


def _inputs(plan: BuildPlan) -> str:
    """One hash over all files that a release is made of."""
    names = (CATALOGUE, ENRICHMENT, LIST, FEATURES, f"{INVERSIONS}/{REPORT}", f"{INVERSIONS}/seeds.safetensors")
    networks = (plan.generator, plan.encoder, plan.training, plan.directions, plan.seed_encoder, plan.judged)
    files = [*(plan.store / name for name in names), *networks]
    return hashlib.sha256("\n".join(_hashes(files)).encode()).hexdigest()


def _hashes(files: list[Path | None]) -> Iterator[str]:
    for path in files:
        yield _hash(path) if path is not None else ""


def _hash(path: Path) -> str:
    return sha256_of(path) if path.is_file() else ""
