from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.refusal import refuses
from rag.reading.rivals import names_rival, names_sibling

HALLS = (
    "A동은 1998년에 지었다. B동 소방 시설의 마지막 점검은 9월 12일에 한결방재가 하였다.\n\n"
    "2학기 입관일은 8월 30일이며 오전 9시부터 오후 5시까지 들어온다.\n\n"
    "본원 상담실장은 제갈미루이다. 분원에는 주차장이 없다."
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("1학기 입관일은 언제야?", "2학기 입관일은 8월 30일이다."),
        ("A동 점검은 언제 했어?", "B동 점검은 9월 12일에 하였다."),
        ("제1주차장은 하루에 얼마야?", "제2주차장(하루 6,000원)을 써 주십시오."),
        ("9호차가 충격을 받은 날은?", "7호차는 10월 28일에 충격을 받았다."),
        ("작년 대회의 주제는 뭐였어?", "올해의 주제는 '바다'이다."),
        ("2023년 매출은 얼마야?", "2024년 매출은 96억 원이다."),
        ("겨울 휴가는 언제야?", "여름 휴가는 7월 6일부터 나누어 쓴다."),
        ("분원 상담실장 누구예요", "본원 상담실장 제갈미루 (내선 3)"),
        ("용달이사의 배상 한도는?", "배상 한도는 포장이사 3,000만 원이다."),
        ("MI300A의 용량은?", "MI300X는 H100 라인업보다 용량이 2.4배이다."),
        ("GPT-5의 매개변수는 몇 개야?", "GPT-4의 매개변수는 1조 개다."),
        ("양송이 온도 몇 도", "| 한가람 | 새송이 | 15~17도 |"),
    ],
)
def test_another_one_does_not_answer_for_the_one_asked_about(question: str, told: str) -> None:
    assert names_rival(question, told, ["8월 30일"])


@pytest.mark.parametrize(
    ("question", "told", "titles"),
    [
        ("1학기 입관일은 언제야?", "1학기와 2학기 입관일은 3월 1일과 8월 30일이다.", ""),
        ("올해 절도는 몇 건이야?", "절도는 지난해 상반기 19건에서 6건으로 줄었다.", ""),
        ("2024년 수익률은?", "2025년의 수익률은 6.4%로 2024년의 4.9%보다 높았다.", ""),
        ("3분기 처리 기간은?", "평균 처리 기간: 4.6일(2분기 5.3일)", ""),
        ("2024년 가동률은?", "가동률은 83.7%로 2023년의 79.2%보다 올랐다.", ""),
        ("2024년 매출은?", "2025년 1월에 알린 매출은 96억 원이다.", "2024년 결산"),
        ("당일배송 되는 지역은?", "오늘배송은 서울에서만 된다.", ""),
        ("일반대학원장 누구야", "대학원장: 계수연 / 부원장: 탁명우", ""),
        ("동원훈련비 얼마", "훈련비는 동원훈련 9만 원, 지역훈련 2만 원입니다.", ""),
        ("오픈 엑세스를 알리는 기관은?", "오픈 액세스를 널리 알린다.", ""),
        ("운영시간은 언제부터야?", "이용시간은 9시부터다.", ""),
        ("매출이 1조를 넘은 해는?", "2023년 매출은 2조 3천억 원이다.", ""),
        ("제3조의 신청은 며칠 안에 해?", "제5조의 서류를 7일 안에 낸다.", "제3조(신청)"),
        ("제2차 이사회에서 무엇을 정했나?", "3차 수정안을 가결하였다.", "제2차 이사회"),
        ("어느 곳에서 열려?", "농구장에서 열린다.", ""),
        ("GPT-5는 언제 나와?", "GPT-4보다 나은 GPT-5는 하반기에 나온다.", ""),
        ("B100의 값은?", "H100보다 비싼 6,000만 원이다.", ""),
        ("H100의 값은?", "A4 한 장보다 작은 것이 6,000만 원이다.", ""),
        ("우수상 상금은?", "최우수상과 우수상은 각 100만 원이다.", ""),
    ],
)
def test_what_is_compared_or_called_otherwise_is_no_other(
    question: str, told: str, titles: str
) -> None:
    assert not names_rival(question, told, [titles, "서울"], ["곳"])


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("B동 소방 시설의 마지막 점검은 언제 했어?", "A동 소방 시설의 마지막 점검은 언제 했어?"),
        ("2학기 입관일은 언제야?", "1학기 입관일은 언제야?"),
        ("본원 상담실장은 누구야?", "분원 상담실장은 누구야?"),
    ],
)
def test_what_is_told_of_another_is_refused(
    library_of: Callable[..., Library], asked: str, other: str
) -> None:
    library = library_of({"안내": HALLS})
    assert not library.ask(asked).abstained
    assert library.ask(other).abstained
    assert refuses(library.ask(other).confidence)


COUNTRIES = (
    "# 나라별 등대 수\n\n지난해 등대를 가장 많이 세운 나라는 일본으로 48기를 세웠다. "
    "영국은 21기를 세웠다. 한국에서도 관심이 높다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [("일본이 세운 등대는 몇 기야?", "48기"), ("한국이 세운 등대는 몇 기야?", "")],
)
def test_what_one_country_has_is_not_told_of_another(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    answer = library_of({"등대": COUNTRIES}).ask(question)
    assert (answer.short, answer.abstained) == (short, not short)


def test_either_of_two_models_may_be_told_of_alone(library_of: Callable[..., Library]) -> None:
    text = "# 칩\n\nK100의 코어는 24개이다.\n\n앞 세대인 J100의 코어는 16개였다.\n"
    answer = library_of({"칩": text}).ask("K100과 J100의 코어는 모두 몇 개야?")
    assert not answer.abstained


MODELS = "모델은 울트라·프로· 나노의 셋이다. 울트라는 매개변수가 1조 개다. 나노는 작다."


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("나노의 매개변수는 몇 개야?", "울트라는 매개변수가 1조 개다.", True),
        ("울트라의 매개변수는 몇 개야?", "울트라는 매개변수가 1조 개다.", False),
        ("나노의 매개변수는 몇 개야?", "매개변수는 20억 개다.", False),
        ("나노와 울트라의 차이는?", "울트라는 매개변수가 1조 개다.", False),
        ("테라의 매개변수는 몇 개야?", "울트라는 매개변수가 1조 개다.", False),
    ],
)
def test_of_things_listed_together_another_does_not_answer(
    question: str, told: str, other: bool
) -> None:
    assert names_sibling(question, told, MODELS, ["모델 안내", "1조 개"]) == other
