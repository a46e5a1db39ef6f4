"""The facts by which works belong together: an artwork in; artist, culture, classification and century out."""

from services.collection.artwork import Artwork

LABELS = ("artist", "culture", "classification", "century")


def century_name(century: int) -> str:
    """What a century is called that `labels_of` tells by the hundreds of its years: 18 is the 19th century."""
    number = century + 1 if century >= 0 else century  # there is no century 0
    count = abs(number)
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending} century{' BC' if number < 0 else ''}"


def labels_of(artwork: Artwork) -> dict[str, str]:
    """What is known of the four, in the source's wording; the century is that of the middle of the work's years."""
    known = {"artist": artwork.artist, "culture": artwork.culture, "classification": artwork.classification}
    labels = {name: value for name, value in known.items() if value}
    if artwork.date_begin is not None and artwork.date_end is not None:
        labels["century"] = str((artwork.date_begin + artwork.date_end) // 2 // 100)
    return labels
