"""Of several values side by side, in a sentence or in a table, the one that is asked for."""

from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.reader import ExtractiveReader
from rag.reading.scoring.query import query_of
from rag.reading.sentences.members import is_of_other_member

TEXTS = {
    "경조금": (
        "# 경조금\n\n제4조(경조금) 본인 결혼은 50만 원, 자녀 결혼은 20만 원, 조부모 사망은 "
        "10만 원의 경조금을 준다.\n\n경조휴가는 5일이고 6월 30일까지 쓸 수 있다.\n"
    ),
    "공모전": (
        "# 공모전\n\n우승 상금은 300만 원, 준우승은 120만 원, 장려상은 40만 원이다.\n\n"
        "4월 말까지 저작권 등록을 신청하고, 5월 20일까지 원고 파일을 보낸다.\n\n"
        "서버 용량은 3월 9일부터 8GB에서 32GB로 늘어난다.\n"
    ),
    "수영장": (
        "# 수영장\n\n제3조(이용시간) ① 수영장의 이용시간은 여름철(6월부터 8월까지)에는 오전 7시"
        "부터 "
        "오후 8시까지, 겨울철(12월부터 2월까지)에는 오전 10시부터 오후 5시까지로 한다.\n\n"
        "공사비는 총 73억 원이며 이 가운데 도비가 41억 원, 시비가 32억 원이다.\n\n"
        "임차료는 총 9천만 원으로 교육청이 6천만 원, 조합이 3천만 원을 낸다. 민원을 낸 사람은 학생 "
        "4명, 교사 7명이며 모두 답을 받았다.\n\n"
        "물을 데우는 기계는 하늘기계(대표 서다올)가 댄다.\n\n"
        "공청회는 9월 17일 오전 10시 구민회관에서 연다.\n\n"
        "분쟁은 청주지방법원을 제1심 전속 관할법원으로 한다.\n"
    ),
    "조직": (
        "# 조직\n\n| 부서 | 부서장 | 인원 | 전화 | 층 |\n|---|---|---|---|---|\n"
        "| 판매본부 | 남궁선 상무 | 64명 | 02-111-0001 | 본관 3층 |\n"
        "| 제조본부 | 차은호 전무 | 78명 | 02-111-0002 | 별관 1층 |\n"
        "| 지원본부 | 권보미 이사 | 29명 | 02-111-0003 | 본관 4층 |\n\n끝.\n"
    ),
}
PRICES = (
    "# 사무용품\n\n| 품목 | 규격 | 단가(원) | 담당자 | 납기 |\n|---|---|---|---|---|\n"
    "| 복사지 | 80g 2,500매 | 24500 | 이정훈 | 5월 2일 |\n"
    "| 파일철 | A4 3공 | 1900 | 박소라 | 5월 9일 |\n\n끝.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of({**TEXTS, "사무용품": PRICES})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("본인 결혼 경조금은 얼마인가요?", "50만 원"),
        ("자녀 결혼 경조금은 얼마야?", "20만 원"),
        ("조부모가 사망하면 얼마를 받나요?", "10만 원"),
        ("우승 상금은 얼마인가요?", "300만 원"),
        ("준우승은 얼마예요?", "120만 원"),
        ("저작권 등록은 언제까지 신청해?", "4월 말"),
        ("원고는 언제까지 보내야 하나요?", "5월 20일"),
        ("서버 용량", "32GB"),
        ("경조휴가는 며칠이야?", "5일"),
        ("겨울철에는 수영장을 몇 시까지 이용해?", "오후 5시"),
        ("여름철에는 수영장을 몇 시까지 이용해?", "오후 8시"),
        ("수영장 공사비 중 시비는 얼마야?", "32억 원"),
        ("수영장 공사비는 얼마야?", "73억 원"),
        ("교육청이 내는 임차료는 얼마야?", "6천만 원"),
        ("공청회는 어디서 해?", "구민회관"),
        ("공청회는 언제 해?", "9월 17일 오전 10시"),
        ("하늘기계의 대표는 누구야?", "서다올"),
        ("민원을 낸 교사는 몇 명?", "7명"),
        ("수영장 분쟁은 어느 법원에서 다뤄?", "청주지방법원"),
        ("경조휴가는 언제까지 쓰나요?", "6월 30일"),
        ("복사지 얼마예요", "24500"),
        ("파일철 가격은?", "1900"),
        ("파일철은 누가 맡아?", "박소라"),
        ("복사지는 언제까지야?", "5월 2일"),
        ("제조본부는 누구야?", "차은호 전무"),
        ("판매본부 부서장은?", "남궁선 상무"),
        ("지원본부 부서장 전화번호 알려 주세요", "02-111-0003"),
    ],
)
def test_the_value_of_what_is_asked_about(library: Library, question: str, short: str) -> None:
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short == short


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # What both members say decides nothing, nor do values told of each in turn.
        ("자녀는 20만 원, 결혼은 50만 원이다.", "20만 원"),
        ("본인 결혼, 자녀 결혼은 각각 50만 원, 20만 원이다.", "20만 원"),
        ("자녀 결혼은 20만 원, 본인 결혼은 따로 정한다.", "20만 원"),
    ],
)
def test_no_member_is_ruled_out_without_need(text: str, said: str) -> None:
    query = query_of("자녀 결혼은 얼마예요?", lambda term: 1.0)
    start = text.index(said)
    assert not is_of_other_member(query, text, start, start + len(said))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("보수 한도 안건에 반대는 몇 명이야?", "4명"),
        ("보수 한도 안건에 찬성은 몇 명이야?", "3명"),
        ("검진은 언제까지 받아야 해?", "11월 30일"),
        ("검진 예약은 언제까지 해야 하나요?", "2주 전"),
        ("결혼하면 며칠 쉬어?", "5일"),
        ("아들이 결혼하면 며칠 쉬나요?", "1일"),
        ("건강검진은 몇 년마다 받아?", "2년"),
    ],
)
def test_the_member_that_names_it_tells_it(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "보수 한도를 12억 원에서 15억 원으로 올리는 안은 찬성 3명, 반대 4명으로 부결되었다.\n\n"
        "검진 기간은 9월 1일부터 11월 30일까지이고, 예약은 검진 2주 전까지 하셔야 합니다.\n\n"
        "- 경조 휴가: 본인 결혼 5일, 자녀 결혼 1일, 부모 사망 5일\n"
        "- 건강검진: 만 35세 이상은 매년, 그 밖에는 2년에 한 번\n"
    )
    assert library_of({"사내 소식": text}).ask(question).short == short


