"""What the contract says of downloads and of the free check is what the service does."""

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from PIL import Image

import gan_api
from gan_api.app import create_app
from gan_api.downloads import MAX_PARENTS
from gan_api.routes.images import MAX_PARTS_LENGTH
from gan_api.settings import GanSettings
from services.common.images import MAX_PIXELS, MAX_UPLOAD_BYTES
from tests.gan_api import tiny

API = "/api/gan/v1"
CONTRACT: dict[str, Any] = yaml.safe_load((Path(gan_api.__file__).parent / "openapi.yaml").read_text(encoding="utf-8"))
VERIFY: dict[str, Any] = CONTRACT["paths"][f"{API}/verify"]["post"]


@pytest.fixture
def client() -> FlaskClient:
    return create_app(GanSettings(), tiny.deps()).test_client()


def test_a_picture_to_check_may_be_as_large_as_any_other_upload() -> None:
    content = VERIFY["requestBody"]["content"]
    assert content["image/*"]["schema"]["maxLength"] == MAX_UPLOAD_BYTES
    assert content["multipart/form-data"]["schema"]["properties"]["image"]["maxLength"] == MAX_UPLOAD_BYTES
    assert f"{MAX_UPLOAD_BYTES // 2**20} MiB and {MAX_PIXELS // 10**6} megapixels" in VERIFY["description"]


def test_the_largest_picture_that_may_be_checked_is_taken_and_a_larger_one_is_not(client: FlaskClient) -> None:
    for length, status in ((MAX_UPLOAD_BYTES, 415), (MAX_UPLOAD_BYTES + 1, 413)):
        answer = client.post(f"{API}/verify", data=b"0" * length, content_type="image/png")
        assert answer.status_code == status


def test_a_download_takes_the_parts_that_are_told() -> None:
    given = CONTRACT["paths"][f"{API}/images/{{recipe}}.{{format}}"]["get"]["parameters"]
    parts = next(one for one in given if one.get("name") == "parts")
    assert parts["schema"]["maxLength"] == MAX_PARTS_LENGTH
    assert f"up to {MAX_PARENTS} artworks" in parts["description"]


@pytest.mark.parametrize("query", ["", "?download=1"])
def test_what_the_check_finds_has_the_shape_of_the_contract(client: FlaskClient, query: str) -> None:
    picture = client.get(client.get(f"{API}/artworks/red/seed").get_json()["image"] + query)
    found = client.post(f"{API}/verify", data=picture.data, content_type="image/jpeg").get_json()
    fits(found)


def test_what_it_does_not_find_has_it_too(client: FlaskClient) -> None:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(file, "PNG")
    fits(client.post(f"{API}/verify", data=file.getvalue(), content_type="image/png").get_json())


def fits(body: dict[str, Any]) -> None:
    schema = CONTRACT["components"]["schemas"]["Verification"]
    Draft202012Validator({**CONTRACT, "$ref": "#/components/schemas/Verification"}).validate(body)
    assert body.keys() == schema["properties"].keys()
    for name in ("metadata", "signature", "watermark", "redrawing"):
        if body[name] is not None:
            assert body[name].keys() == schema["properties"][name]["properties"].keys()
