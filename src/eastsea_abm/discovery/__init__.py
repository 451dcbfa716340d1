"""Under which conditions a statement about policies holds: boxes of the parameter space, found in a sweep."""
