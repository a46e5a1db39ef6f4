"""The contract says what the service does: limits, routes and shapes of the answers."""

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

import search_api
from search_api.conditions import KNOWABLE
from search_api.retrieval import Retrieval
from search_api.routes import parameters
from services.collection import artwork
from services.collection.catalogue import MAX_FACET_VALUES
from services.collection.columns import COUNTED, FACETS, FACTS
from services.common.images import MAX_PIXELS, MAX_UPLOAD_BYTES
from tests.search_api import tiny
from tests.search_api.tiny import API, picture

CONTRACT: dict[str, Any] = yaml.safe_load(
    (Path(search_api.__file__).parent / "openapi.yaml").read_text(encoding="utf-8")
)


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = CONTRACT["components"]["schemas"][name]
    return found


def parameter(path: str, method: str, name: str) -> dict[str, Any]:
    given = [
        CONTRACT["components"]["parameters"][one["$ref"].split("/")[-1]] if "$ref" in one else one
        for one in CONTRACT["paths"][path][method]["parameters"]
    ]
    found: dict[str, Any] = next(one["schema"] for one in given if one["name"] == name)
    return found


def fits(body: Any, name: str) -> None:
    Draft202012Validator({**CONTRACT, "$ref": f"#/components/schemas/{name}"}).validate(body)


def test_the_contract_is_openapi() -> None:
    validate(CONTRACT)


def test_every_limit_is_the_one_in_the_code() -> None:
    page = f"{API}/artworks"
    limit = {"type": "integer", "minimum": 1, "maximum": parameters.MAX_LIMIT, "default": parameters.DEFAULT_LIMIT}
    assert parameter(page, "get", "limit") == limit
    assert parameter(page, "get", "offset")["maximum"] == parameters.MAX_OFFSET
    assert parameter(page, "get", "shuffle")["maximum"] == parameters.MAX_SHUFFLE
    assert parameter(page, "get", "q")["maxLength"] == parameters.MAX_WORDS_LENGTH
    for path, method in ((f"{API}/similar", "post"), (f"{API}/artworks/{{artwork}}/similar", "get")):
        k = {"type": "integer", "minimum": 1, "maximum": parameters.MAX_K, "default": parameters.DEFAULT_K}
        assert parameter(path, method, "k") == k
    values = schema("Values")
    assert values["maxItems"] == parameters.MAX_VALUES
    assert values["items"]["maxLength"] == parameters.MAX_VALUE_LENGTH
    assert (schema("Year")["minimum"], schema("Year")["maximum"]) == (artwork.MIN_YEAR, artwork.MAX_YEAR)
    assert schema("ArtworkId")["maxLength"] == artwork.MAX_ID_LENGTH
    assert schema("FacetCounts")["maxItems"] == MAX_FACET_VALUES
    assert schema("ArtworkPage")["properties"]["items"]["maxItems"] == parameters.MAX_LIMIT
    assert schema("Matches")["properties"]["matches"]["maxItems"] == parameters.MAX_K
    upload = CONTRACT["paths"][f"{API}/similar"]["post"]
    assert upload["requestBody"]["content"]["image/*"]["schema"]["maxLength"] == MAX_UPLOAD_BYTES
    form = upload["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]["image"]
    assert form["maxLength"] == MAX_UPLOAD_BYTES
    assert f"{MAX_UPLOAD_BYTES // 2**20} MiB and {MAX_PIXELS // 10**6} megapixels" in upload["description"]


def test_every_field_of_a_work_and_every_facet_is_there() -> None:
    assert tuple(schema("Artwork")["required"]) == tuple(schema("Artwork")["properties"]) == artwork.FIELDS
    counted = [schema("ArtworkPage")["properties"][part]["required"] for part in ("facets", "more_facets")]
    assert set(counted[0]) == set(FACETS)
    assert counted[0] + counted[1] == [*COUNTED]


def test_a_condition_speaks_of_every_fact_that_can_be_asked_for(client: FlaskClient) -> None:
    kinds = {next(iter(kind["properties"])): kind["properties"] for kind in schema("Expression")["oneOf"]}
    assert kinds["fact"]["fact"]["enum"] == [*FACTS]
    assert kinds["has"]["has"]["enum"] == [*KNOWABLE]
    for where in [f"{fact}:something" for fact in FACTS] + [f"-has:{fact}" for fact in KNOWABLE]:
        fits(client.get(f"{API}/conditions", query_string={"where": f"{where} OR date:..1600"}).json, "Condition")


@pytest.mark.parametrize(
    ("path", "method", "model"),
    [
        (f"{API}/artworks", "get", parameters.ArtworksQuery),
        (f"{API}/artworks/{{artwork}}/similar", "get", parameters.SimilarQuery),
        (f"{API}/similar", "post", parameters.SimilarQuery),
    ],
)
def test_the_parameters_are_the_ones_that_are_read(path: str, method: str, model: Any) -> None:
    given = CONTRACT["paths"][path][method]["parameters"]
    named = [
        CONTRACT["components"]["parameters"][one["$ref"].split("/")[-1]] if "$ref" in one else one for one in given
    ]
    assert {one["name"] for one in named if one["in"] == "query"} == set(model.model_fields)


def test_every_route_stands_in_the_contract_and_none_more(retrieval: Retrieval) -> None:
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in tiny.app(retrieval).url_map.iter_rules()
        if rule.rule.startswith(API)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == {(path, method) for path, methods in CONTRACT["paths"].items() for method in methods}


def test_answers_have_the_shapes_of_the_contract(client: FlaskClient) -> None:
    fits(client.get(f"{API}/artworks?q=night").json, "ArtworkPage")
    fits(client.get(f"{API}/artworks?culture=Atlantis").json, "ArtworkPage")
    fits(client.get(f"{API}/artworks/red").json, "Artwork")
    fits(client.get(f"{API}/artworks/red/similar").json, "Matches")
    fits(client.post(f"{API}/similar", data={"image": (io.BytesIO(picture("red")), "a.png")}).json, "Matches")
    fits(client.get(f"{API}/collection").json, "Collection")
    fits(client.get(f"{API}/artworks?limit=0").json, "Problem")
    fits(client.get(f"{API}/artworks/nowhere").json, "Problem")


def test_the_example_is_a_work() -> None:
    for example in schema("Artwork")["examples"]:
        fits(example, "Artwork")
        assert artwork.to_json(artwork.artwork_of(example)) == example
