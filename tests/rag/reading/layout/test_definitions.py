"""What something is: which questions ask for it, and where documents say it."""

import pytest

from corpus import Document
from rag import Library
from rag.reading.layout.definitions import asked_what, defining_first

TEXT = """라이다는 레이저 빛을 쏘아 거리를 재는 센서이며, 값이 비싸다.

전고체 전지는 액체 전해질을 고체로 바꾼 전지다.

중간예납은 지난해 낸 세금의 절반을 미리 내는 것이며, 적으면 내지 않는다.

하윤목(1931년~2004년)은 대한민국의 소설가이자 번역가이다. 나래호는 2021년에 3척이다.

가람전자는 다리 대신 바퀴를 단 로봇 '토리 W'로 방향을 틀었다. 예약은 앱 '둥지온'에서 한다.

위탁개발생산(CDMO)은 남의 약을 대신 만들어 주는 사업이다. 화재는 '코드 적', 난동은 '코드 회'이다.

삼성전자가 만든 AI 가속기의 이름은 '마하1'이다. 경쟁사의 개발 플랫폼 CUDA(쿠다)가 앞선다.

운영위원 강솔아 부장은 예산을 늘리자고 하였다. 대여만 하는 신흥 사업자, 곧 네오클라우드가 늘었다.

GPT-4를 품은 남의 검색엔진 'Bing(빙)'은 느리다. 새 LLM인 PaLM 9(팜 9)가 나왔다.

- 창신: 중국 1위의 메모리 기업으로, 남을 따라잡을 기회를 노린다.

경량 모델은 'BioNeMo (바이오니모)'라는 신약 개발 플랫폼까지 낳았다.

새 칩에는 HBM3E(5세대 HBM)를 쓴다.

2. HBM: D램을 여러 개 쌓아 만든 고성능 메모리다.

수습직원이란 채용일부터 3개월이 지나지 않은 직원을 말한다.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.from_documents([Document("용어.md", "용어", TEXT)])


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("HBM이 뭐야?", "HBM"),
        ("'도입'이 무슨 말이야?", "도입"),
        ("소버린 AI란?", "소버린 AI"),
        ("올거나이즈는 어떤 회사야?", "올거나이즈"),
        ("전고체 뜻", "전고체"),
        ("소라는 뭐 하는 거야?", "소라"),
        ("젠슨 황이 누구야?", "젠슨 황"),
        ("엔비디아의 약점은 뭐야?", ""),
        ("대표는 누구야?", ""),
        ("감사실장 누구야?", ""),
        ("이름이 뭐야?", ""),
        ("HBM을 만든 회사는?", ""),
    ],
)
def test_what_is_asked(question: str, name: str) -> None:
    assert asked_what(question) == name


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("라이다가 뭐야?", "레이저 빛을 쏘아 거리를 재는 센서"),
        ("전고체가 뭐야?", "액체 전해질을 고체로 바꾼 전지"),
        ("중간예납이 무슨 뜻이야?", "지난해 낸 세금의 절반을 미리 내는 것"),
        ("하윤목이 누구야?", "대한민국의 소설가이자 번역가"),
        ("토리 W가 뭐야?", "다리 대신 바퀴를 단 로봇"),
        ("둥지온이 뭐야?", "앱"),
        ("CDMO가 무슨 말이야?", "남의 약을 대신 만들어 주는 사업"),
        ("코드 적이 무슨 뜻이야?", "화재"),
        ("마하1이 뭐야?", "삼성전자가 만든 AI 가속기"),
        ("쿠다는 뭐예요?", "경쟁사의 개발 플랫폼"),
        ("강솔아가 누구야?", "운영위원"),
        ("네오클라우드가 뭐야?", "대여만 하는 신흥 사업자"),
        ("HBM이 무슨 뜻이야?", "D램을 여러 개 쌓아 만든 고성능 메모리"),
        ("빙이 뭐야?", "GPT-4를 품은 남의 검색엔진"),
        ("팜 9가 뭐야?", "새 LLM"),
        ("창신은 어떤 회사야?", "중국 1위의 메모리 기업"),
        ("바이오니모는 뭐야?", "신약 개발 플랫폼"),
        ("수습직원이란 무엇인가요?", "채용일부터 3개월이 지나지 않은 직원"),
    ],
)
def test_what_is_said(library: Library, question: str, said: str) -> None:
    answer = library.ask(question)
    assert answer.short == said
    assert said in answer.sentences[0].text


def test_a_term_that_a_document_defines_may_name_a_sort_of_thing() -> None:
    text = '제2조(정의) 1. "수탁기관"이란 배의 운영을 위탁받은 법인 또는 단체를 말한다.\n'
    library = Library.from_documents([Document("조례.md", "조례", text)])
    assert library.ask("수탁기관이 뭐야?").short == "배의 운영을 위탁받은 법인 또는 단체"


def test_a_section_of_that_name_does_not_hide_the_definition() -> None:
    text = "## ROCm\n\nROCm은 남이 만든 플랫폼이며, 쿠다와 겨룬다.\n\n여섯 곳이 쓴다.\n"
    library = Library.from_documents([Document("칩.md", "칩", text)])
    assert library.ask("ROCm이 뭐야?").short == "남이 만든 플랫폼"


def test_a_name_that_nothing_defines_has_no_short_answer(library: Library) -> None:
    assert library.ask("나래호가 뭐야?", answer_anyway=True).short == ""


def test_the_passage_that_defines_comes_first() -> None:
    told = "HBM은 D램을 쌓은 메모리다."
    others = [Document(f"{n}.md", "HBM 소식", f"HBM 시장이 {n}배 커졌다.") for n in range(2, 8)]
    library = Library.from_documents([*others, Document("뜻.md", "", told)])
    hits = library.search("HBM이 뭐야?", 10)
    assert defining_first("HBM이 뭐야?", hits)[0].passage.text == told
    assert defining_first("HBM 시장은 몇 배 커졌어?", hits) == hits


def test_what_somebody_has_is_named_in_quotes_or_letters() -> None:
    text = (
        "작은 배를 빌리고 돌려주는 '돛단'이란 서비스가 좋은 예다. 나래해운은 항구 안 협업 도구 "
        "Dock Mate(독 메이트)를 쓴다.\n"
    )
    library = Library.from_documents([Document("배.md", "배", text)])
    told = library.ask("한빛의 '돛단'은 어떤 서비스야?", answer_anyway=True)
    assert told.short == "작은 배를 빌리고 돌려주는 서비스"
    told = library.ask("나래해운의 Dock Mate는 어떤 용도의 도구야?", answer_anyway=True)
    assert told.short.endswith("협업 도구")
    assert asked_what("나래해운의 GPU는 뭐야?") == ""
