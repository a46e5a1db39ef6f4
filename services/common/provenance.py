"""Marks of origin: what made an image, as an XMP packet for its file, and such a packet read back.

IPTC's digital source type "trainedAlgorithmicMedia" says that a trained model drew it
(https://cv.iptc.org/newscodes/digitalsourcetype/); the recipe says how to draw it again.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr, unescape

GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
TOOL = "Gen Studio"
MAX_XMP_BYTES = 1024 * 1024
_ENTITIES = {"&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True)
class Origin:
    """What an XMP packet says of its image; None where it does not say."""

    source_type: str | None = None
    recipe: str | None = None
    tool: str | None = None

    @property
    def generated(self) -> bool:
        """Whether a trained model drew it."""
        return self.source_type is not None and self.source_type.endswith("/trainedAlgorithmicMedia")


def xmp_of_generated(recipe: str, tool: str = TOOL) -> bytes:
    """An XMP packet (UTF-8) for a generated image; the same recipe and tool give the same bytes."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f" Iptc4xmpExt:DigitalSourceType={quoteattr(GENERATED)} xmp:CreatorTool={quoteattr(tool)}"
        f" dc:identifier={quoteattr(recipe)}/></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def origin_of(xmp: bytes) -> Origin:
    """Read a packet of anybody's, as attributes or elements. A hostile one is searched, never parsed as XML."""
    text = xmp[:MAX_XMP_BYTES].decode("utf-8", "replace")
    return Origin(_value(text, "DigitalSourceType"), _value(text, "identifier"), _value(text, "CreatorTool"))


def _value(text: str, name: str) -> str | None:
    # each part ends where it stands, so that a hostile text is gone through once, not once for each time it begins
    found = re.search(rf":{name}\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)')|>([^<]*))", text)
    if found is None:
        return None
    return unescape(next(group for group in found.groups() if group is not None), _ENTITIES).strip()
