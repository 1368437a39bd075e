from collections.abc import Callable, Mapping

import pytest

from corpus import Document
from rag import Library


@pytest.fixture(scope="session")
def library_of() -> Callable[[Mapping[str, str]], Library]:
    """Makes a library of texts, each the document of its title."""

    def make(texts: Mapping[str, str]) -> Library:
        documents = [Document(f"{title}.txt", title, text) for title, text in texts.items()]
        return Library.from_documents(documents)

    return make
