"""Heads and feet: what stands on every page of a document."""

import re
from collections.abc import Iterable

from corpus.draft import Draft

# '문서번호: 총무-12', '전화 02-120-1234', and no title or number of a page.
_TELLS = re.compile(r"\S\s?[:：]\s?\S|\d{2,4}-\d{3,4}(?:-\d{4})?")


def add_edges(paragraphs: Iterable[str], draft: Draft) -> None:
    """Add what heads and feet tell, each thing once."""
    for text in dict.fromkeys(paragraph.strip() for paragraph in paragraphs):
        if _TELLS.search(text):
            draft.paragraph(text)
