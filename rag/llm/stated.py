"""The direct answer in a checked sentence: the one value of the kind that the question asks for."""

from collections.abc import Sequence

from index import analyse
from rag.answer import Sentence
from rag.language.question_type import Asked, asked
from rag.language.values import Value, values_of

_MONEY = frozenset("원 달러 유로 위안 엔 파운드".split())
_COSTS = frozenset("가격 금액 비용 매출 상금 요금 값 수수료 연봉 예산".split())


def stated_value(question: str, sentences: Sequence[Sentence]) -> str:
    """A number or date of the first sentence's quotes; '' where there is none or a choice.

    Only where the first sentence is supported and holds just one value that fits.
    """
    if not sentences or not sentences[0].supported:
        return ""
    wanted, known = asked(question, analyse(question)), values_of(question)
    told = [value for value in values_of(sentences[0].text) if _fits(value, wanted, question)]
    fresh = {value.forms[0] for value in told} - {form for one in known for form in one.forms}
    if len(fresh) != 1:
        return ""
    (form,) = fresh
    for citation in sentences[0].citations:
        for value in values_of(citation.quote):
            if form in value.forms:
                return citation.quote[value.start : value.end].strip()
    return ""


def _fits(value: Value, wanted: Asked, question: str) -> bool:
    if wanted.unit:
        dated = value.unit == "date" and wanted.unit in ("년", "월", "일")
        return dated or value.unit == wanted.unit
    if "며칠" in question:
        return value.unit in ("일", "date")
    if wanted.kind == "date":
        return value.unit == "date"
    if wanted.kind != "number" or value.unit in ("date", "code", "제"):
        return False
    return value.unit in _MONEY if _COSTS & set(wanted.head) else True
