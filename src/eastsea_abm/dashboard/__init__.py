"""The live dashboard: a page on which a scenario is played, changed, asked why, and forked.

Importing this package imports nothing; ``eastsea dashboard`` (`eastsea_abm.cli.watching`) starts the server.
"""
