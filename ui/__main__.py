"""`python -m ui` is `mundap`."""

import sys


def run() -> int:
    """Run the command line, whose parts take a moment to load: Ctrl-C may come before."""
    try:
        from ui.cli import main
    except KeyboardInterrupt:
        return 130
    return main()


if __name__ == "__main__":
    sys.exit(run())
