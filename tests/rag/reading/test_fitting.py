"""The direct answer in rules, notices and forms: the right end, the right year, no marks."""

from collections.abc import Callable

import pytest

from corpus import Document
from rag import Answer, Library
from rag.reading.reader import ExtractiveReader

TEXTS = {
    "취업규칙": (
        "취업규칙\n\n제5조(근무시간) 근무시간은 오전 9시부터 오후 6시까지로 하고, 점심시간은 "
        "낮 12시부터 오후 1시까지로 한다.\n\n제13조(육아휴직) 육아휴직은 시작 예정일 30일 전까지 "
        "신청하여야 한다.\n\n제14조(지체상금) 납품이 늦으면 하루마다 대금의 1,000분의 2를 "
        "지체상금으로 낸다.\n"
    ),
    "조사 보고": (
        "# 만족도 조사 보고\n\n2025년 종합 만족도는 82.4점으로 2024년의 79.1점보다 3.3점 올랐다.\n"
        "배송 만족도가 오른 까닭은 새벽 배송을 수도권 전체로 넓혔기 때문이다.\n\n"
        "상담 인력을 12명에서 18명으로 늘린다.\n"
    ),
    "주차 조례": (
        "# 주차 조례\n\n제3조(주차요금) ① 공영주차장의 주차요금은 최초 30분은 600원으로 한다.\n"
    ),
    "공급 계약": (
        "# 공급 계약\n\n계약기간은 2026년 7월 1일부터 2027년 6월 30일까지로 한다.\n\n"
        "고객 상담실: 1588-0377 (평일 09:00~18:00)\n"
    ),
    "냉동고": (
        "# 냉동고\n\nFZ-300은 업소용 냉동고입니다. 용량은 300리터이고 무게는 142킬로그램입니다.\n\n"
        "FZ-500은 대형 모델로 용량이 500리터, 무게가 198킬로그램입니다.\n"
    ),
    "체육회 정관": (
        "# 체육회 정관\n\n제8조(회비) ① 일반회원의 가입금은 4만원, 월회비는 2만원으로 한다.\n"
        "② 청소년회원의 월회비는 1만원으로 한다.\n\n"
        "제9조(임기) ① 회장과 부회장의 임기는 4년, 감사의 임기는 3년으로 한다.\n\n"
        "청소년은 13세 이상 18세 이하인 사람을 말한다.\n"
    ),
    "선수 모집": (
        "# 선수 모집\n\n모집 인원은 총 25명(단거리 15명, 장거리 10명)이다. 접수 마감을 3월 4일에서 "
        "3월 18일로 미룬다. 훈련장 담당을 최나루 과장에서 조온새 대리로 변경하였다.\n\n"
        "올해 부상은 6건(전년 동기 9건)이다. 훈련비는 1,200만 원으로 8% 줄었다.\n\n"
        "훈련 물품은 쓰기 3일 전까지 신청한다. 다만, 긴급한 경우에는 쓴 뒤 12시간 이내에 "
        "신청한다.\n"
    ),
    "용어": (
        '# 용어의 뜻\n\n1. "수습직원"이란 채용일부터 3개월이 지나지 않은 직원을 말한다.\n\n'
        "수습직원은 시차출퇴근을 신청할 수 없다.\n"
    ),
    "공장 점검": (
        "# 공장 점검\n\n100점 만점에 제1공장 83점, 제2공장 94점이다. 지난해에는 제1공장 88점, "
        "제2공장 91점이었다.\n\n공장 임대료는 다음 달 말일까지 낸다.\n"
    ),
    "여름휴가": (
        "# 여름휴가\n\n1. 신청은 6월 8일(월) 오전 9시부터 6월 12일(금) 오후 5시까지 받습니다.\n"
        "2. 부서장은 계획표를 6월 15일에 제출합니다.\n"
        "3. 같은 날 쉬는 사람은 부서의 30%를 넘지 않습니다.\n"
        "4. 휴양소(속초, 제주)는 추첨으로 배정합니다.\n"
        "5. 휴가비는 6월 급여일에 기본급의 50%를 지급합니다.\n붙임: 휴가 계획표 서식 1부.\n"
    ),
    "사내 대출": (
        "# 사내 대출\n\n| 구분 | 생활자금 | 주택자금 |\n|---|---|---|\n"
        "| 상환 기간 | 3년 | 10년(거치 2년 포함) |\n"
    ),
    "구내식당": (
        "# 구내식당\n\n4월 6일부터 점심 값이 6,000원에서 6,500원으로 오릅니다. 점심은 11시 "
        "30분부터 13시 20분까지 드립니다. 알레르기는 영양사(정소미, 내선 3307)에게 알려 주세요.\n"
    ),
    "창고": (
        "# 창고\n\n참치만은 영하 55도의 방에 따로 둔다. "
        "창고를 빌리는 값은 한 칸에 월 40만 원이다.\n\n"
        "새 창고는 2027년 하반기에 연다. 청년 창고는 김제, 상주, 밀양, 고흥의 네 곳에 있다.\n\n"
        "신고 기한을 두 번 넘긴 부서는 경영평가에서 2점을 깎는다. 일요일에는 무료로 연다.\n\n"
        "| 모델 | 나오는 때 | 값 |\n|---|---|---|\n| NS-7 | 2026년 8월(예정) | 110달러(목표) |\n"
    ),
    "분실 안내": (
        "# 분실 안내\n\n출입증을 잃어버리면 다음과 같이 합니다.\n\n"
        "1. 경비실에 출입증 분실을 알립니다.\n2. 신고서를 올립니다.\n3. 새 카드를 찾아갑니다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


def read(library: Library, question: str) -> Answer:
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    return answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("근무시간 알려줘", "오전 9시부터 오후 6시까지"),
        ("점심시간은?", "낮 12시부터 오후 1시까지"),
        ("점심시간은 몇 시까지인가요?", "오후 1시"),
        ("점심시간은 몇 시부터인가요?", "낮 12시"),
        ("계약기간은 언제까지야?", "2027년 6월 30일"),
        ("계약기간은 언제부터인가요?", "2026년 7월 1일"),
        ("육아휴직은 언제까지 신청해야 하나요?", "시작 예정일 30일 전까지"),
        ("2025년 종합 만족도는 몇 점이야?", "82.4점"),
        ("상담 인력은 몇 명으로 늘리나?", "18명"),
        ("배송 만족도가 오른 이유는?", "새벽 배송을 수도권 전체로 넓혔기 때문"),
        ("공영주차장 30분 요금은?", "600원"),
        ("지체상금은 얼마예요?", "대금의 1,000분의 2"),
        ("FZ-300의 용량은?", "300리터"),
        ("FZ-500의 용량은?", "500리터"),
        ("FZ-500의 무게는?", "198킬로그램"),
        ("수습직원이 뭔가요?", "채용일부터 3개월이 지나지 않은 직원"),
        ("수습직원이란 무엇인가요?", "채용일부터 3개월이 지나지 않은 직원"),
        ("고객 상담실 전화번호", "1588-0377"),
        ("참치는 몇 도에 둬?", "영하 55도"),
        ("창고 한 칸 빌리는 값은 얼마야?", "월 40만 원"),
        ("새 창고는 언제 열어?", "2027년 하반기"),
        ("새 창고는 몇 년도에 여나요?", "2027년"),
        ("청년 창고는 어디에 있어?", "김제, 상주, 밀양, 고흥"),
        ("NS-7 언제 나와?", "2026년 8월(예정)"),
        ("일반회원 월회비는 얼마인가요?", "2만원"),
        ("청소년회원 월회비는 얼마인가요?", "1만원"),
        ("체육회 감사의 임기는?", "3년"),
        ("청소년은 몇 살까지야?", "18세"),
        ("장거리 선수는 몇 명을 모집하나요?", "10명"),
        ("선수는 모두 몇 명을 모집하나요?", "25명"),
        ("선수 모집 접수 마감은 언제야?", "3월 18일"),
        ("접수 마감은 원래 언제였어?", "3월 4일"),
        ("훈련장 담당은 누구로 변경했어?", "조온새"),
        ("올해 부상은 몇 건이야?", "6건"),
        ("전년 동기 부상은 몇 건이었어?", "9건"),
        ("훈련비는 얼마나 줄었나요?", "8%"),
        ("훈련 물품은 언제까지 신청해야 하나요?", "3일 전까지"),
        ("제2공장의 점검 점수는 몇 점입니까?", "94점"),
        ("지난해 제2공장 점수는?", "91점"),
        ("여름휴가 휴가비 얼마야?", "기본급의 50%"),
        ("여름휴가 휴양소는 어디 있어?", "속초, 제주"),
        ("여름휴가 신청은 언제까지야?", "6월 12일(금) 오후 5시"),
        ("여름휴가 신청은 언제부터야?", "6월 8일(월) 오전 9시"),
        ("여름휴가 신청은 몇 시까지야?", "오후 5시"),
        ("여름휴가 중 같은 날 몇 퍼센트까지 쉴 수 있어?", "30%"),
        ("공장 임대료는 언제까지 내?", "다음 달 말일"),
        ("주택자금의 상환 기간은?", "10년(거치 2년 포함)"),
        ("구내식당 점심 시간은?", "11시 30분부터 13시 20분까지"),
        ("구내식당 점심 값은 얼마야?", "6,500원"),
        ("구내식당 영양사 이름이 뭐야?", "정소미"),
    ],
)
def test_the_direct_answer_is_whole_and_of_what_is_asked(
    library: Library, question: str, short: str
) -> None:
    answer = read(library, question)
    assert answer.short == short
    assert short in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("신고 기한 두 번 넘기면?", "경영평가에서 2점을 깎는다"),
        ("신고 기한을 두 번 넘기면 어떻게 돼?", "경영평가에서 2점을 깎는다"),
        ("신고 기한 왜 넘겨?", ""),
    ],
)
def test_what_follows_and_why_are_no_single_noun(
    library: Library, question: str, short: str
) -> None:
    answer = read(library, question)
    assert answer.short == short
    assert "2점을 깎는다" in answer.text


