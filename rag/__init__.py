"""From a question to a grounded answer."""

from rag.answer import REFUSAL, Answer, Citation, Doubt, Hit, Sentence
from rag.answering import Reader
from rag.conversation.topics import Turn
from rag.library import Library
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
