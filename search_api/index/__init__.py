"""Indexes: unit features in, the works nearest to a query out."""
