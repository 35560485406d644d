"""`python -m ritual`."""

import sys

from ritual.cli.main import main

sys.exit(main())
