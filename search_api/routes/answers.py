"""Works, pages and matches as HTTP answers: JSON with its cache life and timing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from flask import Response, jsonify

from search_api.retrieval import Match, Matches, Unknown
from services.collection.artwork import to_json
from services.collection.catalogue import Page
from services.collection.columns import FACETS
from services.common import spans

PREFIX = "/api/search/v1"
# an address says nothing of the release, so an answer may be kept only for as long as a switch may take to show
SHORT = "public, max-age=60"


def page_answer(page: Page, unknown: Sequence[Unknown], ms: float) -> Response:
    """A page of works, its facets, and what was asked for that no work has."""
    counted = {fact: [asdict(value) for value in values] for fact, values in page.facets.items()}
    body = {
        "items": [to_json(artwork) for artwork in page.items],
        "total": page.total,
        "facets": {fact: counted.pop(fact) for fact in FACETS},
        **({"more_facets": counted} if counted else {}),
        "unknown": unknown_values(unknown),
    }
    return timed(kept_shortly(jsonify(body)), {"search": ms})


def matches_answer(matches: Matches, unknown: Sequence[Unknown]) -> Response:
    """Matches, best first, and what was asked for that no work has."""
    body: dict[str, Any] = {
        "matches": [match_json(match) for match in matches.matches],
        "close": matches.close,
        "kept": matches.kept,
        "exact": matches.exact,
        "scanned": matches.scanned,
        "verified": matches.verified,
        "unknown": unknown_values(unknown),
        "ms": round(matches.ms, 3),
    }
    return timed(jsonify(body), matches.stages)


def match_json(match: Match) -> dict[str, Any]:
    """A match as JSON."""
    return {
        "artwork": to_json(match.artwork),
        "similarity": match.similarity,
        "percentile": match.percentile,
        "shared": list(match.shared),
    }


def unknown_values(unknown: Sequence[Unknown]) -> list[dict[str, Any]]:
    """Values that no work has, each with those that are written much like it."""
    return [asdict(value) for value in unknown]


def kept_shortly(answer: Response) -> Response:
    """Let browsers and proxies keep an answer for a minute."""
    answer.headers["Cache-Control"] = SHORT
    return answer


def timed(answer: Response, stages: Mapping[str, float]) -> Response:
    """Say in the answer, and in its trace, where its time went, in milliseconds."""
    spans.steps(stages)
    answer.headers["Server-Timing"] = ", ".join(f"{stage};dur={ms:.1f}" for stage, ms in stages.items())
    return answer
