"""Which factors of a finished sweep move its outcomes, how surely, and how much is strategy, parameters and luck."""
