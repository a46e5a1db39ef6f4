"""GET and DELETE /jobs/{job}, its events, its result, a link to that: work watched until its file is fetched."""

import json
import threading
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, jsonify, request

from gan_api.routes.answers import PREFIX
from services.common.jobs import Job, Jobs, State
from services.common.problems import Busy

HEARTBEAT_S = 10.0
"""Longest silence of a stream of events, so that nobody between takes it for dead."""

LINK_S = 600
"""Longest life of a signed address."""

_RETRY_AFTER_S = 5


def routes(jobs: Jobs, max_listeners: int) -> Blueprint:
    """The blueprint for one keeper of jobs. Each listener has a thread of the server's, so they are counted."""
    blueprint = Blueprint("jobs", __name__)
    places = threading.BoundedSemaphore(max_listeners)

    @blueprint.get("/jobs/<job>")
    def look(job: str) -> Response:
        return _answer(jobs.look(job), 200)

    @blueprint.delete("/jobs/<job>")
    def cancel(job: str) -> Response:
        return _answer(jobs.cancel(job), 200)

    @blueprint.get("/jobs/<job>/events")
    def events(job: str) -> Response:
        first = jobs.look(job)
        if not places.acquire(blocking=False):
            raise Busy(
                f"{max_listeners} listen already, the limit; ask GET {_path(first)} every few seconds instead",
                retry_after=_RETRY_AFTER_S,
            )
        answer = Response(_events(jobs, first), content_type="text/event-stream")
        answer.call_on_close(places.release)  # also where the listener left before the first event
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Accel-Buffering"] = "no"  # nginx would hold events back
        return answer

    @blueprint.get("/jobs/<job>/result")
    def result(job: str) -> Response:
        made = jobs.result(job)
        answer = Response(made.data, content_type=made.content_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
        answer.headers["Cache-Control"] = "no-store"
        # browsers go to a place in a film only where they can ask for a part of it
        answer.make_conditional(request, accept_ranges=True, complete_length=len(made.data))
        return answer

    @blueprint.get("/jobs/<job>/link")
    def link(job: str) -> dict[str, Any]:
        url = jobs.link(job, LINK_S)
        return {"url": url or f"{PREFIX}/jobs/{job}/result", "signed": url is not None, "seconds": LINK_S}

    return blueprint


def accepted(job: Job) -> Response:
    """The answer to who handed a job in: where to look for it."""
    answer = _answer(job, 202)
    answer.headers["Location"] = _path(job)
    return answer


def _events(jobs: Jobs, job: Job) -> Iterator[str]:
    yield _event(job)
    while not job.state.ended:
        now = jobs.changed(job, HEARTBEAT_S)
        yield ": still there\n\n" if now == job else _event(now)
        job = now


def _event(job: Job) -> str:
    return f"event: job\ndata: {json.dumps(_told(job), ensure_ascii=False)}\n\n"


def _answer(job: Job, status: int) -> Response:
    answer = jsonify(_told(job))
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _path(job: Job) -> str:
    return f"{PREFIX}/jobs/{job.id}"


def _told(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state.value,
        "progress": round(job.progress, 3),
        "shown": dict(job.shown),
        "place": job.place,
        "result": f"{_path(job)}/result" if job.state is State.DONE else None,
        "problem": job.problem and job.problem.told,
    }
