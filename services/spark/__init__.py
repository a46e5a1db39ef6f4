"""Work for a cluster: a store's works in parts, each part's results as one Parquet file, gathered in the end."""
