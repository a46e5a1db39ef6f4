"""One trace from a request into the job that a worker does, where tracing is switched on; nothing where it is not."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from gan_api.app import create_app
from gan_api.settings import GanSettings
from services.common import spans
from services.common.jobs import JobPool, Order, Result
from services.common.jobs.queued import QueuedJobs
from services.common.problems import Unavailable
from services.common.redis_link import connect
from services.common.settings import SettingsError
from services.common.web import BaseApp, create_base_app
from tests.gan_api.tiny import deps
from tests.redis_server import redis_server

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
CALLER = {"traceparent": f"00-{TRACE}-{PARENT}-01"}


@pytest.fixture
def kept() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    spans.make_spans("tests", SimpleSpanProcessor(exporter))
    yield exporter
    spans.make_spans("tests", None)


def told(exporter: InMemorySpanExporter) -> dict[str, Any]:
    return {span.name: span for span in exporter.get_finished_spans()}


def app_with(jobs: Any = None) -> BaseApp:
    app = create_base_app("tests", service="tests", max_body_bytes=100, ready=lambda: None)

    @app.get("/works/<work>")
    def works(work: str) -> str:
        return work

    @app.get("/away")
    def away() -> str:
        raise Unavailable("gone for a while")

    @app.post("/walks")
    def walks() -> str:
        return str(jobs.submit(Order("quick", {}, "anna")).id)

    return app


def test_a_request_is_a_span_of_its_callers_trace_that_answer_and_log_name(kept: InMemorySpanExporter) -> None:
    answer = app_with().test_client().get("/works/secret", headers=CALLER)
    (span,) = told(kept).values()
    assert span.name == "GET /works/<work>"
    assert (f"{span.context.trace_id:032x}", f"{span.parent.span_id:016x}") == (TRACE, PARENT)
    assert answer.headers["traceresponse"] == f"00-{TRACE}-{span.context.span_id:016x}-01"
    assert span.attributes["http.response.status_code"] == 200
    assert span.attributes["request_id"] == answer.headers["X-Request-Id"]
    assert "secret" not in span.to_json()
    assert span.status.is_ok
    assert spans.here() is None


def test_an_error_shows_and_probes_do_not(kept: InMemorySpanExporter) -> None:
    client = app_with().test_client()
    client.get("/away")
    client.get("/livez")
    (span,) = kept.get_finished_spans()
    assert not span.status.is_ok
    assert span.status.description == "answered 503"


def test_what_a_caller_does_not_sample_is_not_kept(kept: InMemorySpanExporter) -> None:
    app_with().test_client().get("/works/1", headers={"traceparent": f"00-{TRACE}-{PARENT}-00"})
    assert kept.get_finished_spans() == ()


def test_a_pictures_wait_drawing_and_encoding_are_seen(kept: InMemorySpanExporter) -> None:
    answer = create_app(GanSettings(), deps()).test_client().get("/api/gan/v1/artworks/red/rendering.jpg?size=64")
    assert answer.status_code == 200
    found = told(kept)
    request = found.pop("GET /api/gan/v1/artworks/<artwork>/rendering.jpg")
    assert set(found) == {"queue", "device", "encode"}
    assert {span.parent.span_id for span in found.values()} == {request.context.span_id}
    assert all(span.end_time <= request.end_time for span in found.values())


def test_a_job_in_this_process_goes_on_with_the_trace_of_who_ordered_it(kept: InMemorySpanExporter) -> None:
    jobs = JobPool({"quick": lambda _, __: Result(b"", "", "")})
    app_with(jobs).test_client().post("/walks", headers=CALLER)
    until = time.monotonic() + 20
    while "job quick" not in told(kept):
        assert time.monotonic() < until
        time.sleep(0.01)
    found = told(kept)
    assert found["job quick"].parent.span_id == found["POST /walks"].context.span_id
    jobs.close()


def test_one_trace_leads_from_a_request_through_redis_to_the_worker_that_does_the_job(
    kept: InMemorySpanExporter, tmp_path: Path
) -> None:
    with redis_server(tmp_path) as server:
        jobs = QueuedJobs(connect(server.url))
        job = app_with(jobs).test_client().post("/walks", headers=CALLER).text
        file = tmp_path / "spans"
        root = Path(__file__).parents[2]
        worker = subprocess.Popen([sys.executable, "-m", "tests.common.redis_works", server.url, str(file)], cwd=root)
        try:
            until = time.monotonic() + 60
            while not file.exists() or not file.read_text(encoding="utf-8").endswith("\n"):
                assert time.monotonic() < until
                time.sleep(0.05)
        finally:
            worker.kill()
            worker.wait()
    done = json.loads(file.read_text(encoding="utf-8"))
    ordered, asked = told(kept)["order quick"], told(kept)["POST /walks"]
    assert (done["name"], done["attributes"]["job"]) == ("job quick", job)
    assert done["context"]["trace_id"] == f"0x{TRACE}"
    assert done["parent_id"] == f"0x{ordered.context.span_id:016x}"
    assert ordered.parent.span_id == asked.context.span_id
    assert f"{asked.parent.span_id:016x}" == PARENT
    assert done["resource"]["attributes"]["service.name"] == "gen-studio-worker"


def test_it_is_off_unless_a_collector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(spans.ENDPOINT, raising=False)
    spans.send_spans("tests")
    with spans.span("nothing"):
        assert spans.here() is None
    monkeypatch.setenv(spans.ENDPOINT, "http://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(SettingsError, match=r"gen-studio\[tracing\]"):
        spans.send_spans("tests")


def test_a_collector_gets_the_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        monkeypatch.setenv(spans.ENDPOINT, f"http://127.0.0.1:{server.server_port}")
        spans.send_spans("tests")
        app_with().test_client().get("/works/1")
        spans.make_spans("tests", None)  # sends what is left
        server.shutdown()
    (path, body), *_ = sent
    assert path == "/v1/traces"
    assert b"gen-studio-tests" in body
    assert b"GET /works/<work>" in body
