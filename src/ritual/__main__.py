"""`python -m ritual`, which is the `ritual` command."""

import sys

from ritual.cli.main import main

sys.exit(main())