def test_what_it_rose_to_is_not_by_how_much(library: Library) -> None:
    answer = read(library, "구내식당 점심 값은 얼마 올랐어?")
    assert (answer.short, "6,500원으로" in answer.text) == ("", True)


def test_how_to_do_something_is_all_steps_and_no_single_word(library: Library) -> None:
    answer = read(library, "출입증을 잃어버리면 어떻게 해야 하나요?")
    assert answer.short == ""
    assert [sentence.text[:2] for sentence in answer.sentences][-3:] == ["1.", "2.", "3."]


@pytest.mark.parametrize("question", ["정기 점검은 누가 하나요?", "정기 점검은 어디서 하나요?"])
def test_an_hour_is_neither_a_person_nor_a_place(
    library_of: Callable[..., Library], question: str
) -> None:
    library = library_of({"점검": "정기 점검은 매주 화요일 22시부터 한다."})
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert "22시" not in answer.short


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("병가 최대 며칠", "45일"),
        ("병가는 며칠까지야?", "45일"),
        ("일하다 다치면 병가는 며칠까지야?", "150일"),
        ("진단서는 병가 며칠부터 내?", "6일"),
    ],
)
def test_the_number_of_a_condition_answers_only_what_it_is_for(
    library_of: Callable[..., Library], question: str, days: str
) -> None:
    rules = (
        "제9조(병가) ① 병가는 한 해에 45일까지 쓴다. ② 병가가 6일을 넘으면 진단서를 낸다. "
        "③ 일하다 다치거나 병이 난 때에는 150일까지 쓸 수 있다."
    )
    assert days in library_of({"복무 규정": rules}).ask(question).short


