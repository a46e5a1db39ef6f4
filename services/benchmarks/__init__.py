"""Benchmarks: what is measured on the machine at hand, side by side in one run."""
