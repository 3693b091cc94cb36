"""`python -m attrib` is the `attrib` command."""

import sys

from attrib.cli import main

if __name__ == "__main__":
    sys.exit(main())
