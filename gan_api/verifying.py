"""The free check: any picture in, all marks of origin that it carries out, in plain words."""

import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from gan_api.drawing import NOBODY, Visit
from gan_api.marks.detection import THRESHOLD, detect
from gan_api.marks.signing import Manifest, Signer
from gan_api.recipe import Recipe, RecipeError
from gan_api.studio import Studio
from services.common.images import decode_upload
from services.common.problems import Busy
from services.common.provenance import Origin, origin_of

ALIKE = 8.0
"""Mean difference in grey levels (of 255) up to which two pictures are the same one saved again."""

_FORMATS = {"JPEG": "jpg", "WEBP": "webp", "PNG": "png"}
_ABSENCE = (
    "That is no proof that no model drew it: metadata is often lost when a picture is saved, the watermark is lost "
    "when it is changed a lot, and other makers' watermarks are not known here."
)


@dataclass(frozen=True)
class Redrawing:
    """What the recipe that a picture names draws here. `same` is exact, alike or other, None where it isn't drawn."""

    recipe: str
    release: str
    possible: bool
    same: str | None = None
    difference: float | None = None


@dataclass(frozen=True)
class Report:
    """All that was found, and `summary`, which says it in plain words."""

    generated: bool
    summary: str
    metadata: dict[str, Any]
    signature: dict[str, Any]
    watermark: dict[str, Any]
    redrawing: Redrawing | None


class Verifier:
    """Checks pictures against one studio's generator and its signer."""

    def __init__(self, studio: Studio, signer: Signer, at_once: int = 2) -> None:
        self._studio = studio
        self._signer = signer
        self._room = threading.BoundedSemaphore(at_once)

    def check(self, data: bytes, visit: Visit = NOBODY) -> Report:
        """Read all marks of an uploaded picture's file. Raises Busy, or what `decode_upload` or a drawing raises."""
        if not self._room.acquire(blocking=False):
            raise Busy("as many pictures are being checked as can be at once; try again in a second", retry_after=1)
        try:
            return self._checked(data, visit)
        finally:
            self._room.release()

    def _checked(self, data: bytes, visit: Visit) -> Report:
        image = decode_upload(data)
        origin, kind = _read(data)
        manifest = self._signer.read(data)
        found = detect(image)
        redrawing = self._redraw(_recipe(origin, manifest), image, kind, visit)
        signed = manifest is not None and manifest.intact and manifest.generated
        generated = origin.generated or signed or found.marked
        sentences = [
            _conclusion(generated, found.marked, manifest is not None and manifest.ours),
            _told_of_metadata(origin),
            _told_of_signature(manifest),
            _told_of_redrawing(redrawing),
            "" if generated else _ABSENCE,
        ]
        return Report(
            generated,
            " ".join(sentence for sentence in sentences if sentence),
            {"found": origin != Origin(), "generated": origin.generated, "recipe": origin.recipe, "tool": origin.tool},
            _signature(manifest),
            {
                "found": found.marked,
                "score": round(found.score, 2),
                "threshold": round(THRESHOLD, 2),
                "scale": round(found.scale, 3) if found.marked else None,
            },
            redrawing,
        )

    def _redraw(self, recipe: Recipe | None, image: Image.Image, kind: str, visit: Visit) -> Redrawing | None:
        if recipe is None:
            return None
        if recipe.release != self._studio.release:
            return Redrawing(recipe.word, recipe.release, possible=False)
        drawn = decode_upload(self._studio.picture(recipe, kind, visit).data)
        size = min(drawn.size, image.size)
        seen, shown = (
            one if one.size == size else one.resize(size, Image.Resampling.LANCZOS) for one in (image, drawn)
        )
        apart = np.abs(np.asarray(shown, np.int16) - np.asarray(seen, np.int16))
        difference = float(apart.mean())
        same = "exact" if difference == 0 else "alike" if difference <= ALIKE else "other"
        return Redrawing(recipe.word, recipe.release, True, same, round(difference, 2))


def _read(data: bytes) -> tuple[Origin, str]:
    """What the file's XMP says, and the format in which it would be drawn again."""
    with Image.open(io.BytesIO(data)) as image:
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
        kind = _FORMATS.get(image.format or "", "png")
    if isinstance(packet, str):
        packet = packet.encode()
    # a TIFF's may be a number n, of which bytes(n) would make n bytes
    return origin_of(packet) if isinstance(packet, bytes) else Origin(), kind


def _recipe(origin: Origin, manifest: Manifest | None) -> Recipe | None:
    """The recipe that the signature states, or else the metadata."""
    stated = manifest.statement.get("recipe") if manifest and manifest.intact else None
    for word in (stated, origin.recipe):
        if isinstance(word, str):
            try:
                return Recipe.parse(word)
            except RecipeError:
                continue
    return None


def _signature(manifest: Manifest | None) -> dict[str, Any]:
    if manifest is None:
        return {"found": False, "intact": None, "ours": None, "signer": None, "statement": None, "failures": []}
    statement: Mapping[str, Any] | None = manifest.statement if manifest.intact and manifest.statement else None
    return {
        "found": True,
        "intact": manifest.intact,
        "ours": manifest.ours,
        "signer": manifest.signer,
        "statement": statement,
        "failures": list(manifest.failures),
    }


def _conclusion(generated: bool, watermarked: bool, ours: bool) -> str:
    if watermarked:
        return "Gen Studio drew this picture: its watermark is in the pixels."
    if ours:
        return "Gen Studio drew this picture: this service signed it."
    if generated:
        return "The file says that a model drew this picture, but Gen Studio's watermark is not in the pixels."
    return "No marks of a generated picture were found."


def _told_of_metadata(origin: Origin) -> str:
    return f"Its metadata names {origin.tool or 'no program'} as the maker." if origin.generated else ""


def _told_of_signature(manifest: Manifest | None) -> str:
    if manifest is None:
        return ""
    if not manifest.intact:
        return "It carries a signed account of its origin (C2PA), but that is broken: the file was changed afterwards."
    if manifest.ours:
        return "Its signed account of its origin (C2PA) is whole, and signed by this service."
    return (
        f"Its signed account of its origin (C2PA) is whole, and signed by {manifest.signer or 'somebody unnamed'}, "
        "whom this service doesn't know: anybody can make a certificate with any name."
    )


def _told_of_redrawing(redrawing: Redrawing | None) -> str:
    if redrawing is None:
        return ""
    if not redrawing.possible:
        return f"It names a recipe of release {redrawing.release}, which is not the one that is served here."
    return {
        "exact": "This service draws its recipe again, and every pixel is the same.",
        "alike": "This service draws its recipe again, and it is the same picture, saved anew or scaled.",
        "other": "This service draws the recipe that it names, but that picture looks different: "
        "it was cut or edited, or carries another picture's metadata.",
    }[redrawing.same or "other"]
