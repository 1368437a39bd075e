"""What can go wrong, in the user's words.

MundapError            something failed; exit code 1
└── UsageError         the user asked for something impossible; exit code 2

The message is one Korean sentence that says what is wrong, where, and what to do.
"""


class MundapError(Exception):
    """A failure with a sentence for the user."""

    kind = "failure"


class UsageError(MundapError):
    """Misuse: a wrong path, flag or question."""

    kind = "usage"
