"""`python -m wijkresearch.cli`: the `wijk` command where it is not on the path."""

import sys

from wijkresearch.cli import main

if __name__ == "__main__":
    sys.exit(main())
