"""`gen-studio milvus`: a release in, searchable in a Milvus cluster out."""

from pathlib import Path

import click

from services.commands.failures import plain_errors
from services.commands.options import FOLDER

_TIMEOUT_S = 30.0
_URL = click.option(
    "--url",
    required=True,
    envvar="SEARCH_MILVUS_URL",
    help="Where Milvus is, such as http://milvus:19530 (a path that ends in .db: Milvus Lite). Or SEARCH_MILVUS_URL.",
)
_TOKEN = click.option(
    "--token", default="", envvar="SEARCH_MILVUS_TOKEN", help="user:password, or a token. Or SEARCH_MILVUS_TOKEN."
)


@click.group(short_help="Let a Milvus cluster search collections of millions.")
def milvus() -> None:
    """Services with SEARCH_MILVUS_URL search in Milvus, where it has their release, and by their own index else."""


@milvus.command(short_help="Send a release to Milvus.")
@click.option("--release", type=FOLDER, help="Folder of the release.")
@click.option("--in", "address", envvar="SEARCH_RELEASES", help="Or the store that it is in. Or SEARCH_RELEASES.")
@click.option("--id", help="Which release of the store (default: the active one).")
@_URL
@_TOKEN
def fill(release: Path | None, address: str | None, id: str | None, url: str, token: str) -> None:
    """Send the works of a release, their facts and features, to Milvus. Who was stopped goes on where it was.

    \b
    Example:
      gen-studio milvus fill --in azure://releases --id 92fb6a15abec --url http://milvus:19530

    Fill first, then let the release be the active one: services look for it when they begin to serve it, and every ten
    seconds until it is whole.

    Next: gen-studio release activate, and SEARCH_MILVUS_URL for the search service.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from tqdm import tqdm

        from search_api.index.milvus.filling import fill as send
        from search_api.index.milvus.link import connect
        from services.collection.publishing import active_release, fetch_release
        from services.collection.releases import open_release, read_artworks, read_features
        from services.common.folders import cache_folder
        from services.common.stores import open_blobs

        if release is not None:
            found = open_release(release)
        elif address is not None:
            store = open_blobs(address)
            if (chosen := id or active_release(store)) is None:
                raise ValueError(f"no release of {address} is active; name one with --id")
            found = fetch_release(store, chosen, cache_folder() / "releases")
        else:
            raise click.UsageError("name the release: --release FOLDER, or --in STORE")
        features, _ = read_features(found)
        with tqdm(desc="filling", unit="work", leave=False) as bar:

            def told(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            filled = send(connect(url, token, _TIMEOUT_S), found.id, read_artworks(found), features, told)
    click.echo(f"Milvus has {filled.works:,} works of release {filled.release}.")


@milvus.command("list", short_help="Show the releases that Milvus has.")
@_URL
@_TOKEN
def list_(url: str, token: str) -> None:
    """List the releases that Milvus has, whole or in part.

    \b
    Example:
      gen-studio milvus list --url http://milvus:19530

    Next: gen-studio milvus drop, for those that are served no more.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from search_api.index.milvus.filling import filled
        from search_api.index.milvus.link import connect

        found = filled(connect(url, token, _TIMEOUT_S))
    for one in found:
        click.echo(f"{one.release}  {one.works:9,} works")
    if not found:
        click.echo(f"Milvus at {url} has no releases; see gen-studio milvus fill.")


@milvus.command(short_help="Remove a release from Milvus.")
@click.argument("id")
@_URL
@_TOKEN
def drop(id: str, url: str, token: str) -> None:
    """Remove release ID from Milvus. Services that still serve it search by their own index.

    \b
    Example:
      gen-studio milvus drop 92fb6a15abec --url http://milvus:19530

    Next: gen-studio milvus list.
    """
    with plain_errors(ValueError, OSError, RuntimeError):
        from search_api.index.milvus.filling import drop as remove
        from search_api.index.milvus.link import connect

        there = remove(connect(url, token, _TIMEOUT_S), id)
    click.echo(f"Release {id} is {'removed from' if there else 'not in'} Milvus.")
