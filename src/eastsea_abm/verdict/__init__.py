"""What finished sweeps say of a contrast of policies: numbers, then words that claim no more than the numbers do."""
