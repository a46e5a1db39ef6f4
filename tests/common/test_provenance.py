"""What an XMP packet says of its image, whoever wrote it and however."""

import pytest

from services.common.provenance import GENERATED, MAX_XMP_BYTES, Origin, origin_of, xmp_of_generated


def test_a_packet_of_ours_is_read_back() -> None:
    recipe, tool = '0123456789ab."a" & <b>', "Another 'Studio'"
    assert origin_of(xmp_of_generated(recipe, tool)) == Origin(GENERATED, recipe, tool)


@pytest.mark.parametrize(
    ("packet", "tool"),
    [
        ('<rdf:Description xmp:CreatorTool="Painter &amp; Co"/>', "Painter & Co"),
        ("<rdf:Description xmp:CreatorTool = 'Painter \"2\"'/>", 'Painter "2"'),
        ("<xmp:CreatorTool>\n Painter 3 \n</xmp:CreatorTool>", "Painter 3"),
        ("<xmp:CreatorTool>Painter > Pen</xmp:CreatorTool>", "Painter > Pen"),
        ("<xmp:CreatorTool></xmp:CreatorTool>", ""),
        ("<xmp:Creator>Painter</xmp:Creator>", None),
    ],
)
def test_a_value_may_stand_in_an_attribute_or_an_element(packet: str, tool: str | None) -> None:
    assert origin_of(packet.encode()).tool == tool


@pytest.mark.parametrize(
    "again", [":CreatorTool>", ':CreatorTool="', ":CreatorTool='", ":CreatorTool ", ":CreatorTool="]
)
def test_a_hostile_packet_is_read_as_fast_as_any(again: str) -> None:
    """Where each repetition is searched to the end, this takes minutes."""
    for filling in (again, again.ljust(MAX_XMP_BYTES)):
        origin_of((filling * (MAX_XMP_BYTES // len(filling))).encode())