def test_the_number_in_brackets_is_for_what_is_due_there(
    library_of: Callable[..., Library],
) -> None:
    library = library_of({"휴가": "- 병가: 연 28일까지(4일 이상은 진단서 첨부)\n- 연차: 15일\n"})
    assert "28일" in library.ask("병가는 며칠까지 써?").short
    assert library.ask("병가 진단서는 며칠부터 필요해?").short == "4일"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("계약 기간은 몇 년이야?", "24개월"),
        ("임대차 기간은 몇 개월이야?", "24개월"),
        ("임대차 기간은 언제까지야?", "2027년 3월 31일"),
    ],
)
def test_how_long_is_told_by_no_day(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = "# 임대차 계약\n\n임대차 기간은 2025년 4월 1일부터 2027년 3월 31일까지 24개월로 한다.\n"
    assert library_of({"임대차 계약": text}).ask(question).short == short


def test_a_sentence_on_something_else_gives_way_to_the_one_on_what_is_asked(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "검진 대상은 1985년 이전에 태어난 임직원입니다. 검진 기간은 9월 1일부터 11월 30일까지"
        "입니다. 결과는 검진일로부터 두 달 안에 우편으로 보내 드립니다."
    )
    assert library_of({"건강검진": text}).ask("결과는 언제 나와?").short == "두 달 안"


def test_the_label_in_brackets_tells_whose_it_is(library_of: Callable[..., Library]) -> None:
    text = "참가비는 신한은행 110-234-567890(예금주: 한빛학회)으로 입금해 주십시오."
    assert library_of({"세미나": text}).ask("예금주가 누구야?").short == "한빛학회"


def test_what_was_before_is_told_by_comparing(library_of: Callable[..., Library]) -> None:
    text = "연체율은 1.9%로 재작년 2.6%보다 크게 낮아졌습니다. 출자금은 412억 원입니다."
    library = library_of({"조합 소식": text})
    assert library.ask("연체율이 재작년에는 얼마였나요?").short == "2.6%"
    assert library.ask("연체율은 얼마인가요?").short == "1.9%"


def test_a_cell_gives_way_to_one_that_tells_its_own_time(
    library_of: Callable[..., Library],
) -> None:
    table = (
        "# 하루 일과\n\n| 시각 | 활동 |\n|---|---|\n| 13:40~14:00 | 하원 준비 |\n"
        "| 14:00~18:00 | 방과후과정(새싹반은 14:30부터 1시간 낮잠) |\n"
    )
    library = library_of({"하루 일과": table})
    question = "새싹반은 방과후과정에서 몇 시부터 낮잠을 자는가?"
    assert library.ask(question).short == "14:30"


def test_all_the_persons_are_named(library_of: Callable[..., Library]) -> None:
    text = (
        "출석: 재적 이사 9명 중 7명 참석 (불참: 최민수, 한지원)\n\n"
        "준비위원은 정하늘, 오세진, 최가람이다. 발표는 김철수가 했고 서기는 이영희가 맡았다.\n"
    )
    library = library_of({"회의": text})
    assert library.ask("누가 불참했나요?").short == "최민수, 한지원"
    assert library.ask("준비위원은 누구야?").short == "정하늘, 오세진, 최가람"
    assert library.ask("발표는 누가 했어?").short == "김철수"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("대조구 수량은?", "27.1kg"),
        ("처리구 수량은 얼마야?", "32.4kg"),
        ("수확은 얼마나 자주 했어?", "주 2회"),
        ("교신 저자 소속은?", "전북대학교 원예학과"),
        ("원고는 누구야?", "최보람"),
    ],
)
def test_whose_it_is_and_what_it_is(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "처리구의 수량은 ㎡당 32.4kg으로 대조구의 27.1kg보다 19.6% 많았다.\n\n"
        "수확은 주 2회 하였으며 이산화탄소는 800ppm으로 유지하였다.\n\n"
        "교신 저자: 문태윤(전북대학교 원예학과)\n\n원고 최보람, 피고 주식회사 한결건설\n\n"
        "다만 원고도 출입 금지 표지판을 보고 우회하지 않은 잘못이 있다.\n"
    )
    assert library_of({"온실 연구": text}).ask(question).short == short


