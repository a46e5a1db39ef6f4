"""`gen-studio release`: what was trained, indexed and inverted in, one immutable and hashed release out."""

from datetime import UTC, datetime
from pathlib import Path

import click

from services.commands.failures import plain_errors
from services.commands.options import FILE, FOLDER, NEW_FOLDER, machine_options, use_machine

_STORE = click.option(
    "--in",
    "address",
    required=True,
    envvar="STUDIO_RELEASES",
    help="Store of releases: a folder, azure://container (by AZURE_STORAGE_CONNECTION_STRING), or "
    "https://account.blob.core.windows.net/container (by managed identity). Or STUDIO_RELEASES.",
)


@click.group(short_help="Build a release, show what is in one, publish it, switch to it and back.")
def release() -> None:
    """A release is all that the services serve: generator, encoder, catalogue, seeds, features, and a model card."""


@release.command(short_help="From ingested works to a release, in one go.")
@click.option("--store", type=FOLDER, required=True, help="A store made by gen-studio ingest.")
@click.option("--generator", type=FILE, required=True, help="The generator, with which works are or will be inverted.")
@click.option("--encoder", type=FILE, required=True, help="The encoder, by which works are or will be indexed.")
@click.option("--training", type=FILE, required=True, help="The training.json that the generator's run left.")
@click.option("--directions", type=FILE, help="The generator's directions, from gen-studio train directions.")
@click.option(
    "--count", type=click.IntRange(1), help="So many works get a seed, a balanced choice (default: see below)."
)
@click.option("--steps", type=click.IntRange(1, 10_000), default=40, show_default=True, help="Steps per seed.")
@click.option("--batch", type=click.IntRange(1, 512), default=16, show_default=True, help="Works inverted at a time.")
@click.option(
    "--seed-encoder", type=FILE, help="From gen-studio train seed-encoder: where inversions begin, visitors' too."
)
@click.option("--judged", type=FILE, help="The --json of gen-studio evaluate encoder, for the model card.")
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder to write.")
@machine_options
def build(
    store: Path,
    generator: Path,
    encoder: Path,
    training: Path,
    directions: Path | None,
    count: int | None,
    steps: int,
    batch: int,
    seed_encoder: Path | None,
    judged: Path | None,
    out: Path,
    device: str,
    threads: int,
) -> None:
    """Do for the works of a store what was not done yet, one step after the other: looks (gen-studio enrich), features
    (gen-studio index), seeds (gen-studio invert), and the release with its model card.

    \b
    Example:
      gen-studio release build --store stores/prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors --training training/prints/training.json --out releases/prints

    A step whose inputs have not changed is skipped; one that was stopped goes on. Seeds take longest, some seconds each
    without a GPU, and only works with a seed are shown. Without --count, the works that have seeds keep them, and where
    none has, a balanced choice of 500 get one; more can be added at any time by a larger --count. Files that don't
    belong together are refused: seeds of another generator are not touched. Pictures of works stay in the store;
    withheld works are in no part of the release.

    Next: gen-studio up --release releases/prints
    """
    with plain_errors(ValueError, OSError):
        from tqdm import tqdm

        from services.building import STEPS, BuildPlan
        from services.building import build as build_all

        plan = BuildPlan(
            store=store,
            generator=generator,
            encoder=encoder,
            training=training,
            out=out,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            directions=directions,
            works=count,
            inversion_steps=steps,
            batch=batch,
            device=use_machine(threads, device),
            seed_encoder=seed_encoder,
            judged=judged,
        )
        bar = tqdm(unit="work", leave=False)

        def place(step: str) -> str:
            return f"{STEPS.index(step) + 1}/{len(STEPS)} {step}"

        def progress(step: str, done: int, total: int) -> None:
            nonlocal bar
            if bar.desc != place(step):
                bar.close()
                # what was there already says nothing of how long the rest takes
                bar = tqdm(total=total, initial=done, desc=place(step), unit="work", leave=False)
            bar.total = total
            bar.update(done - bar.n)

        try:
            made = build_all(plan, progress, lambda step, what: tqdm.write(f"{place(step):<12} {what}"))
        finally:
            bar.close()
    click.echo(f"Release {made.id} with {made.manifest['artworks']:,} works is in {out}.")


