"""The benchmark asks real questions of a real studio and stops at an answer that is none."""

import json

import pytest
from werkzeug.wrappers import Request, Response

from services.benchmarks.visitors import BenchmarkError, Timing, benchmark, table


def test_a_table_sets_each_row_beside_the_first() -> None:
    lines = table([Timing("draw", 20, 30), Timing("search", 5, 6)]).splitlines()
    assert lines[2] == "| draw | 20.0 | 30.0 | 1.00 |"
    assert lines[3] == "| search | 5.0 | 6.0 | 0.25 |"


def test_an_answer_that_failed_is_not_timed() -> None:
    @Request.application
    def broken(request: Request) -> Response:
        if request.path.endswith("/artworks"):
            works = [{"id": name} for name in "abc"]
            facets = {"culture": [{"value": "Dutch", "count": 3}]}
            return Response(json.dumps({"items": works, "facets": facets}), mimetype="application/json")
        return Response("no", status=503)

    with pytest.raises(BenchmarkError, match="503: no"):
        list(benchmark(broken, 1))
