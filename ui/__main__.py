"""`python -m ui` is `mundap`."""

import sys

from ui.cli import main

sys.exit(main())
