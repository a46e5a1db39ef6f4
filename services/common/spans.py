"""Spans of traces, by OpenTelemetry: where that is switched on they are sent to a collector, else nothing is done.

It is on where OTEL_EXPORTER_OTLP_ENDPOINT names a collector (and the extra `tracing` is installed); OpenTelemetry's own
OTEL_* variables say the rest, such as which share of the traces is kept.
"""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from services.common.settings import SettingsError
from services.common.tracing import Trace, trace_of

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
Kind = Literal["internal", "server", "producer", "consumer"]


class _Switch:
    """What makes spans in this process; None while it is off."""

    tracer: Any = None
    provider: Any = None


def send_spans(service: str) -> None:
    """Switch it on, if a collector is named. Called once by what starts the process, after it has forked.

    Raises SettingsError where the packages are missing.
    """
    if not os.environ.get(ENDPOINT):
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(f"{ENDPOINT} is set, which needs pip install 'gen-studio[tracing]'") from error
    make_spans(service, BatchSpanProcessor(OTLPSpanExporter()))


def make_spans(service: str, processor: Any) -> None:
    """Hand all spans of this process to a span processor of OpenTelemetry; None switches it off."""
    if _Switch.provider is not None:
        _Switch.provider.shutdown()
        _Switch.tracer = _Switch.provider = None
    if processor is None:
        return
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    provider = TracerProvider(resource=Resource.create({"service.name": f"gen-studio-{service}"}))
    provider.add_span_processor(processor)
    _Switch.provider, _Switch.tracer = provider, provider.get_tracer("gen_studio")


def sent() -> bool:
    """Whether it is on."""
    return _Switch.tracer is not None


@dataclass(frozen=True)
class Begun:
    """A span that goes on, and what must be undone at its end."""

    span: Any
    token: Any

    @property
    def trace(self) -> Trace:
        """Its place, for logs and answers."""
        own: Any = self.span.get_span_context()
        parent = getattr(self.span, "parent", None)
        sampled = bool(own.trace_flags & 1)
        return Trace(
            f"{own.trace_id:032x}", f"{own.span_id:016x}", f"{parent.span_id:016x}" if parent else None, sampled
        )


def begin(name: str, header: str | None, kind: Kind, **attributes: Any) -> Begun | None:
    """Begin a span under the caller's trace (`header` is a traceparent), or a new one; None where it is off."""
    if _Switch.tracer is None:
        return None
    from opentelemetry import context, trace  # noqa: PLC0415

    above = context.Context()
    told = trace_of(header)
    if told.parent_id is not None:
        flags = trace.TraceFlags(int(told.sampled))
        caller = trace.SpanContext(int(told.trace_id, 16), int(told.parent_id, 16), is_remote=True, trace_flags=flags)
        above = trace.set_span_in_context(trace.NonRecordingSpan(caller), above)
    made = _Switch.tracer.start_span(name, above, getattr(trace.SpanKind, kind.upper()), attributes)
    return Begun(made, context.attach(trace.set_span_in_context(made, above)))


def end(begun: Begun | None, failed: str | None = None, **attributes: Any) -> None:
    """End what was begun in this thread, and say so where it `failed`."""
    if begun is None:
        return
    from opentelemetry import context, trace  # noqa: PLC0415

    begun.span.set_attributes(attributes)
    if failed is not None:
        begun.span.set_status(trace.Status(trace.StatusCode.ERROR, failed))
    begun.span.end()
    context.detach(begun.token)


@contextmanager
def span(name: str, header: str | None = None, kind: Kind = "internal", **attributes: Any) -> Iterator[None]:
    """A span for a block: under `header` where there is one, else under what goes on in this thread."""
    begun = begin(name, header or here(), kind, **attributes)
    failed: str | None = None
    try:
        yield
    except BaseException as error:
        failed = type(error).__name__
        raise
    finally:
        end(begun, failed)


def here() -> str | None:
    """The traceparent of what goes on in this thread, to be handed on; None where it is off, or nothing goes on."""
    if _Switch.tracer is None:
        return None
    from opentelemetry import trace  # noqa: PLC0415

    own = trace.get_current_span().get_span_context()
    return f"00-{own.trace_id:032x}-{own.span_id:016x}-{own.trace_flags:02x}" if own.is_valid else None


def steps(stages: Mapping[str, float]) -> None:
    """Spans for steps that were done one after another until now, each of so many milliseconds."""
    if _Switch.tracer is None or not stages:
        return
    at = time.time_ns() - round(sum(stages.values()) * 1e6)
    for name, ms in stages.items():
        made = _Switch.tracer.start_span(name, start_time=at)
        at += round(ms * 1e6)
        made.end(at)