def test_where_all_that_is_likely_is_of_another_nothing_else_of_the_sentence_is_told(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "# 현장 실습 발표회\n\n작년 최우수상은 기계공학과 여문수 학생이 가온연구소에서 쓴 보고서로 "
        "받았습니다. 올해 심사는 산학협력단장 봉하늘이 맡습니다.\n"
    )
    library = library_of({"현장 실습 발표회": text})
    assert library.ask("작년에 최우수상을 받은 학생은 누구인가요?").short == "여문수"
    assert library.ask("작년에 우수상을 받은 두 학생은 누구인가요?").abstained
    told = library.ask("작년에 우수상을 받은 두 학생은 누구인가요?", answer_anyway=True)
    assert told.sentences
    assert not told.short


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (
            "2026년 낡은 창호 교체 사업 참여 가구 모집 공고\n\n「2026년 낡은 창호 교체 사업」에 "
            "참여할 가구를 모집합니다.\n\n가. 접수 기간: 5. 11.(월) 09:00 ~ 5. 29.(금) 17:00\n",
            "낡은 창호 교체 신청 마감이 언제야?",
            "5. 29.(금) 17:00",
        ),
        (
            "누리버스는 강변권과 산단권에서 다닌다. 누리버스의 운영은 공모로 뽑힌 "
            "누리모빌리티협동조합이 맡는다. 차고지는 강변공원 옆에 있다.",
            "누리버스를 맡아 운영하는 곳은 어디야?",
            "누리모빌리티협동조합",
        ),
        ("공구를 늦게 반납하면 1일당 4,000원을 뺀다.", "늦게 반납하면 얼마를 빼?", "1일당 4,000원"),
    ],
)
def test_titles_firms_and_amounts_each(
    library_of: Callable[..., Library], text: str, question: str, short: str
) -> None:
    assert library_of({"안내": text}).ask(question, answer_anyway=True).short == short


