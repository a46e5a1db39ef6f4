"""The same generator behind other servers, to compare ours with: LitServe, BentoML, and the design of 2019."""
