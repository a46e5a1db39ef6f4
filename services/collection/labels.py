"""The facts by which works belong together: an artwork in; artist, culture, classification and century out."""

from services.collection.artwork import Artwork

LABELS = ("artist", "culture", "classification", "century")


def labels_of(artwork: Artwork) -> dict[str, str]:
    """What is known of the four, in the source's wording; the century is that of the middle of the work's years."""
    known = {"artist": artwork.artist, "culture": artwork.culture, "classification": artwork.classification}
    labels = {name: value for name, value in known.items() if value}
    if artwork.date_begin is not None and artwork.date_end is not None:
        labels["century"] = str((artwork.date_begin + artwork.date_end) // 2 // 100)
    return labels
