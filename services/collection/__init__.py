"""Artworks, their catalogue, and releases."""
