"""An index beyond one machine: Milvus looks for the nearest works, and ours says how well it does."""
