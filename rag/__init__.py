"""From a question to a grounded answer."""

from rag.answer import REFUSAL, Answer, Citation, Hit, Sentence
from rag.conversation import Turn
from rag.library import Library, Retrieval, UpdateReport
from rag.reader import Reader

__all__ = [
    "REFUSAL",
    "Answer",
    "Citation",
    "Hit",
    "Library",
    "Reader",
    "Retrieval",
    "Sentence",
    "Turn",
    "UpdateReport",
]
