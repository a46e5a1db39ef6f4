"""Marks of origin: what made an image, as an XMP packet for its file.

IPTC's digital source type "trainedAlgorithmicMedia" says that a trained model drew it
(https://cv.iptc.org/newscodes/digitalsourcetype/); the recipe says how to draw it again.
"""

from xml.sax.saxutils import quoteattr

GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def xmp_of_generated(recipe: str, tool: str) -> bytes:
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