def test_a_member_that_measures_something_else_is_no_rival(
    library_of: Callable[..., Library],
) -> None:
    text = "급여는 매월 21일에 줍니다. 수습 기간은 3개월이며 이 기간에는 급여의 90%를 줍니다."
    assert library_of({"급여": text}).ask("수습 때 월급은 얼마나 받아?").short == "90%"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("30대는 몇 명이야?", "38명"),
        ("20대는 몇 명이야?", "14명"),
        ("회장은 누구야?", "홍석진"),
        ("합숙 훈련은 어디서 해?", "춘천"),
    ],
)
def test_ages_posts_and_places_are_not_mixed_up(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "30대가 38명으로 가장 많고 40대 27명, 20대 14명, 50대 이상 7명입니다.\n\n"
        "- 5월 첫째 주 토요일 춘천 합숙 훈련(1박 2일)\n\n"
        "회장 홍석진(연임), 부회장 두 명은 윤아름과 장도현, 총무 서민경.\n"
    )
    assert library_of({"동호회": text}).ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("몇 호를 공급해?", "84호"),
        ("36㎡는 몇 호야?", "50호"),
        ("나래북은 몇 곳에서 수리받아?", "45곳"),
        ("잔금은 언제 내?", "입주할 때"),
        ("발표는 몇 시야?", "16:00"),
    ],
)
def test_parts_of_a_number_and_what_is_named_before_a_value(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "# 입주자 모집\n\n- 공급 호수: 84호(전용 36㎡ 50호, 46㎡ 34호)\n"
        "- 당첨자 발표: 2025년 12월 10일 16:00\n\n"
        "계약금은 보증금의 5%이고 잔금은 입주할 때 낸다.\n\n"
        "수리는 가온북이 전국 120곳, 나래북이 45곳, 다온이 12곳에서 받는다.\n"
    )
    assert library_of({"입주자 모집": text}).ask(question).short == short


