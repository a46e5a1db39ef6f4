"""Marks of origin: drawn pixels in, pixels or files out that say a model drew them; and any file in, what it says."""

from gan_api.marks.embedding import watermark
from gan_api.marks.finishing import EDITION, finish, finish_named

__all__ = ["EDITION", "finish", "finish_named", "watermark"]
