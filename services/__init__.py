"""Shared code of both services, and what composes them."""
