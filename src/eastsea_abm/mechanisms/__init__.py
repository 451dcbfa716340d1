"""One file, one causal claim: the equation, its source, the pure rule, and who it is applied to."""
