"""W3C Trace Context: the caller's `traceparent` in, this request's part of that trace out, for logs and the answer."""

import re
import secrets
from dataclasses import dataclass

REQUEST_HEADER = "traceparent"
ANSWER_HEADER = "traceresponse"  # Trace Context, level 2

_PARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_SAMPLED = 0x01


@dataclass(frozen=True)
class Trace:
    """One request's place in a trace; ids in hexadecimal."""

    trace_id: str
    span_id: str
    parent_id: str | None
    sampled: bool

    @property
    def header(self) -> str:
        """As it is written in an answer, or to a service that is asked in turn."""
        return f"00-{self.trace_id}-{self.span_id}-{self.sampled:02x}"


def trace_of(header: str | None) -> Trace:
    """Go on with the caller's trace; begin one where there is none, or none that can be read."""
    span_id = secrets.token_hex(8)
    found = _PARENT.fullmatch(header or "")
    if found is not None:
        version, trace_id, parent_id, flags, more = found.groups()
        known = version != "ff" and (version != "00" or more is None)
        if known and int(trace_id, 16) and int(parent_id, 16):
            return Trace(trace_id, span_id, parent_id, bool(int(flags, 16) & _SAMPLED))
    return Trace(secrets.token_hex(16), span_id, None, sampled=False)
