"""The base app: ids, headers, limits, health and metrics."""

import gzip
import io
import json

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from services.common.web import create_base_app, readiness

LIMIT = 1000


@pytest.fixture
def app() -> Flask:
    return an_app("tests")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def an_app(service: str, reason: str | None = None, trusted_proxies: int = 0) -> Flask:
    app = create_base_app(
        service, service=service, max_body_bytes=LIMIT, ready=lambda: reason, trusted_proxies=trusted_proxies
    )

    @app.post("/echo")
    def echo() -> Response:
        return Response(request.get_data())

    @app.get("/works/<work>")
    def work(work: str) -> dict[str, str | None]:
        return {"work": work, "from": request.remote_addr}

    return app


def test_every_answer_has_a_request_id_of_its_own(client: FlaskClient) -> None:
    first, second = (client.get("/livez").headers["X-Request-Id"] for _ in range(2))
    assert first != second


def test_a_plain_request_id_is_kept_and_a_strange_one_replaced(client: FlaskClient) -> None:
    assert client.get("/livez", headers={"X-Request-Id": "abc-1.2_3"}).headers["X-Request-Id"] == "abc-1.2_3"
    for strange in ("a b", "x" * 65, "<script>", "a\u00e9"):
        assert client.get("/livez", headers={"X-Request-Id": strange}).headers["X-Request-Id"] != strange


def test_answers_carry_the_security_headers(client: FlaskClient) -> None:
    for answer in (client.get("/livez"), client.get("/nowhere")):
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_other_site_may_read_an_answer(client: FlaskClient) -> None:
    answer = client.get("/livez", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_body_at_the_limit_is_read_and_one_past_it_is_refused(client: FlaskClient) -> None:
    assert client.post("/echo", data=b"x" * LIMIT).data == b"x" * LIMIT
    answer = client.post("/echo", data=b"x" * (LIMIT + 1))
    assert answer.status_code == 413
    assert "MiB" in answer.get_json(force=True)["detail"]


def test_the_limit_holds_for_a_body_of_unknown_length(client: FlaskClient) -> None:
    def send(count: int) -> tuple[int, int]:
        chunked = {"wsgi.input_terminated": True, "CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
        answer = client.post("/echo", input_stream=io.BytesIO(b"x" * count), environ_overrides=chunked)
        return answer.status_code, len(answer.data)

    assert send(LIMIT) == (200, LIMIT)
    assert send(LIMIT + 1)[0] == 413
    assert send(LIMIT * 100)[0] == 413


def test_an_upload_is_held_in_memory(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened for an upload")

    app = create_base_app("big", service="big", max_body_bytes=2**22, ready=lambda: None)
    app.add_url_rule("/forms", "forms", lambda: {"bytes": len(request.files["image"].read())}, methods=["POST"])
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    monkeypatch.setattr("werkzeug.formparser.TemporaryFile", refuse, raising=False)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse, raising=False)
    field = b'--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'
    body = field + b"x" * 2**21 + b"\r\n--b--\r\n"
    answer = app.test_client().post("/forms", data=body, content_type="multipart/form-data; boundary=b")
    assert answer.get_json() == {"bytes": 2**21}


def test_livez_is_alive_even_where_readyz_is_not_ready() -> None:
    client = an_app("waiting", "the weights are still loading").test_client()
    assert client.get("/livez").get_json() == {"status": "alive"}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "the weights are still loading" in answer.get_json(force=True)["detail"]


def test_readyz_is_ready_where_there_is_no_reason_not_to_be(app: Flask) -> None:
    assert app.test_client().get("/readyz").get_json() == {"status": "ready"}
    assert readiness(app) is None


def test_metrics_count_by_route_and_not_by_address() -> None:
    client = an_app("counted").test_client()
    for work in ("one", "two", "three"):
        client.get(f"/works/{work}")
    client.get("/nowhere/secret")
    text = client.get("/metrics").get_data(as_text=True)
    count = 'gen_studio_http_requests_total{method="GET",route="/works/<work>",service="counted",status="200"} 3.0'
    assert count in text
    assert 'route="unknown",service="counted",status="404"' in text
    assert "secret" not in text
    assert "gen_studio_http_seconds_bucket" in text


def test_two_apps_of_one_process_share_the_metrics_without_mixing_them() -> None:
    one, two = an_app("one").test_client(), an_app("two").test_client()
    one.get("/works/a")
    two.get("/works/a")
    text = two.get("/metrics").get_data(as_text=True)
    for service in ("one", "two"):
        assert f'route="/works/<work>",service="{service}",status="200"}} 1.0' in text


def test_a_made_up_method_does_not_become_a_label() -> None:
    client = an_app("methods").test_client()
    client.open("/works/a", method="BREW")
    text = client.get("/metrics").get_data(as_text=True)
    assert 'method="other"' in text
    assert "BREW" not in text


def test_a_forwarded_address_counts_only_behind_a_trusted_proxy() -> None:
    headers = {"X-Forwarded-For": "203.0.113.9"}
    trusted = an_app("behind", trusted_proxies=1).test_client().get("/works/a", headers=headers)
    assert trusted.get_json()["from"] == "203.0.113.9"
    assert an_app("open").test_client().get("/works/a", headers=headers).get_json()["from"] == "127.0.0.1"


def test_the_access_log_is_json_with_the_request_id_and_without_what_was_asked(log: io.StringIO) -> None:
    client = an_app("logged").test_client()
    answer = client.get("/works/a?q=something+private")
    client.post("/echo", data=b"a private picture")
    client.get("/readyz")
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["message"] for line in lines] == ["GET /works/a 200", "POST /echo 200"]
    assert lines[0]["request_id"] == answer.headers["X-Request-Id"]
    assert lines[0]["service"] == "logged"
    assert lines[0]["route"] == "/works/<work>"
    assert lines[0]["level"] == "INFO"
    assert "private" not in log.getvalue()


def test_long_answers_in_json_are_packed_for_those_who_take_it(client: FlaskClient) -> None:
    long = f"/works/{'long-' * 400}"
    plain = client.get(long)
    packed = client.get(long, headers={"Accept-Encoding": "br, gzip"})
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert json.loads(gzip.decompress(packed.data)) == plain.json
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data) / 10
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    short = client.get("/works/a", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in short.headers
    assert client.get(long, headers={"Accept-Encoding": "gzip;q=0"}).data == plain.data