REPORT = (
    "# 은누리가스 2024년 보고서\n\n영업이익은 2,150억 원으로 전년보다 340억 원 줄었고, 당기순이익"
    "은 1,270억 원으로 85억 원 줄었다.\n\n"
    "사업별 매출은 도시가스(4,310억 원), 난방(2,090억 원)이다. 누출 사고율은 지금의 14%에서 5%로 "
    "낮춘다.\n\n"
    "관로 교체 공사는 2025년 3월 4일~6월 20일(109일간) 하며 공사비는 62억 4천만 원(국비 41억 원, "
    "도비 21억 4천만 원)이다.\n\n"
    "견학에는 어른 8명과 어린이 31명이 왔다. 해설사는 정규직 4명, 자원봉사자 9명으로 한다.\n\n"
    "작년 만족도는 88%로 재작년(83%)보다 올랐다. 방문객은 평일 평균(140명)보다 주말 평균(420명)이 "
    "많다.\n\n"
    "후원금은 청람은행 3021-55-908877(은누리가스)로 보낸다.\n"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("report")
    (folder / "보고서.md").write_text(REPORT, encoding="utf-8")
    library = Library.open(folder)
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "short"),
    [
        # '전년보다' names no value.
        ("영업이익은 얼마나 줄었어?", "340억 원"),
        ("당기순이익은 얼마나 줄었어?", "85억 원"),
        # A value in brackets is of what stands before them.
        ("난방 매출은 얼마야?", "2,090억 원"),
        ("작년 만족도는?", "88%"),
        ("재작년 만족도는?", "83%"),
        ("평일 평균 방문객은?", "140명"),
        # Parts of an amount with a scale.
        ("관로 교체 국비는?", "41억 원"),
        ("관로 교체 도비는 얼마야?", "21억 4천만 원"),
        ("관로 교체 공사비는 얼마야?", "62억 4천만 원"),
        ("관로 교체 공사 기간은 며칠?", "109일"),
        ("관로 교체 공사는 언제 해?", "2025년 3월 4일~6월 20일"),
        # What is so now.
        ("누출 사고율은 몇 %로 낮춰?", "5%"),
        # One of two, and both.
        ("견학에 온 어른은 몇 명?", "8명"),
        ("견학에 온 어린이는 몇 명이야?", "31명"),
        ("해설사는 모두 몇 명이야?", "정규직 4명, 자원봉사자 9명"),
    ],
)
def test_a_value_is_of_what_it_is_told_of(report: Library, question: str, short: str) -> None:
    assert report.ask(question).short == short


def test_digits_of_an_account_tell_no_time(report: Library) -> None:
    assert report.ask("후원금은 언제까지 보내?").short == ""


def test_what_is_named_by_a_word_that_is_taken_apart_is_no_other(
    library_of: Callable[..., Library],
) -> None:
    # Kiwi makes 퇴 and 실 of 퇴실.
    text = "# 한빛 별장 안내\n\n- 객실: 입실 14:00 / 퇴실 11:00\n- 별채: 입실 16:00 / 퇴실 10:00\n"
    library = library_of({"한빛 별장 안내": text})
    assert library.ask("별채 입실시간").short.endswith("16:00")
    assert library.ask("별채 퇴실시간은?", answer_anyway=True).short.endswith("10:00")


def rules_out(question: str, text: str, said: str) -> bool:
    start = text.index(said)
    return is_of_other_member(query_of(question, lambda term: 1.0), text, start, start + len(said))


def test_a_name_within_another_is_not_asked_for() -> None:
    text = "수당: 정비사 30,000원, 항공정비사 55,000원, 수습 12,000원(월)."
    assert rules_out("항공정비사 수당은 월 얼마예요?", text, "30,000원")
    assert not rules_out("항공정비사 수당은 월 얼마예요?", text, "55,000원")
    assert rules_out("정비사 수당은 월 얼마예요?", text, "55,000원")


def test_the_total_is_no_other_member_where_it_is_asked_for() -> None:
    text = "○ 정밀 점검: 배수관 2km당 1곳, 총 43곳을 열어 두께를 잰다."
    assert not rules_out("배수관 점검은 총 몇 곳을 해?", text, "43곳")
    text = "제1 서랍(10)은 두 면에 3개씩 총 6개가, 제2 서랍(20)은 한 면에 2개씩 총 2개가 놓인다."
    assert rules_out("제1 서랍은 모두 몇 개야?", text, "2개가")


def test_a_verb_is_no_topic() -> None:
    text = "물이 드는 시각 굴 밭에서 1위를 내준 나래수산, 가람수산에 밀린 한빛수산은 새 배를 산다."
    assert not rules_out("한빛수산이 1위를 내준 곳은 어디야?", text, "굴 밭")


def test_who_is_asked_for_stands_behind_the_office_as_a_topic() -> None:
    text = "위원은 위원장 등 7명으로 하고, 위원장은 관리본부장이 되며, 간사는 총무과장이 맡는다."
    assert not rules_out("심의위원회 위원장은 누가 해?", text, "관리본부장")
    text = "노아린은 딸기를 기르고, 마루한은 포도를 기른다."
    assert rules_out("포도는 누가 길러?", text, "노아린")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("나루터에서 솔숲 가는 배는 몇 분마다 있어?", "50분"),
        ("빈터에서 솔숲 가는 배는 몇 분마다 있어?", "20분"),
    ],
)
def test_what_has_the_particle_of_an_object_is_the_same_name(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = "# 뱃길\n\n첫날에는 나루터↔솔숲을 50분 간격으로, 빈터↔솔숲은 20분 간격으로 오간다.\n"
    assert library_of({"뱃길": text}).ask(question, answer_anyway=True).short == short
