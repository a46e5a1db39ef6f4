"""Materials: a medium as the museum words it in ("Oil on canvas"), what the work is made of out."""

import re
from functools import cache, lru_cache

# the first word is the material's name, the others are worded for it; endings of the plural are taken too
_WORDS = """
acrylic; alabaster; albumen; amber; aquatint; bamboo; basalt; bone; brass; bronze; canvas; cardboard; cedar;
ceramic; chalk; charcoal; clay; copper; coral; cork; cotton; crayon; crystal; diamond; earthenware; ebony; emerald;
enamel; faience; feather; felt; flax; flint; fur; garnet; gesso; glass; gold, gilt, gilded, gilding; gouache;
granite; graphite; gypsum; hair; hemp; horn; ink; iron; ivory; jade, nephrite; jasper; jet; lacquer, lacquered;
lapis lazuli; lead; leather; limestone; linen; mahogany; marble; mother-of-pearl, mother of pearl, nacre; niello;
oak; obsidian; oil; paint; palm; panel; paper; papyrus; parchment, vellum; pastel; pearl; pencil; pewter; pigment;
pine; plaster; plastic; platinum; porcelain; quartz; resin; rosewood; rubber; ruby; sandstone; sapphire; satin;
shell; silk; silver; slate; steatite; steel; stone; stoneware; stucco; tempera; terracotta, terra-cotta, terra
cotta; textile, cloth, fabric; tin; tortoiseshell; turquoise; velvet; walnut; watercolor, watercolour; wax; wood,
wooden; wool; zinc
"""
# what the medium names, but the work is not made of
_OTHER = re.compile(r"(?:probably |possibly )?(?:in the )?(?:style|manner) of .*|imitation [a-z-]+|faux [a-z-]+")


@lru_cache(maxsize=50_000)  # media come again and again
def materials_of(medium: str | None) -> tuple[str, ...]:
    """The materials that a medium names, in its order; () for none. "Woodcut" is no wood, "gilt bronze" is both."""
    if not medium:
        return ()
    text = _OTHER.sub(" ", medium.lower())
    return tuple(dict.fromkeys(_names()[found.group(1)] for found in _pattern().finditer(text)))


@cache
def _names() -> dict[str, str]:
    groups = [[word.strip() for word in group.split(",")] for group in _WORDS.replace("\n", " ").split(";")]
    return {word: group[0] for group in groups for word in group}


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({words})(?:s|es)?(?!\w|-(?!inlaid|gilt|plated|glazed))")
