"""Rich text (.rtf)."""

from pathlib import Path

from striprtf.striprtf import rtf_to_text

from corpus.draft import Draft


def read(path: Path, draft: Draft) -> None:
    """Add the text of each paragraph."""
    # Its own letters are all ASCII; those of other alphabets are escaped.
    data = path.read_bytes().decode("ascii", "replace")
    text: str = rtf_to_text(data, encoding="cp949", errors="replace")  # type: ignore[no-untyped-call]
    for line in text.split("\n"):
        draft.paragraph(line)
