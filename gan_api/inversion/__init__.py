"""Finding the seed whose image is nearest to an artwork."""
