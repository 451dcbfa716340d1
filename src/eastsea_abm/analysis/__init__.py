"""What tables of many runs say: contrasts under the same luck, and summaries by setting. Pure functions."""
