"""What operators ask of a cluster: its state, its size, its releases, its jobs, and what is wrong with it."""