@release.command(short_help="Check a release and say what is in it.")
@click.argument("folder", type=FOLDER)
def show(folder: Path) -> None:
    """Check every hash of the release in FOLDER, and list its files.

    \b
    Example:
      gen-studio release show releases/prints
    """
    with plain_errors(ValueError, OSError):
        from services.collection.releases import open_release

        found = open_release(folder)
    click.echo(
        f"Release {found.id}, {found.manifest['artworks']:,} works, made {found.manifest.get('created')}. Unbroken."
    )
    for name, known in sorted(found.manifest["files"].items()):
        click.echo(f"  {known['bytes'] / 2**20:8.2f} MiB  {known['sha256'][:12]}  {name}")


@release.command(short_help="Send a release to a store.")
@click.argument("folder", type=FOLDER)
@_STORE
def publish(folder: Path, address: str) -> None:
    """Send the release in FOLDER to a store of releases, by the hashes of its files; what is there is not sent again.

    \b
    Example:
      gen-studio release publish releases/prints --in azure://releases

    Next: gen-studio release activate.
    """
    with plain_errors(ValueError, OSError):
        from tqdm import tqdm

        from services.collection.publishing import publish as send
        from services.collection.releases import open_release
        from services.common.stores import open_blobs

        found = open_release(folder)
        with tqdm(desc="publishing", unit="B", unit_scale=True, leave=False) as bar:

            def told(name: str, done: int, total: int) -> None:
                bar.total = total
                bar.set_postfix_str(name)
                bar.update(done - bar.n)

            send(found, open_blobs(address), told)
    click.echo(f"Release {found.id} is in {address}.")


@release.command("list", short_help="Show the releases of a store.")
@_STORE
def list_(address: str) -> None:
    """List the releases of a store, newest first; * marks the active one.

    \b
    Example:
      gen-studio release list --in azure://releases

    Next: gen-studio release activate.
    """
    with plain_errors(ValueError, OSError):
        from services.collection.publishing import published
        from services.common.stores import open_blobs

        found = published(open_blobs(address))
    for one in found:
        mark = "*" if one.active else " "
        click.echo(f"{mark} {one.id}  {one.created}  {one.artworks:7,} works  {one.bytes / 2**20:8.2f} MiB")
    if not found:
        click.echo(f"{address} has no releases; see gen-studio release publish.")


@release.command(short_help="Let a release be the one that serves.")
@click.argument("id")
@_STORE
def activate(id: str, address: str) -> None:
    """Let release ID be the active one: services that follow the store fetch it, warm it up, and switch.

    \b
    Example:
      gen-studio release activate 92fb6a15abec --in azure://releases

    Services follow with STUDIO_RELEASES, GAN_RELEASES and SEARCH_RELEASES, within some ten seconds and the time of
    fetching. One that can't serve the release says so in its log and in gen_studio_releases_refused_total, and serves
    the old one on. Next: gen-studio release rollback, if you don't like it.
    """
    with plain_errors(ValueError, OSError):
        from services.collection.publishing import activate as switch
        from services.common.stores import open_blobs

        switch(open_blobs(address), id)
    click.echo(f"Release {id} is active in {address}.")


@release.command(short_help="Go back to the release before.")
@_STORE
def rollback(address: str) -> None:
    """Let the release that was active before be the active one again.

    \b
    Example:
      gen-studio release rollback --in azure://releases

    Next: gen-studio release list, to see which one that is.
    """
    with plain_errors(ValueError, OSError):
        from services.collection.publishing import rollback as back
        from services.common.stores import open_blobs

        active = back(open_blobs(address))
    click.echo(f"Release {active} is active in {address} again.")


@release.command(short_help="Delete a release from a store.")
@click.argument("id")
@_STORE
def remove(id: str, address: str) -> None:
    """Delete release ID from a store, with the files that no other release shares. The active one can't be removed.

    \b
    Example:
      gen-studio release remove 92fb6a15abec --in azure://releases

    Links to its pictures and maps, which services draw for as long as the store has it, are then answered 410. Next:
    gen-studio release list.
    """
    with plain_errors(ValueError, OSError):
        from services.collection.publishing import remove as delete
        from services.common.stores import open_blobs

        freed = delete(open_blobs(address), id)
    click.echo(f"Release {id} is no longer in {address}; {freed / 2**20:.2f} MiB are free.")
