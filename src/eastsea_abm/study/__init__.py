"""A declared study: strategies by conditions by everything uncertain, played through the store of sweeps."""
