"""The report of a study, a sweep, an ensemble or a run: one page that stands alone."""
