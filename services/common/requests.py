"""What a visitor sends, as one strict typed object: JSON bodies and query strings in, frozen pydantic models out."""

from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

from services.common.problems import InvalidInput, UnsupportedMedia

_SHOWN_ERRORS = 10
_MANY = (list, tuple, set, frozenset)


class StrictModel(BaseModel):
    """Base of every request: no unknown field, no conversion, no NaN or infinity, unchangeable."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


M = TypeVar("M", bound=BaseModel)


def json_body(model: type[M]) -> M:
    """The JSON body of the current request. Raises UnsupportedMedia (not JSON) or InvalidInput (names each field)."""
    if request.mimetype != "application/json":
        sent = request.mimetype or "no Content-Type"
        raise UnsupportedMedia(f"the body is {sent}; send JSON with Content-Type: application/json")
    try:
        return model.model_validate_json(request.get_data(cache=False), strict=True)
    except ValidationError as error:
        raise _invalid(error, model, "body") from error


def query(model: type[M]) -> M:
    """The query string of the current request.

    Text becomes numbers where the model says so; a field that is a list takes repeated parameters, any other is given
    once. Raises InvalidInput, which names each parameter.
    """
    values: dict[str, Any] = {}
    for name, given in request.args.lists():
        field = _field(model, name)
        if field is not None and _takes_many(model.model_fields[field].annotation):
            values[name] = given
        elif len(given) > 1:
            raise InvalidInput(f"{name}: given {len(given)} times; give it once", errors=[_said(name, "given twice")])
        else:
            values[name] = given[0]
    try:
        return model.model_validate(values, strict=False)
    except ValidationError as error:
        raise _invalid(error, model, "query") from error


def _invalid(error: ValidationError, model: type[BaseModel], part: str) -> InvalidInput:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    errors = []
    for one in found[:_SHOWN_ERRORS]:
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in one["loc"]).lstrip(".")
        message = one["msg"].removeprefix("Value error, ")
        if one["type"] == "extra_forbidden":
            known = f"; known are {', '.join(model.model_fields)}" if len(one["loc"]) == 1 else ""
            message = f"this name is not known{known}"
        errors.append(_said(place or part, message))
    detail = "; ".join(f"{one['field']}: {one['problem']}" for one in errors)
    if len(found) > _SHOWN_ERRORS:
        detail += f"; and {len(found) - _SHOWN_ERRORS} more"
    return InvalidInput(detail, errors=errors)


def _said(field: str, problem: str) -> dict[str, str]:
    return {"field": field, "problem": problem}


def _field(model: type[BaseModel], name: str) -> str | None:
    return next((key for key, field in model.model_fields.items() if name in {key, field.alias}), None)


def _takes_many(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, UnionType}:
        return any(_takes_many(part) for part in get_args(annotation))
    return origin in _MANY or annotation in _MANY
