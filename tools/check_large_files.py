"""Fail for each file named on the command line that is larger than 500 kB."""

import sys
from pathlib import Path

LIMIT = 500_000

too_large = [name for name in sys.argv[1:] if Path(name).stat().st_size > LIMIT]
for name in too_large:
    print(f"{name}: {Path(name).stat().st_size / 1000:.0f} kB, more than {LIMIT // 1000} kB")
sys.exit(bool(too_large))
