"""From a question to a grounded answer."""

from rag.answer import REFUSAL, Answer, Citation, Doubt, Hit, Sentence
from rag.conversation.topics import Turn
from rag.library import Library
from rag.reading.reader import Reader
from rag.searching import Retrieval
from rag.update import UpdateReport

__all__ = [
    "REFUSAL",
    "Answer",
    "Citation",
    "Doubt",
    "Hit",
    "Library",
    "Reader",
    "Retrieval",
    "Sentence",
    "Turn",
    "UpdateReport",
]
