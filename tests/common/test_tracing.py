"""A caller's trace goes on through the service: into its answer and its logs."""

import io
import json
import re

import pytest

from services.common.logs import configure_logging
from services.common.tracing import trace_of
from services.common.web import create_base_app

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


def test_a_callers_trace_goes_on_under_a_new_span() -> None:
    trace = trace_of(f"00-{TRACE}-{PARENT}-01")
    assert (trace.trace_id, trace.parent_id, trace.sampled) == (TRACE, PARENT, True)
    assert re.fullmatch(rf"00-{TRACE}-[0-9a-f]{{16}}-01", trace.header)
    assert trace.span_id != PARENT


def test_a_later_version_is_read_as_far_as_it_is_known() -> None:
    assert trace_of(f"cc-{TRACE}-{PARENT}-00-what-is-new").trace_id == TRACE


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "nonsense",
        f"00-{TRACE.upper()}-{PARENT}-01",
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"ff-{TRACE}-{PARENT}-01",
        f"00-{TRACE}-{PARENT}-01-more",
        f"00-{TRACE}-{PARENT}-01\n",
    ],
)
def test_what_is_no_trace_begins_a_new_one(header: str | None) -> None:
    trace = trace_of(header)
    assert trace.parent_id is None
    assert trace.trace_id != TRACE
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-00", trace.header)


def test_the_answer_and_the_log_say_which_trace_they_are_of() -> None:
    app = create_base_app("tests", service="tests", max_body_bytes=100, ready=lambda: None)

    @app.get("/works")
    def works() -> list[str]:
        return []

    stream = io.StringIO()
    configure_logging("info", stream)
    answer = app.test_client().get("/works", headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})
    line = json.loads(stream.getvalue())
    assert answer.headers["traceresponse"] == f"00-{line['trace_id']}-{line['span_id']}-01"
    assert line["trace_id"] == TRACE
