"""Rights in few words: a licence as a source writes it, or its address, in; "CC0" or "CC BY 4.0" out."""

import re
from collections.abc import Collection

CC0 = "CC0"
PUBLIC_DOMAIN = "Public domain"
OPEN = (CC0, PUBLIC_DOMAIN)
"""Rights under which works are taken unless more are asked for."""

ANY = "any"
"""Asked for, it takes works under whatever rights."""

_CC = re.compile(r"(?:licenses/|cc[ -])(by(?:-nc)?(?:-nd|-sa)?)(?:[/ -]v?([0-9.]+[0-9]))?")
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"publicdomain/zero|\bcc0\b|\bcc zero\b|creative commons zero"), CC0),
    (re.compile(r"rightsstatements\.org/.*/(?:inc|und)|all rights reserved|in copyright|©|\(c\)"), "In copyright"),
    (re.compile(r"rightsstatements\.org/.*/(?:cne|nkc)"), "Not evaluated"),
    (re.compile(r"not (?:in the )?public domain"), "In copyright"),
    (
        re.compile(r"publicdomain/mark|public[ -]domain|no known copyright|rightsstatements\.org/.*/noc|\bpdm\b"),
        PUBLIC_DOMAIN,
    ),
)


def is_free(rights: str | None, besides: Collection[str] = ()) -> bool:
    """Whether works under these rights are taken, where others are asked for `besides` the open ones."""
    return ANY in besides or rights in OPEN or (rights is not None and rights in besides)


def rights_of(licence: str | None) -> str | None:
    """What a licence comes down to; None where it is not said or not known. Text that says several is not open."""
    if not licence:
        return None
    text = licence.lower().replace("creative commons attribution", "cc by").replace("–", "-")
    text = re.sub(r"cc by[- ](?:noncommercial|nc)", "cc by-nc", re.sub(r"share ?alike", "sa", text))
    if found := _CC.search(text):
        version = f" {found[2]}" if found[2] else ""
        return f"CC {found[1].upper()}{version}"
    return next((rights for pattern, rights in _FORMS if pattern.search(text)), None)
