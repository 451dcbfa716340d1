"""The model against the record: forecasts of held-out years, scores, naive baselines, and what may be claimed."""
