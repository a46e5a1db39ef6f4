"""The network that both services see with, and its preprocessing."""
