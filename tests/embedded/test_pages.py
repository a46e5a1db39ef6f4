"""The pages: the app's page for every view, files for a year, and a policy that lets in the museums' pictures alone."""

import gzip
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from services.pages import create_pages_app, image_hosts


@pytest.fixture
def client(pages: Path) -> FlaskClient:
    urls = ["https://images.metmuseum.org/1.jpg", None, "http://plain.example/2.jpg"]
    return create_pages_app(pages, image_urls=urls, ready=lambda: None).test_client()


@pytest.mark.parametrize(
    "path", ["/", "/artworks/met-436535", "/artworks/clevelandart-1950.397.a", "/map?works=a,b&at=512,512", "/search"]
)
def test_every_view_is_the_apps_page(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.status_code == 200
        assert answer.content_type == "text/html; charset=utf-8"
        assert "<title>Gen Studio</title>" in answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_with_a_hash_in_its_name_is_kept_for_a_year(client: FlaskClient) -> None:
    with client.get("/assets/index-4f2a.js") as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.content_type.startswith("text/javascript")


def test_what_was_packed_at_the_build_goes_packed_to_those_who_can_unpack_it(client: FlaskClient, pages: Path) -> None:
    plain = (pages / "assets" / "index-4f2a.js").read_bytes()
    (pages / "assets" / "index-4f2a.js.gz").write_bytes(gzip.compress(plain))
    with client.get("/assets/index-4f2a.js", headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert answer.content_type.startswith("text/javascript")
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.get_data()) == plain
    (pages / "assets" / "index-4f2a.js.br").write_bytes(b"smaller")
    for accepted, encoding in (("gzip, br", "br"), ("gzip", "gzip"), ("gzip, br;q=0", "gzip")):
        with client.get("/assets/index-4f2a.js", headers={"Accept-Encoding": accepted}) as answer:
            assert answer.headers["Content-Encoding"] == encoding
    with client.get("/assets/index-4f2a.js", headers={"Accept-Encoding": "identity"}) as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.get_data() == plain


@pytest.mark.parametrize("path", ["/", "/assets/index-4f2a.js"])
def test_a_page_and_its_threads_stand_apart_from_other_sites_so_that_they_may_share_memory(
    client: FlaskClient, path: str
) -> None:
    with client.get(path) as answer:
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Embedder-Policy"] == "credentialless"


def test_another_file_is_asked_for_again_and_not_sent_twice(client: FlaskClient) -> None:
    with client.get("/favicon.svg") as answer:
        assert answer.content_type.startswith("image/svg+xml")
        assert answer.headers["Cache-Control"] == "no-cache"
        etag = answer.headers["ETag"]
    with client.get("/favicon.svg", headers={"If-None-Match": etag}) as answer:
        assert answer.status_code == 304


@pytest.mark.parametrize(
    "path", ["/assets/index-0000.js", "/missing.png", "/../pyproject.toml", "/..%2fpyproject.toml"]
)
def test_a_missing_file_is_a_problem_and_not_the_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/gan/v2/model"])
def test_an_unknown_service_is_a_problem_that_names_the_services(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "/api/gan/v1 and /api/search/v1" in answer.get_json(force=True)["detail"]


def test_the_policy_lets_in_the_https_hosts_of_the_collection(client: FlaskClient) -> None:
    with client.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "img-src 'self' blob: data: https://images.metmuseum.org;" in policy
    assert "default-src 'self'" in policy
    assert "plain.example" not in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")


def test_no_address_of_a_picture_can_change_the_policy() -> None:
    hostile = [
        "https://a.example; script-src *",
        "https://b.example'unsafe-inline'/",
        "https://*/x.jpg",
        "https://user@c.example/",
        "https:///",
        "javascript:alert(1)",
        "https://[::1/",
    ]
    assert image_hosts(hostile) == ""


def test_the_policy_lets_in_the_script_and_the_styles_of_the_page_itself_as_it_was_built_last(
    pages: Path, tmp_path: Path
) -> None:
    built = shutil.copytree(pages, tmp_path / "dist")
    client = create_pages_app(built, image_urls=[], ready=lambda: None).test_client()
    with client.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"].split("; ")
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-c2Ny'" in policy
    assert "style-src 'self' 'sha256-c3R5'" in policy
    (built / "inline.txt").write_text("sha256-bmV3\nsha256-c3R5\n", encoding="utf-8")
    with client.get("/") as answer:
        assert "'sha256-bmV3'" in answer.headers["Content-Security-Policy"]


def test_pages_that_were_not_built_say_how_to_build_them(tmp_path: Path) -> None:
    answer = create_pages_app(tmp_path, image_urls=[], ready=lambda: None).test_client().get("/")
    assert answer.status_code == 503
    assert "make run" in answer.get_json(force=True)["detail"]
