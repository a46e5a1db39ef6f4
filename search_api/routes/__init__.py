"""HTTP of the search service, one file per resource."""
