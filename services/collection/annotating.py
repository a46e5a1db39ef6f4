"""Annotators: a picture's bytes in; a caption and tags in words out. Here Azure AI Vision, as Gen Studio's makers used.

None is asked unless a user names it: pictures of works then leave this machine.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from services.common.polite import AddressError, PoliteClient

API_VERSION = "2024-02-01"
LEAST_CONFIDENCE = 0.8
_MAX_ANSWER = 1_000_000


@dataclass(frozen=True)
class Annotation:
    """What is to be seen, as a program says."""

    caption: str | None
    tags: tuple[str, ...]


class Annotator(Protocol):
    """What says what is to be seen. `maker` is its name and version, which go into the catalogue."""

    @property
    def maker(self) -> str: ...

    def annotate(self, picture: bytes) -> Annotation:
        """Raises AddressError where it can't say, and AwayError where it can't be asked."""
        ...


class AzureVision:
    """Azure AI Vision's Image Analysis 4.0 (imageanalysis:analyze), by a resource's endpoint and key."""

    maker = f"azure-ai-vision {API_VERSION}"

    def __init__(self, endpoint: str, key: str, client: PoliteClient) -> None:
        self._url = f"{endpoint.rstrip('/')}/computervision/imageanalysis:analyze"
        self._key, self._client = key, client

    def annotate(self, picture: bytes) -> Annotation:
        """Caption and tags that it is sure of. Raises AddressError or AwayError."""
        found = self._client.post(
            self._url,
            picture,
            most=_MAX_ANSWER,
            params={"api-version": API_VERSION, "features": "caption,tags", "language": "en"},
            headers={"Ocp-Apim-Subscription-Key": self._key, "Content-Type": "application/octet-stream"},
        )
        try:
            caption: dict[str, Any] = found.get("captionResult") or {}
            values: list[dict[str, Any]] = found["tagsResult"]["values"]
            tags = tuple(str(tag["name"]) for tag in values if float(tag["confidence"]) >= LEAST_CONFIDENCE)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise AddressError(f"{self._url} answers without tagsResult: its shape has changed") from error
        return Annotation(str(caption["text"]) if caption.get("text") else None, tags)
