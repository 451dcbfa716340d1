"""Batch parameter sweeps: a plan, its settings, the store they fill, and who does the work."""
