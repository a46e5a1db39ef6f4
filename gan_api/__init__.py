"""The generator service: seeds in, images out."""
