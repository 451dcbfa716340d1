"""Histories that can be looked back on, changed, branched, and forked into many futures."""
