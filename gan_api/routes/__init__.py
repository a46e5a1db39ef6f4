"""HTTP routes of the generator service."""
