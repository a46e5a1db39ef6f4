"""Conditions as people and addresses write them: a line of text in, an expression out, and back; also as JSON.

    culture:Japanese|Chinese -medium:"Ink on paper" date:1600..1700 (artist:Hokusai OR has:image)

Side by side means AND, which may be written; `OR` between two means either, `-` or `NOT` in front means not, brackets
group. Values with anything but
letters, digits, '_', '.' or '\\'' stand in double quotes, with \\" and \\\\ for the quote and the backslash.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from search_api.conditions import (
    EVERYTHING,
    All,
    ConditionError,
    Either,
    Expression,
    Known,
    Not,
    OneOf,
    Within,
    simplified,
)

MAX_WHERE_LENGTH = 2000
MAX_WHERE_DEPTH = 8
MAX_WHERE_PARTS = 64

_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<not>-|NOT\b)|(?P<and>AND\b)|(?P<or>OR\b)|(?P<bar>\|)
    |(?P<name>[a-z_]+):|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<plain>[^\s()|"]+))""",
    re.VERBOSE,
)
_WORDS = ("AND", "OR", "NOT")
_PLAIN = re.compile(r"[\w.'][\w.'-]*")
_YEARS = re.compile(r"(?P<first>-?\d{1,8})?(?P<dots>\.\.)?(?P<last>-?\d{1,8})?")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str) -> Expression:
    """Read a condition, simplified; nothing but blanks is no condition. Raises ConditionError that says where."""
    if len(text) > MAX_WHERE_LENGTH:
        raise ConditionError(f"the condition has {len(text)} letters; {MAX_WHERE_LENGTH} is the most")
    reader = _Reader(list(_tokens(text)), len(text))
    return simplified(reader.whole())


def write(expression: Expression) -> str:
    """The one written form of a simplified expression; `parse` reads it back."""
    match expression:
        case All(parts):
            return " ".join(_bracketed(part, Either) for part in parts)
        case Either(parts):
            return " OR ".join(_bracketed(part, All) for part in parts)
        case Not(part):
            return f"-{_bracketed(part, All, Either)}"
        case Within(first, last):
            return f"date:{'' if first is None else first}..{'' if last is None else last}"
        case Known(what):
            return f"has:{what}"
    return f"{expression.fact}:{'|'.join(_quoted(value) for value in sorted(expression.values))}"


def to_json(expression: Expression) -> dict[str, Any]:
    """The same as JSON, for who builds conditions by clicking."""
    match expression:
        case All(parts):
            return {"all": [to_json(part) for part in parts]}
        case Either(parts):
            return {"any": [to_json(part) for part in parts]}
        case Not(part):
            return {"not": to_json(part)}
        case Within(first, last):
            return {"date": {"from": first, "to": last}}
        case Known(what):
            return {"has": what}
    return {"fact": expression.fact, "values": sorted(expression.values)}


def _bracketed(part: Expression, *kinds: type) -> str:
    return f"({write(part)})" if isinstance(part, kinds) else write(part)


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and value not in _WORDS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise ConditionError(f"the condition can't be read at letter {at + 1}: {text[at : at + 20].strip()!r}")
        yield _Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        at = found.end()


class _Reader:
    """Goes through the tokens once, from the left (recursive descent)."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = tokens
        self._length = length
        self._next = 0
        self._parts = 0

    def whole(self) -> Expression:
        if not self._tokens:
            return EVERYTHING
        expression = self._either(0)
        if self._peek() is not None:
            raise self._error("a bracket is closed that was never opened")
        return expression

    def _either(self, depth: int) -> Expression:
        parts = [self._all(depth)]
        while self._take("or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self, depth: int) -> Expression:
        parts = [self._one(depth)]
        while (token := self._peek()) is not None and token.kind not in ("or", "close"):
            self._take("and")
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Expression:
        self._parts += 1
        if self._parts > MAX_WHERE_PARTS or depth > MAX_WHERE_DEPTH:
            raise ConditionError(
                f"the condition is too long-winded; {MAX_WHERE_PARTS} parts in brackets of depth {MAX_WHERE_DEPTH} "
                "are the most"
            )
        if self._take("not"):
            return Not(self._one(depth + 1))
        if self._take("open"):
            inside = self._either(depth + 1)
            if not self._take("close"):
                raise self._error("a bracket is not closed")
            return inside
        if (name := self._take("name")) is not None:
            return self._fact(name)
        raise self._error("a fact is needed, like culture:Japanese, date:1600..1700 or has:image")

    def _fact(self, name: _Token) -> Expression:
        values = [self._value(name)]
        while self._take("bar"):
            values.append(self._value(name))
        if name.text == "date":
            return _together([self._years(value, name) for value in values])
        if name.text == "has":
            return _together([Known(value) for value in values])
        return OneOf(name.text, frozenset(values))

    def _value(self, name: _Token) -> str:
        sign = self._peek()
        negative = name.text == "date" and sign is not None and sign.text == "-" and self._take("not") is not None
        if (quoted := self._take("quoted")) is not None:
            return re.sub(r"\\(.)", r"\1", quoted.text[1:-1])
        if (plain := self._take("plain")) is not None:
            return f"-{plain.text}" if negative else plain.text
        raise self._error(f"{name.text} needs a value; put one with blanks or brackets in double quotes")

    def _years(self, value: str, name: _Token) -> Within:
        found = _YEARS.fullmatch(value)
        if found is None or (found["first"] is None and found["last"] is None):
            raise ConditionError(
                f"date:{value} at letter {name.at + 1} is no span of years; write 1600..1700, 1600.., ..1700 or 1650"
            )
        first, last = (None if found[end] is None else int(found[end]) for end in ("first", "last"))
        return Within(first, last) if found["dots"] else Within(first, first)

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, kind: str) -> _Token | None:
        token = self._peek()
        if token is None or token.kind != kind:
            return None
        self._next += 1
        return token

    def _error(self, why: str) -> ConditionError:
        token = self._peek()
        where = f"at letter {token.at + 1} ({token.text[:20]})" if token else f"at the end (letter {self._length})"
        return ConditionError(f"the condition can't be read {where}: {why}")


def _together(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Either(tuple(parts))
