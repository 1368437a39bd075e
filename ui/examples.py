"""Questions to begin with: such that the documents at hand answer."""

from itertools import islice

from corpus import SAMPLE
from rag import Library
from ui.render import headings

_SAMPLE_QUESTIONS = (
    "블랙웰 B100의 트랜지스터는 몇 개인가요?",
    "앤쓰로픽의 기업가치는 얼마나 되나요?",
    "2023년에 파운데이션 모델을 가장 많이 만든 나라는 어디인가요?",
    "소라로 만들 수 있는 영상은 최대 몇 분인가요?",
)
_SHOWN = 3
_TRIED = 12


def examples(library: Library) -> tuple[str, ...]:
    """A few questions that get an answer, from as many documents as can be."""
    if library.folder == SAMPLE:
        return _SAMPLE_QUESTIONS
    firsts = {passage.source: passage for passage in reversed(library.passages)}
    spread = [*reversed(firsts.values()), *library.passages[:_TRIED]]
    subjects = dict.fromkeys(headings(passage) or passage.title for passage in spread)
    questions = (f"{subject}에 대해 알려 주세요" for subject in islice(subjects, _TRIED))
    answered = (question for question in questions if not library.ask(question).abstained)
    return tuple(islice(answered, _SHOWN))
