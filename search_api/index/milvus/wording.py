"""Conditions in Milvus' words: an expression in, the text of a filter out. No I/O.

A fact that the source doesn't give is stored as "" or as an empty list, never as null: in Milvus, null satisfies
neither a condition nor its negation. No fact is "", since Artwork takes empty text for none.
"""

from search_api.conditions import All, Either, Expression, Known, Not, OneOf, Within
from services.collection.artwork import SETS

ROW = "row"
DATED = "dated"
PICTURED = "pictured"
BEGIN, END = "date_begin", "date_end"

ALWAYS = f"{ROW} >= 0"
NEVER = f"{ROW} < 0"

# what both Milvus (Plan.g4, strconv.Unquote) and its small sister read the same way; all else may stand as it is
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def worded(expression: Expression) -> str:
    """The filter that keeps what `expression` keeps."""
    match expression:
        case OneOf(fact, values):
            return _one_of(fact, values)
        case Within(first, last):
            late_enough = [] if first is None else [f"{END} >= {first}"]
            early_enough = [] if last is None else [f"{BEGIN} <= {last}"]
            return " and ".join([f"{DATED} == true", *late_enough, *early_enough])
        case Known("date"):
            return f"{DATED} == true"
        case Known("image"):
            return f"{PICTURED} == true"
        case Known(fact):
            return f"array_length({fact}) > 0" if fact in SETS else f'{fact} != ""'
        case Not(part):
            return f"not ({worded(part)})"
        case All(parts):
            return " and ".join(f"({worded(part)})" for part in parts) or ALWAYS
        case Either(parts):
            return " or ".join(f"({worded(part)})" for part in parts) or NEVER


def _one_of(fact: str, values: frozenset[str]) -> str:
    wanted = ", ".join(quoted(value) for value in sorted(values) if _can_be_stored(value))
    if not wanted:
        return NEVER
    return f"array_contains_any({fact}, [{wanted}])" if fact in SETS else f"{fact} in [{wanted}]"


def quoted(value: str) -> str:
    """A text as Milvus reads it back."""
    return f'"{value.translate(_ESCAPES)}"'


def _can_be_stored(value: str) -> bool:
    """No work has "", nor half a surrogate pair, which can't be sent."""
    return value != "" and not any("\ud800" <= letter <= "\udfff" for letter in value)
