"""The search service: find works by words, facts and likeness."""
