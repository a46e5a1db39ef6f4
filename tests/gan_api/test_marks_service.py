"""Downloads and the free check, over HTTP with the tiny engine behind them."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin, TiffTags

from gan_api.app import create_app
from gan_api.downloads import MAX_PARENTS
from gan_api.marks.credentials import make_credentials
from gan_api.marks.signing import Signer
from gan_api.settings import GanSettings
from gan_api.verifying import Verifier
from services.collection.artwork import Artwork
from services.common.problems import Busy
from services.common.provenance import xmp_of_generated
from tests.gan_api.tiny import RELEASE, SEEDS, deps, studio

API = "/api/gan/v1"
WORKS = {name: Artwork(name, title=name.title(), museum="Tiny", licence="CC0") for name in SEEDS}
BLEND = [{"artwork": "red", "weight": 2}, {"artwork": "blue", "weight": 1}]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    given = deps(works=WORKS, signer=Signer(make_credentials()))
    return create_app(GanSettings(), given).test_client()


@pytest.fixture(scope="module")
def blend(client: FlaskClient) -> str:
    """Where the picture of two thirds red and a third blue is."""
    return str(client.post(f"{API}/blends", json={"parts": BLEND}).get_json()["image"])


def check(client: FlaskClient, data: bytes) -> dict[str, Any]:
    answer = client.post(f"{API}/verify", data=data, content_type="image/png")
    assert answer.status_code == 200, answer.data
    found: dict[str, Any] = answer.get_json()
    return found


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("file_format", ["jpg", "webp", "png"])
def test_a_download_is_a_named_file_whose_marks_all_say_the_same(
    client: FlaskClient, blend: str, file_format: str
) -> None:
    answer = client.get(blend.replace(".jpg", f".{file_format}") + "?download=1")
    name = answer.headers["Content-Disposition"]
    assert name.startswith(f'attachment; filename="gen-studio-{RELEASE}-')
    assert name.endswith(f'.{file_format}"')
    assert answer.headers["Cache-Control"] == "no-store"
    found = check(client, answer.data)
    assert found["generated"]
    assert found["signature"]["intact"]
    assert found["signature"]["ours"]
    assert found["watermark"]["found"]
    recipe = answer.headers["Gen-Recipe"]
    assert found["signature"]["statement"]["recipe"] == found["metadata"]["recipe"] == recipe
    assert found["redrawing"]["same"] == "exact"
    assert client.get(found["redrawing"]["image"]).status_code == 200
    assert "this service" in found["summary"]


def test_a_download_names_the_works_it_is_made_of_with_weights_and_rights(client: FlaskClient, blend: str) -> None:
    answer = client.get(blend + "?download=1&parts=red:0.667,blue:0.333,green:0")
    parents = check(client, answer.data)["signature"]["statement"]["parents"]
    told = [(one["artwork"], one["weight"], one["title"], one["rights"]) for one in parents]
    assert told == [("red", 0.67, "Red", "CC0"), ("blue", 0.33, "Blue", "CC0")]


def test_a_download_without_parts_names_no_works(client: FlaskClient, blend: str) -> None:
    statement = check(client, client.get(blend + "?download=1").data)["signature"]["statement"]
    assert statement["parents"] == []
    assert statement["release"] == RELEASE


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("download=1&parts=red:1,blue:1", 400, "another picture"),
        ("download=1&parts=red:0.7,blue:0.3", 400, "another picture"),
        ("download=1&parts=red:1", 400, "another picture"),
        ("download=1&parts=mauve:1", 404, "mauve"),
        ("download=1&parts=red", 400, "id:weight"),
        ("download=1&parts=red:nan", 400, "id:weight"),
        ("download=1&parts=red:inf,blue:1", 400, "id:weight"),
        ("download=1&parts=red:-1,blue:1", 400, "id:weight"),
        ("download=1&parts=red:0,blue:0", 400, "above 0"),
        ("download=1&parts=" + ",".join(["red:1"] * (MAX_PARENTS + 1)), 400, str(MAX_PARENTS)),
        ("parts=red:2,blue:1", 400, "download=1"),
        ("download=perhaps", 400, "download"),
    ],
)
def test_nothing_false_is_signed(client: FlaskClient, blend: str, query: str, status: int, said: str) -> None:
    answer = client.get(f"{blend}?{query}")
    assert answer.status_code == status
    assert said in answer.get_json()["detail"]


def test_a_preview_is_known_by_its_metadata_and_its_watermark(client: FlaskClient, blend: str) -> None:
    found = check(client, client.get(blend).data)
    assert found["metadata"]["generated"]
    assert found["watermark"]["found"]
    assert not found["signature"]["found"]
    assert found["redrawing"]["same"] == "exact"


def test_the_watermark_alone_is_enough(client: FlaskClient, blend: str) -> None:
    found = check(client, saved(opened(client.get(blend).data).resize((128, 128)), "JPEG", quality=90))
    assert found["generated"]
    assert found["watermark"] == {**found["watermark"], "found": True, "scale": 0.5}
    assert not found["metadata"]["found"]
    assert found["redrawing"] is None
    assert "watermark is in the pixels" in found["summary"]


def test_a_picture_saved_anew_with_its_metadata_is_alike(client: FlaskClient, blend: str) -> None:
    preview = client.get(blend)
    packet = xmp_of_generated(preview.headers["Gen-Recipe"])
    found = check(client, saved(opened(preview.data), "JPEG", quality=50, xmp=packet))
    assert found["redrawing"]["same"] == "alike"
    assert found["redrawing"]["difference"] > 0


def test_anothers_picture_with_our_metadata_is_told_from_ours(client: FlaskClient, blend: str) -> None:
    packet = xmp_of_generated(client.get(blend).headers["Gen-Recipe"])
    found = check(client, saved(Image.new("RGB", (256, 256), (10, 200, 10)), "JPEG", xmp=packet))
    assert found["redrawing"]["same"] == "other"
    assert not found["watermark"]["found"]
    assert "not in the pixels" in found["summary"]


def test_a_recipe_of_another_release_is_named_and_not_drawn(client: FlaskClient, blend: str) -> None:
    recipe = client.get(blend).headers["Gen-Recipe"].replace(RELEASE, "ba9876543210")
    found = check(client, saved(Image.new("RGB", (64, 64)), "JPEG", xmp=xmp_of_generated(recipe)))
    assert found["redrawing"] == {
        "recipe": recipe,
        "release": "ba9876543210",
        "possible": False,
        "same": None,
        "difference": None,
        "image": None,
    }


def test_a_picture_without_marks_is_told_so_and_what_that_means(client: FlaskClient) -> None:
    found = check(client, saved(Image.effect_noise((96, 80), 60)))
    assert not found["generated"]
    assert "No marks" in found["summary"]
    assert "no proof" in found["summary"]


def test_an_edited_download_is_told_to_be_broken(client: FlaskClient, blend: str) -> None:
    data = bytearray(client.get(blend + "?download=1").data)
    data[data.index(b"trainedAlgorithmicMedia")] ^= 1
    found = check(client, bytes(data))
    assert found["signature"]["found"]
    assert not found["signature"]["intact"]
    assert found["signature"]["statement"] is None
    assert "changed afterwards" in found["summary"]


def test_only_a_whole_signature_is_believed(client: FlaskClient, blend: str) -> None:
    stated = {"recipe": client.get(blend).headers["Gen-Recipe"]}
    plain = saved(Image.new("RGB", (64, 64), "teal"), "JPEG")
    signed = Signer(make_credentials()).sign(plain, "jpg", "teal", stated)
    assert check(client, signed)["redrawing"]["same"] == "other"
    broken = bytearray(signed)
    broken[-20] ^= 1
    assert check(client, bytes(broken))["redrawing"] is None


def test_a_signature_of_somebody_else_is_not_taken_for_ours(client: FlaskClient, blend: str) -> None:
    stranger = Signer(make_credentials()).sign(client.get(blend).data, "jpg", "blend", {})
    found = check(client, stranger)
    assert found["signature"]["intact"]
    assert not found["signature"]["ours"]
    assert "doesn't know" in found["summary"]


@pytest.mark.parametrize("recipe", ["nonsense", "0" * 5000, "<&>", RELEASE + ".1000.64.!"])
def test_a_recipe_that_is_none_is_left_aside(client: FlaskClient, recipe: str) -> None:
    found = check(client, saved(Image.new("RGB", (64, 64)), "JPEG", xmp=xmp_of_generated(recipe)))
    assert found["redrawing"] is None
    assert found["metadata"]["recipe"] == recipe


def test_metadata_in_a_png_is_read_too(client: FlaskClient) -> None:
    marks = PngImagePlugin.PngInfo()
    marks.add_itxt("XML:com.adobe.xmp", xmp_of_generated("x", "Another Studio").decode())
    found = check(client, saved(Image.new("RGB", (64, 64)), pnginfo=marks))
    assert found["metadata"] == {"found": True, "generated": True, "recipe": "x", "tool": "Another Studio"}


@pytest.mark.parametrize("orientation", [None, 1, 3])
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (TiffTags.SIGNED_LONG, -1),
        (TiffTags.FLOAT, 1.5),
        (TiffTags.LONG, 2**31),
        (TiffTags.SHORT, 70),
        (TiffTags.ASCII, "no packet"),
        (TiffTags.BYTE, b"no packet"),
    ],
)
def test_a_tiff_with_anything_in_the_place_of_a_packet_is_a_picture_without_marks(
    client: FlaskClient, kind: int, value: Any, orientation: int | None
) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[TiffImagePlugin.XMP], tags.tagtype[TiffImagePlugin.XMP] = value, kind
    if orientation is not None:
        tags[ExifTags.Base.Orientation] = orientation
    found = check(client, saved(Image.new("RGB", (64, 64), "teal"), "TIFF", tiffinfo=tags))
    assert not found["generated"]
    assert not found["metadata"]["found"]


BROKEN_PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"", 400), (b"no picture", 415), (BROKEN_PNG, 422), (b"0" * 11_000_000, 413)],
    ids=["nothing", "a text", "a broken file", "11 MB"],
)
def test_what_is_no_picture_is_refused(client: FlaskClient, data: bytes, status: int) -> None:
    answer = client.post(f"{API}/verify", data=data, content_type="image/png")
    assert answer.status_code == status
    assert answer.get_json()["detail"]


def test_a_form_works_as_well_as_a_body(client: FlaskClient, blend: str) -> None:
    form = {"image": (io.BytesIO(client.get(blend).data), "mine.jpg")}
    assert client.post(f"{API}/verify", data=form).get_json()["generated"]


def test_more_checks_than_there_is_room_for_are_told_to_come_back() -> None:
    full = Verifier(studio(), Signer(make_credentials()), at_once=0)
    with pytest.raises(Busy):
        full.check(b"")


def test_a_picture_that_cannot_be_read_leaves_its_place_to_the_next() -> None:
    verifier = Verifier(studio(), Signer(make_credentials()), at_once=1)
    for _ in range(2):
        with pytest.raises(Exception, match="picture"):
            verifier.check(b"no picture")
    assert verifier.check(saved(Image.new("RGB", (32, 32)))).generated is False
