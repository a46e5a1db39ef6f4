"""Tests of the collection: artworks, dates, catalogue, ingest, releases."""
