"""The generator network and its checkpoint."""
