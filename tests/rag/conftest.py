from collections.abc import Callable, Mapping

import pytest

from corpus import Document
from corpus.markdown import is_markdown
from rag import Library


@pytest.fixture(scope="session")
def library_of() -> Callable[[Mapping[str, str]], Library]:
    """Makes a library of texts, each the document of its title, or of its name in Markdown."""

    def make(texts: Mapping[str, str]) -> Library:
        documents = [
            Document(f"{title}.md" if is_markdown(name) else f"{title}.txt", title, text)
            for name, text in texts.items()
            for title in [name.removesuffix(".md")]
        ]
        return Library.from_documents(documents)

    return make
