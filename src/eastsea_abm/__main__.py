"""``python -m eastsea_abm`` is ``eastsea``."""

from eastsea_abm.cli import main

if __name__ == "__main__":
    main()
