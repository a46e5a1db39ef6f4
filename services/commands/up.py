"""`gen-studio up`: a release in, the whole studio on one address out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.commands.failures import plain_errors

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


@click.command(short_help="Serve the whole studio from this machine.")
@click.option("--host", help="Address to listen on (default 127.0.0.1, this machine alone; 0.0.0.0 opens it).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default 8080; 0 takes a free one).")
@click.option(
    "--release",
    type=click.Path(path_type=Path),
    help="Folder of the release to serve (default: the starter release that comes with Gen Studio).",
)
@click.option("--threads", type=click.IntRange(0, 256), help="CPU threads of one drawing or search (default: all).")
def up(host: str | None, port: int | None, release: Path | None, threads: int | None) -> None:
    """Serve the pages and both APIs from one process, with no GPU and no network.

    \b
    Example:
      gen-studio up --port 9000 --release releases/prints

    It says "Gen Studio is ready" with the address to open once the first picture can be drawn. Every option is also
    an environment variable (STUDIO_HOST, STUDIO_PORT, STUDIO_RELEASE, STUDIO_THREADS); SEARCH_ENCODER names another
    encoder. Stop it with Ctrl-C.

    Next: open the address, pick a few works, and move between them.
    """
    from services.collection.releases import STARTER, ReleaseError, open_release
    from services.common.logs import configure_logging
    from services.common.settings import SettingsError, StudioSettings, load_settings
    from services.serving import ServingError, serve

    with plain_errors(SettingsError, ReleaseError, ServingError):
        settings = load_settings(StudioSettings, host=host, port=port, release=release, threads=threads)
        configure_logging(settings.log_level)
        # its hashes are read when it is built; here only, fast, whether there is one
        open_release(settings.release or STARTER, verify=False)

        if not (settings.frontend / "index.html").is_file():
            click.echo(
                f"{settings.frontend} holds no built front-end, so the APIs are served alone; see make run", err=True
            )

        def build() -> "WSGIApplication":
            from services.embedded import build as build_studio

            return build_studio(settings)

        serve(settings, build)
