"""The front-end as a Flask app: files of its build in, pages with their cache life and security policy out."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from flask import Response, request, send_from_directory
from werkzeug.security import safe_join

from services.common.problems import NotFound, Unavailable
from services.common.web import BaseApp, Ready, create_base_app

MAX_BODY_BYTES = 64 * 1024
EMBEDDER_POLICY = "credentialless"
"""Museums' pictures come without cookies, and in return the generator may draw by several threads in the browser."""
IMMUTABLE = "public, max-age=31536000, immutable"
# a system's own table of types may lack these or say something else
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
# the build leaves these beside what shrinks; the smallest first
_PACKED = {"br": ".br", "gzip": ".gz"}
# only a plain name and a port may come into the policy
_HTTPS_HOST = re.compile(r"https://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?)(?:[/?#]|$)")


def create_pages_app(
    dist: Path, *, image_urls: Iterable[str | None], ready: Ready, trusted_proxies: int = 0
) -> BaseApp:
    """Serve the build in `dist`; pages may show pictures from the https hosts of `image_urls`, and nothing else.

    What lies under assets/, or at the root with a file extension, is a file; any other path is a page of the app, which
    index.html draws. Ids of works hold dots, so that an extension alone says nothing.
    """
    app = create_base_app(
        __name__, service="pages", max_body_bytes=MAX_BODY_BYTES, ready=ready, trusted_proxies=trusted_proxies
    )
    hosts = image_hosts(image_urls)

    @app.get("/")
    @app.get("/<path:name>")
    def page(name: str = "") -> Response:
        if name == "api" or name.startswith("api/"):
            raise NotFound(f"no service answers at {request.path}; the services are /api/gan/v1 and /api/search/v1")
        if not (dist / "index.html").is_file():
            raise Unavailable("the front-end is not built; run `make run`, or `npm ci && npm run build` in frontend/")
        is_file = name.startswith(("assets/", "..")) or ("/" not in name and "." in name)
        file = name if is_file else "index.html"
        packing = next((name for name in _PACKED if _has(dist, file, name)), "")
        kind = _TYPES.get(PurePosixPath(file).suffix)
        answer = send_from_directory(dist.resolve(), file + _PACKED.get(packing, ""), mimetype=kind)
        if packing:
            answer.headers["Content-Encoding"] = packing
        answer.vary.add("Accept-Encoding")
        answer.headers["Cache-Control"] = IMMUTABLE if name.startswith("assets/") else "no-cache"
        answer.headers["Content-Security-Policy"] = content_policy(hosts, *_inline(dist))
        answer.headers["Cross-Origin-Embedder-Policy"] = EMBEDDER_POLICY
        return answer

    return app


def _has(dist: Path, file: str, packing: str) -> bool:
    """Whether who asks can unpack a packing of a file, and it is there."""
    packed = safe_join(str(dist), file + _PACKED[packing])
    return request.accept_encodings.quality(packing) > 0 and packed is not None and Path(packed).is_file()


def _inline(dist: Path) -> list[str]:
    """What a build says of the script and the styles in its index.html; read anew, as it may be built anew."""
    told = dist / "inline.txt"
    return told.read_text(encoding="utf-8").split() if told.is_file() else []


def image_hosts(image_urls: Iterable[str | None]) -> str:
    """The https hosts of pictures, as a policy names them."""
    found = (_HTTPS_HOST.match(url.lower()) for url in image_urls if url)
    return " ".join(sorted({f"https://{host[1]}" for host in found if host}))


def content_policy(images: str, script: str = "", style: str = "") -> str:
    """The Content-Security-Policy of the pages: everything from here, pictures also from the museums' `images`.

    `script` and `style` are the hashes of what stands in the page itself.
    """
    rules = {
        "default-src": "'self'",
        "img-src": f"'self' blob: data: {images}".strip(),
        "style-src": "'self'" + (f" '{style}'" if style else ""),
        # WebAssembly for the generator in the visitor's own browser
        "script-src": "'self' 'wasm-unsafe-eval'" + (f" '{script}'" if script else ""),
        "connect-src": "'self'",
        "font-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
