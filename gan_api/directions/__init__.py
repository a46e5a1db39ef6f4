"""Directions through the space of seeds that change what one can see: found, measured, named, and kept in a file."""
