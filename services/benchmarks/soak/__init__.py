"""The whole studio as separate processes, under steady load, while things go wrong: what visitors get is counted."""