def test_no_span_that_begins_with_a_day_tells_who() -> None:
    notice = (
        "# 한들정공 6월 급여·수당 내역\n\n"
        "지급일: 2031. 6. 25. 귀속기간: 2031. 6. 1.~6. 30. (수당은 5. 16.~6. 15. 근무분)\n"
    )
    library = Library.from_documents([Document("수당.md", "한들정공 6월 급여·수당 내역", notice)])
    answer = library.ask("6월 급여·수당 내역 누가 만들었나요", answer_anyway=True)
    assert "5. 16." not in answer.short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("결산 감사는 어느 회계법인이 했어?", "새벽회계법인"),
        ("보증금 예금주가 누구야?", "가람주택"),
    ],
)
def test_an_institution_is_told_by_its_name_alone(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "# 입주 안내\n\n보증금 납부계좌: 새벽저축은행 4101-22-556677 (예금주 ㈜가람주택).\n\n"
        "새벽회계법인 대표이사 노 아 린 / 결산 감사 담당 공인회계사 마 루 한\n"
    )
    assert library_of({"입주": text}).ask(question, answer_anyway=True).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("내구 시험은 어디에 맡겼어?", "새순환전지연구원"),
        ("섬 잔치 날 차는 어디다 세워?", "새내공설운동장"),
    ],
)
def test_an_institute_and_a_ground_may_be_where(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "# 섬 소식\n\n시험은 물빛대학교 재료시험관에서 하였으며, 내구 시험만 새순환전지연구원에 "
        "맡겼다.\n\n- 짐 맡기기: 새내회관\n- 주차: 새내공설운동장(80대)\n"
    )
    assert library_of({"섬": text}).ask(question, answer_anyway=True).short == short


def test_a_series_goes_on_after_its_members(library_of: Callable[..., Library]) -> None:
    text = (
        "# 배터리\n\nM300 시리즈는 배에 쓰는 M310A와 차에 쓰는 M310B로 이루어진다. "
        "이 시리즈의 주문 규모는 두 달 만에 35억 원을 넘었다. 공장은 M300 시리즈를 위해 늘렸다.\n"
    )
    told = library_of({"배터리": text}).ask("M300 시리즈의 주문 규모는 얼마를 넘었어?")
    assert told.short == "35억 원"


def test_a_long_compound_asks_for_what_it_measures(library_of: Callable[..., Library]) -> None:
    text = "# 나래섬\n\n나래섬 부두의 누적 시설 투자액은 70억 원에 이른다.\n"
    library = library_of({"나래섬": text})
    assert library.ask("나래섬누적시설투자액", answer_anyway=True).short == "70억 원"


def test_how_many_the_items_are_is_no_part_of_them(library_of: Callable[..., Library]) -> None:
    text = "# 지수\n\nK7은 나래, 가람, 한빛, 누리, 다온, 새솔, 온결의 일곱 종목이다.\n"
    told = library_of({"지수": text}).ask("K7에 드는 종목을 모두 알려 줘", answer_anyway=True)
    assert told.short == "나래, 가람, 한빛, 누리, 다온, 새솔, 온결"


def test_of_two_times_that_behind_the_name_of_what_is_asked_is_told(
    library_of: Callable[..., Library],
) -> None:
    text = "# 주사실 안내\n\n평일: 08:30~16:30 (점심 12:30~13:30 휴진)\n토요일: 09:00~11:30\n"
    library = library_of({"주사실": text})
    answer = library.ask("점심시간은 언제예요?", answer_anyway=True)
    assert answer.short == "12:30~13:30"
