"""The sizes that are drawn, as a type of requests."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from gan_api.model.generator import SIZES


def _drawn(size: int) -> int:
    if size not in SIZES:
        raise ValueError(f"size {size} is not drawn; choose one of {', '.join(map(str, SIZES))}")
    return size


Size = Annotated[int, AfterValidator(_drawn)]


class SizeQuery(BaseModel):
    """`?size=`: 64, 128 or 256 px."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: Size = SIZES[-1]
