from collections.abc import Callable

import pytest

from rag import Library
from rag.conversation.topics import Turn

REPORT = """# 하천 조류 조사

조사는 두 차례 하였다. 채집은 배에서 하였다.

<표 3> 구간별 남조류 세포 수

(단위: 세포/mL)

| 구간 | 5월 | 8월 | 평균 |
|---|---|---|---|
| 상류 | 310 | 920 | 615 |
| 하류 | 480 | 7,150 | 3,815 |

표 4. 투여 전후 혈압 비교

| 변수 | 투여군 전 | 투여군 후 | 위약군 전 | 위약군 후 |
|---|---|---|---|---|
| 혈압(mmHg) | 148 | 131 | 147 | 144 |
| 맥박(회) | 81 | 77 | 80 | 79 |

| 구분 | 2022 | 2023 |
|---|---|---|
| 탐방객 | 51,300 | 64,800 |
| 민원 | 212 | 187 |
"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("survey")
    (folder / "조사.md").write_text(REPORT, encoding="utf-8")
    library = Library.open(folder)
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("하류의 8월 남조류 세포 수는?", "7,150"),
        ("투여군의 투여 후 혈압은?", "131"),
        ("위약군의 맥박은 투여 전 몇 회야?", "80"),
        ("2023년 탐방객은?", "64,800"),
        ("2022년 민원은 몇 건이야?", "212"),
    ],
)
def test_captions_and_years_bear_out_a_cell(survey: Library, question: str, cell: str) -> None:
    answer = survey.ask(question)
    assert (answer.abstained, answer.short) == (False, cell)


PEOPLE = """# 근무 안내

| 직위 | 이름 | 내선번호 | 사무실 | 맡은 업무 |
|---|---|---|---|---|
| 과장 | 노아린 | 4101 | 203호 | 구매과 총괄 |
| 주임 | 마루한 | 4102 | 203호 | 입찰 공고 |
| 주임 | 변새롬 | 4103 | 207호 | 자재 검수 |

| 날짜 | 당번 | 구분 |
|---|---|---|
| 2026-08-03 | 도경빈 | 평일 |
| 2026-08-08 | 설아침 | 휴일 |

| 근무 | 근무 시간 | 근무 수당 |
|---|---|---|
| 야간 근무 | 22시부터 6시까지(8시간) | 7만 원 |
| 주간 근무 | 9시부터 18시까지(9시간) | 4만 원 |

| 증명서 | 창구 | 무인기 |
|---|---|---|
| 재학증명서 | 900원 | 450원 |
| 성적증명서 | 1,100원 | 550원 |

| 시각 | 순서 | 곳 |
|---|---|---|
| 10:00 | 여는 말 | 큰마당 |
| 13:30 | 줄다리기 대회 | 작은마당 |
"""


@pytest.fixture(scope="module")
def office(library_of: Callable[..., Library]) -> Library:
    return library_of({"근무 안내": PEOPLE})


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("4103 누구 번호야?", "변새롬"),
        ("내선 4102는 누구야?", "마루한"),
        ("입찰 담당자 누구야?", "마루한"),
        ("8월 8일 당번 누구야?", "설아침"),
        ("야간 근무는 몇 시간이야?", "22시부터 6시까지(8시간)"),
        ("성적증명서 무인기에서 떼면 얼마야?", "550원"),
        ("줄다리기는 몇 시야?", "13:30"),
    ],
)
def test_a_column_tells_what_its_name_says(office: Library, question: str, cell: str) -> None:
    answer = office.ask(question)
    assert (answer.abstained, answer.short) == (False, cell)


ACROSS = """# 공급 계약서

| 구분 | 공급자 | 약국 | 느티울수영장 |
|---|---|---|---|
| 상호 | 한빛약품㈜ | 새봄약국 | 느티울 |
| 대표 | 대표이사 지경호 | 대표약사 남궁서희 | 관장 도하늘 |
| 실무 담당 | 영업2팀 과장 탁민재 | 관리약사 복은채 | 주임 설아침 |
| 정기 점검 | 매월 둘째 일요일 | 매주 수요일 | 매월 첫째 월요일 |
| 배송비 | 3,000원 | 2,500원 | 없음 |
| 접수 기간 | 2월 3일~2월 28일 | 4월 7일~4월 18일 | 없음 |

| 구분 | 나래-15 | 나래-30 | 큰깃 |
|---|---|---|---|
| 최대 적재량 | 15kg | 30kg | 22kg |

느티울수영장은 여과기 교체 공사로 12월 8일부터 12월 19일까지 점검을 받는다.
"""


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("공급자의 대표는 누구인가요?", "대표이사 지경호"),
        ("공급자의 실무 담당은 누구인가요?", "영업2팀 과장 탁민재"),
        ("약국 실무 담당 누구야?", "관리약사 복은채"),
        ("느티울수영장의 정기 점검일은 언제인가요?", "매월 첫째 월요일"),
        ("공급자의 배송비는 얼마예요?", "3,000원"),
        ("약국 접수는 언제까지야?", "4월 18일"),
        ("약국 접수는 언제부터야?", "4월 7일"),
        ("약국 접수 기간은?", "4월 7일~4월 18일"),
        ("나래-30은 몇 kg까지 실어?", "30kg"),
    ],
)
def test_columns_may_be_those_that_are_told_of(
    library_of: Callable[..., Library], question: str, cell: str
) -> None:
    answer = library_of({"공급 계약서": ACROSS}).ask(question)
    assert (answer.abstained, answer.short) == (False, cell)


RESULTS = """# 결산

| 항목 | 2024년 | 2025년 | 증감 |
|---|---|---|---|
| 매출액 | 412억 원 | 455억 원 | +10.4% |
| 직원 수 | 214명 | 228명 | +14명 |

| 구분 | 1차 | 2차 |
|---|---|---|
| 시험일 | 4월 11일 | 9월 12일 |
| 합격자 발표 | 5월 8일 | 10월 16일 |

| 부서 | 2025년 예산 | 2026년 예산 | 담당 |
|---|---|---|---|
| 총무과 | 3억 원 | 4억 원 | 도하람 |
| 홍보과 | 1억 원 | 2억 원 | 노을빛 |
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("매출액은?", "2024년 412억 원, 2025년 455억 원"),
        ("직원 수는 몇 명이야?", "2024년 214명, 2025년 228명"),
        ("2025년 매출액은?", "455억 원"),
        ("직원 수 증감은?", "+14명"),
        ("합격자 발표는 언제 해?", "1차 5월 8일, 2차 10월 16일"),
        ("2차 합격자 발표는 언제 해?", "10월 16일"),
        ("홍보과 담당자는?", "노을빛"),
        ("홍보과 예산은?", "2025년 1억 원, 2026년 2억 원"),
    ],
)
def test_where_no_year_or_thing_is_named_each_is_told(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"결산": RESULTS}).ask(question).short == short


COURSES = """# 방과후학교

| 강좌 | 강사 | 요일 | 수강료 |
|---|---|---|---|
| 로봇 만들기 | 배한결 | 수 | 45,000원 |
| 바이올린 | 노을빛 | 목 | 60,000원 |
| 코딩 | 배한결 | 화 | 40,000원 |
"""


def test_all_rows_of_one_are_named(library_of: Callable[..., Library]) -> None:
    courses = library_of({"방과후학교": COURSES})
    answer = courses.ask("배한결이 하는 강좌는?")
    assert answer.short == "로봇 만들기, 코딩"
    assert len(answer.citations) == 2
    assert courses.ask("노을빛이 하는 강좌는?").short == "바이올린"


STAFF = """# 업무 분장

| 구분 | 담당자 | 연락처 | 위치 |
|---|---|---|---|
| 총무 | 도하람 | 02-000-1111 | 3층 |
| 회계 | 배소람 | 02-000-2222 | 4층 |
"""


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("회계 담당자는 어디 있어?", "4층"),
        ("총무 담당자 전화번호는?", "02-000-1111"),
        ("회계 담당자 누구야?", "배소람"),
        ("회계 담당자 이름", "배소람"),
    ],
)
def test_columns_that_say_what_they_tell_are_no_things(
    library_of: Callable[..., Library], question: str, cell: str
) -> None:
    assert library_of({"업무 분장": STAFF}).ask(question).short == cell


def test_what_is_counted_does_not_stand_for_what_else_is_asked(
    library_of: Callable[..., Library],
) -> None:
    rows = "| 모집 인원 | 800명 | 350명 |\n| 기간 | 12개월 | 24개월 |\n"
    table = f"| 구분 | 든든월세 | 새싹적금 |\n|---|---|---|\n{rows}"
    support = library_of(
        {"청년 지원": f"# 청년 지원\n\n{table}\n\n작년에는 월세만 620명에게 주었다."}
    )
    assert support.ask("새싹적금은 작년에 몇 명을 지원했나요?").short != "350명"
    assert support.ask("새싹적금 모집 인원은 몇 명이야?").short == "350명"


def test_rows_that_tell_the_same_are_one_answer(library_of: Callable[..., Library]) -> None:
    rows = "| 구매과 | 203호 | 노아린 |\n| 구매과 | 203호 | 마루한 |\n| 품질과 | 207호 | 도경빈 |\n"
    seats = library_of({"자리": f"# 자리\n\n| 부서 | 호실 | 이름 |\n|---|---|---|\n{rows}"})
    assert seats.ask("203호는 무슨 과야?").short == "구매과"


def test_what_no_row_is_called_is_no_cell(survey: Library) -> None:
    assert survey.ask("지류의 8월 남조류 세포 수는?").short not in ("920", "7,150")


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("상류 5월 남조류 세포 수는?", "8월은?", "상류 8월 남조류 세포 수는?"),
        ("투여군의 혈압은 투여 후 몇이야?", "위약군은?", "위약군의 혈압은 투여 후 몇이야?"),
        ("2022년 탐방객은 몇 명이야?", "2023년은?", "2023년 탐방객은 몇 명이야?"),
    ],
)
def test_another_row_or_month_takes_the_place_of_the_first(
    survey: Library, first: str, then: str, expected: str
) -> None:
    assert survey.resolved(then, [Turn(first, survey.ask(first).text)]) == expected


ADMISSION = """# 2027학년도 대학원 모집 인원

| 전공 | 석사 | 박사 | 전형 방법 |
|---|---|---|---|
| 건축공학과 | 14명 | 6명 | 서류, 구술, 실기시험 |
| 지리학과 | 9명 | 4명 | 서류, 구술 |
| 음악학과 | 11명 | 3명 | 서류, 실기시험 |
"""
SERVICE = """# 설비 고장 대응 지침

| 등급 | 내용 | 수리 목표 | 1차 담당 | 2차 담당 |
|---|---|---|---|---|
| 1등급 | 공장 전체가 멈춤 | 40분 | 설비팀 마루한 | 공장장 천세아 |
| 2등급 | 한 라인이 멈춤 | 3시간 | 보전팀 배소람 | 설비팀 마루한 |
| 3등급 | 소음이 큼 | 8시간 | 보전팀 배소람 | 제작사 기사 |
"""
ACCOUNTS = """# 회관 운영비

| 항목 | 4월 | 5월 | 증감 |
|---|---|---|---|
| 전기료 | 71만 원 | 58만 원 | -13만 원 |
| 수도료 | 12만 원 | 15만 원 | +3만 원 |
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("desk")
    for name, text in {"선발": ADMISSION, "고장": SERVICE, "운영비": ACCOUNTS}.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    library = Library.open(folder)
    library.update()
    return library


@pytest.mark.parametrize(
    ("question", "short"),
    [
        # A column may be called as people are whom it counts.
        ("건축공학과 박사 모집 인원은?", "6명"),
        ("지리학과 석사 모집 인원은 몇 명이야?", "9명"),
        # 실기시험 is taken apart in one cell only.
        ("실기시험을 보는 전공은?", "건축공학과, 음악학과"),
        # What a row means, by how much it changed.
        ("3등급은 뭐야?", "소음이 큼"),
        ("1등급은 무슨 뜻이야?", "공장 전체가 멈춤"),
        ("전기료는 얼마나 줄었어?", "-13만 원"),
        ("수도료는 얼마나 올랐어?", "+3만 원"),
        # 2 of '2차' is not that of '2등급'.
        ("1등급 2차 담당은 누구야?", "공장장 천세아"),
        ("3등급 고장의 1차 담당은 누구야?", "보전팀 배소람"),
    ],
)
def test_the_column_that_is_asked_for_tells(desk: Library, question: str, short: str) -> None:
    answer = desk.ask(question)
    assert (answer.abstained, answer.short) == (False, short)


def test_what_a_cell_tells_whole_is_sure(desk: Library) -> None:
    assert desk.ask("1등급 2차 담당은 누구야?").confidence > 0.5
    assert desk.ask("2등급 수리 목표는 몇 시간이야?").confidence > 0.5


def test_the_first_in_charge_is_not_the_second(desk: Library) -> None:
    assert desk.ask("2차 담당은 누구?").short not in ("배소람", "보전팀 배소람")


def test_how_many_is_told_by_what_is_counted_not_by_a_column_of_the_same_name(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "# 장학생 모집\n\n| 분야 | 인원 | 1인당 장학금 | 직전 학기 평점 |\n|---|---|---|---|\n"
        "| 새싹 | 40명 | 150만 원 | 3.0 이상 |\n| 도약 | 12명 | 320만 원 | 3.6 이상 |\n"
    )
    library = library_of({"장학생 모집": text})
    assert library.ask("도약 장학금은 몇 명 선발하나요?", answer_anyway=True).short == "12명"
    assert library.ask("도약 장학금은 얼마예요?").short == "320만 원"


GRANTS = (
    "지원 기준\n\n| 구분 | 시설 종류 | 지원율 신규 | 지원율 기존 | 상한(만원) |\n"
    "| --- | --- | --- | --- | --- |\n"
    "| 해안지구 | 온실 | 80% | 60% | 740 |\n| 해안지구 | 축사 | 80% | 60% | 310 |\n"
    "| 산간지구 | 온실 | 70% | 50% | 520 |\n| 산간지구 | 축사 | 70% | 50% | 230 |\n"
)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("산간지구 온실의 상한은 얼마인가요?", "520"),
        ("해안지구 축사 지원 상한은 얼마나 되나요?", "310"),
    ],
)
def test_two_columns_may_name_a_row(
    library_of: Callable[..., Library], question: str, cell: str
) -> None:
    answer = library_of({"시설 현대화": GRANTS}).ask(question)
    assert (answer.short, answer.abstained) == (cell, False)


@pytest.mark.parametrize("asked", ["11월 수금액은?", "11월 출하액은 얼마야?"])
def test_of_columns_that_say_as_much_the_one_named_wholly_answers(
    library_of: Callable[..., Library], asked: str
) -> None:
    told = "수금" if "수금" in asked else "출하"
    names = f"| 거래처 | 5월 주문 | 5월 {told} | 11월 주문 | 11월 {told} |\n|---|---|---|---|---|\n"
    rows = "| 바다솔상회 | 5,120 | 4,480 | 6,310 | 5,990 |\n| 물빛마켓 | 830 | 790 | 910 | 640 |\n"
    library = library_of({"거래처 현황": f"거래처별 현황\n\n{names}{rows}"})
    assert library.ask(f"바다솔상회 {asked}", answer_anyway=True).short == "5,990"


@pytest.mark.parametrize(
    ("asked", "cell"), [("총공사비는 얼마야?", "7,340"), ("자재비는?", "4,120")]
)
def test_a_column_that_has_the_noun_of_its_group_is_the_one_asked_for(
    library_of: Callable[..., Library], asked: str, cell: str
) -> None:
    names = "| 현장 | 공사비 자재비 | 공사비 인건비 | 공사비 총공사비 |\n|---|---|---|---|\n"
    rows = "| 솔마루센터 | 4,120 | 3,220 | 7,340 |\n| 갈대로 2공구 | 910 | 640 | 1,550 |\n"
    library = library_of({"공사비 현황": f"현장별 공사비 현황\n\n{names}{rows}"})
    assert library.ask(f"솔마루센터 {asked}", answer_anyway=True).short == cell


SIGNED = {
    "휴가 신청서": (
        "휴가 신청서\n\n| 결 재 | 담당 | 팀장 | 부장 | 원장 |\n| --- | --- | --- | --- | --- |\n"
        "| 결 재 | 고은별 | 배은정 | 민선화 | 탁현우 |\n| 결 재 | 4/14 | 4/15 | 4/15 | 4/16 |\n"
    ),
    "당직표": (
        "당직 근무표\n\n| 일자 | 요일 | 당직자 | 출근 | 퇴근 |\n| --- | --- | --- | --- | --- |\n"
        "| 2025-04-05 | 토 | 우지안 | 09:00 | 18:00 |\n"
        "| 2025-04-06 | 일 | 전태민 | 08:00 | 15:00 |\n"
    ),
    "버스 안내": (
        "# 마을버스 개편\n\n마을버스를 6월 3일부터 세 노선으로 나누어 확대 운행한다.\n\n"
        "| 구분 | 개편 전 | 확대 운행 |\n| --- | --- | --- |\n| 타는 곳 | 4곳 | 9곳 |\n"
        "| 부르는 방법 | 전화 | 앱, 전화(1833-0000) |\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("휴가 신청서에 결재한 부장 이름이 뭐야?", "민선화"),
        ("4월 6일 당직은 몇 시에 끝나?", "15:00"),
        ("4월 6일 당직은 몇 시에 시작해?", "08:00"),
        ("마을버스 확대 운행은 며칠부터 해?", "6월 3일"),
    ],
)
def test_cells_tell_who_signed_when_it_ends_and_from_which_day(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of(SIGNED).ask(question).short == short


def test_why_a_figure_fell_is_told_by_the_note_beside_it(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "거래처별 매출\n\n| 거래처: 가온급식 | 1분기: 880 | 2분기: 610 "
        "| 비고: 2분기 감소는 방학에 따른 급식 중단 때문 |\n"
        "| 거래처: 나래마트 | 1분기: 740 | 2분기: 790 | 비고: 새 매장을 냄 |\n"
    )
    answer = library_of({"매출": text}).ask("가온급식은 2분기 매출이 왜 줄었어?")
    assert answer.short == "방학에 따른 급식 중단 때문"


CENTRE = {
    "창업지원센터 운영 계획": (
        "# 창업지원센터 운영 계획\n\n"
        "| 평가 분야 | 평가 항목 | 배점 | 비고 |\n| --- | --- | --- | --- |\n"
        "| 역량 | 사업 실적 (2건) | 15 | 최근 2년 |\n| 역량 | 재무 건전성 | 12 | 등급 |\n"
        "| 가격 | 제안 가격 | 73 | |\n\n"
        "| 공간 | 비치품 | 모델 | 수량 | 단가 |\n| --- | --- | --- | --- | --- |\n"
        "| 상담실 | 접이식 탁자 | T-80 원목 | 7 | 93,000 |\n"
        "| 상담실 | 원형 탁자 | T-11 강화유리 | 2 | 151,000 |\n\n"
        "| 번호 | 개선 사항 | 개선 부서 | 이행 기한 |\n| --- | --- | --- | --- |\n"
        "| 1 | 출입 대장 누락 | 운영팀 | 2026. 9. 11. |\n"
        "| 2 | 소화기 점검 지연 | 시설팀 | 2026. 8. 28. |\n"
    ),
    "저수지 조사 용역": (
        "# 저수지 조사 용역 투입 인력\n\n(단위: 명, 인·월)\n\n"
        "| 구분 | 자격 | 인원 | 투입량 | 비고 |\n| --- | --- | --- | --- | --- |\n"
        "| 사업총괄 | 기술사 | 1 | 3.5 | 비상주 |\n| 수질분석원 | 초급 이상 | 5 | 16.0 | 상주 |\n"
        "| 지질조사원 | 고급 이상 | 3 | 7.5 | 상주 |\n"
    ),
    "회의실 예약": (
        "회의실 예약\n\n| 주차: 1주 | 날짜: 7. 6.(월) | 오전 10:00~12:00 과목: 회계 기초 "
        "| 오전 강사: 도연우 | 오후 14:00~ 과목: 세무 실습 | 오후 강사: 차미르 | 시간: 5 |\n"
        "| 주차: 1주 | 날짜: 7. 7.(화) | 오전 10:00~12:00 과목: 노무 입문 "
        "| 오전 강사: 도연우 | 오후 14:00~ 과목: 종합 평가 및 해단식 | 오후 강사: 차미르 "
        "| 시간: 4 | 비고: 해단식 15:30 |\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("저수지 조사에 수질분석원 몇명 들어가", "5"),
        ("창업지원센터 평가에서 재무 건전성은 몇 점이야?", "12"),
        ("강화유리로 된 원형 탁자는 몇 개 놓여?", "2"),
        ("소화기 점검 늦은 건 언제까지 개선해야 돼?", "2026. 8. 28."),
        ("7월 6일 오후에는 무슨 수업이야?", "세무 실습"),
        ("해단식은 몇 시에 해?", "15:30"),
    ],
)
def test_a_cell_is_found_by_what_counts_dates_or_names_it_and_needs_no_verb(
    library_of: Callable[..., Library], question: str, cell: str
) -> None:
    answer = library_of(CENTRE).ask(question)
    assert (answer.short, answer.abstained) == (cell, False)


STAFFED = {
    "2031년 내부 감사 결과": (
        "# 2031년 내부 감사 결과\n\n(단위: 건, 명, 천원)\n\n"
        "| 부서 | 지적 시설 | 지적 서류 | 지적 계 | 인사 처분 | 재정 처분 |\n"
        "| --- | --- | --- | --- | --- | --- |\n| 기획홍보팀 | 2 | 3 | 5 | 4 | 1,860 |\n"
        "| 회원관리팀 | 1 | - | 1 | 2 | 745 |\n\n"
        "| 장비 | 모델 | 점검일 | 다음 점검일 |\n| --- | --- | --- | --- |\n"
        "| 진동측정기 | VM-3 | 2031. 4. 2. | 2032. 4. 1. |\n"
        "| 소음측정기 | NS-21 | 2031. 5. 7. | 2032. 5. 6. |\n"
    ),
    "물품 명세": (
        "# 휴게실 물품 명세\n\n(단위: 원)\n\n"
        "| 번호 | 놓는 곳 | 품명 | 수량 | 단가 | 금액 |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 1 | 휴게실 | 전기 주전자 | 3 | 41,500 | 124,500 |\n"
        "| 2 | 휴게실 | 간이 책장 | 2 | 83,000 | 166,000 |\n\n"
        "| 이름 | 직급 | 시간외수당 | 정산액 |\n| --- | --- | --- | --- |\n"
        "| 탁여울 | 주임 | 214,700 | 310,000 |\n| 봉하진 | 대리 | 187,200 | 295,000 |\n"
    ),
    "마을 도서관": (
        "마을 도서관\n\n| 이용자 | 회원 책 수 | 비회원 책 수 |\n| --- | --- | --- |\n"
        "| 어린이 | 12 | 4 |\n| 어른 | 9 | 3 |\n\n"
        "| 항목 | 아침 | 저녁 |\n| --- | --- | --- |\n| 최고수온 유지시간(분) | 25 | 40 |\n"
        "| 최고수온(℃) | 31.4 | 28.9 |\n\n"
        "| 서류 | 제출 | 비고 |\n| --- | --- | --- |\n| 졸업증명서 | △ | 9. 14.까지 보완 |\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("내부감사에서 회원관리팀 인사 처분은 몇 명이야?", "2"),
        ("기획홍보팀 지적은 몇 건 나왔어?", "5"),
        ("소음측정기 모델명이 뭐야?", "NS-21"),
        ("단가가 83,000원인 품목이 뭐야?", "간이 책장"),
        ("수당 214,700원 받은 사람 누구야?", "탁여울"),
        ("전기 주전자 금액은 얼마로 책정됐어?", "124,500"),
        ("도서관에서 어른 회원은 책을 몇 권 빌려?", "9"),
        ("아침 최고수온은 얼마야?", "31.4"),
        ("졸업증명서 보완은 언제까지야?", "9. 14."),
    ],
)
def test_a_cell_is_looked_up_as_people_name_rows_columns_and_figures(
    library_of: Callable[..., Library], question: str, cell: str
) -> None:
    answer = library_of(STAFFED).ask(question)
    assert (answer.short, answer.abstained) == (cell, False)


FORESTS = {
    "숲 학교 결산": (
        "숲 학교 결산\n\n1. 행사\n\n(단위: 백만원)\n\n"
        "| 행사 | 결산 2030 | 결산 2031 | 참가 인원 |\n| --- | --- | --- | --- |\n"
        "| 별밤 걷기 | 812 | 946 | 1,530 |\n| 나물 캐기 | 530 | 617 | 940 |\n\n"
        "2. 땔감\n\n(단위: %)\n\n| 나무 | 남쪽 비탈 | 북쪽 비탈 |\n| --- | --- | --- |\n"
        "| 참나무 매출 | 61 | 47 |\n| 소나무 매출 | 39 | 53 |\n"
    ),
    "쉼터 검사": (
        "쉼터 검사\n\n| 항목 | 기준 | 측정값 #1 | 측정값 #2 |\n| --- | --- | --- | --- |\n"
        "| 조도 | 300 이상 | 412 | 388 |\n| 소음 | 45 이하 | 39.1 | 41.6 |\n\n"
        "| 쉼터 | 점검 경고 | 점검 주의 | 점검 계 |\n| --- | --- | --- | --- |\n"
        "| 느티마루 | 2 | 5 | 7 |\n| 솔마루 | 1 | 3 | 4 |\n\n"
        "| 분야 | 2030년 | 2031년 |\n| --- | --- | --- |\n"
        "| 화장실 청결도 | 3.92 | 4.18 |\n| 안내판 | 4.05 | 3.77 |\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("별밤 걷기에 2031년에 몇 명 왔어?", "1,530"),
        ("남쪽 비탈 참나무 매출은 몇 억이야?", None),
        ("별밤 걷기 결산은 2031년에 얼마야?", "946"),
        ("나물 캐기 참가 인원은 몇 명이야?", "940"),
        ("남쪽 비탈 참나무 매출은 몇 퍼센트야?", "61"),
    ],
)
def test_the_unit_of_a_table_forbids_its_bare_figures_for_what_is_of_another(
    library_of: Callable[..., Library], question: str, cell: str | None
) -> None:
    answer = library_of(FORESTS).ask(question, answer_anyway=cell is not None)
    assert (answer.short or None) == cell


def test_a_dash_is_no_short_answer(library_of: Callable[..., Library]) -> None:
    text = (
        "# 가람바이오 지분\n\n| 주주 | 보통주 | 우선주 | 합계 |\n|---|---|---|---|\n"
        "| 나무조합 | 34,700 | - | 34,700 |\n| 대표 | 12,000 | 510 | 12,510 |\n"
    )
    library = library_of({"지분": text})
    assert library.ask("나무조합 우선주는 몇 주야?").short == ""
    assert library.ask("대표 우선주는 몇 주야?").short == "510"


def test_a_score_is_no_cell_of_words(library_of: Callable[..., Library]) -> None:
    text = (
        "# 두부 공장 점검\n\n100점 만점에 제1공장 81점, 제2공장 92점이다.\n\n"
        "| 번호 | 공장 | 지적 |\n|---|---|---|\n"
        "| 1 | 제2 | 온도 기록이 실제와 1.5℃ 다름 |\n| 2 | 제1 | 시험편 기록 6일치 빠짐 |\n"
    )
    library = library_of({"점검": text})
    assert library.ask("제2공장의 점검 점수는 몇 점이야?").short == "92점"


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("2번 소음 측정값이 얼마야?", "41.6"),
        ("느티마루 점검은 모두 몇 건이야?", "7"),
        ("화장실 청결도 점수 2031년에 몇 점이야?", "4.18"),
    ],
)
def test_what_a_number_counts_or_measures_need_not_be_told(
    library_of: Callable[..., Library], question: str, cell: str
) -> None:
    answer = library_of(FORESTS).ask(question)
    assert (answer.short, answer.abstained) == (cell, False)


QUOTES = """# 노후 정수기 교체 품의

3. 견적 비교

(단위: 원)

| 항목 | | ㈜맑은샘 | 두레환경㈜ | ㈜온새미 |
|---|---|---|---|---|
| 견적일 | | 2031. 4. 2. | 2031. 4. 3. | 2031. 4. 7. |
| 월 이용료 | 냉온(1대) | 31,000 | 28,500 | 33,000 |
| 월 이용료 | 냉수(1대) | 19,000 | 21,500 | 18,000 |
| 필터 교체비 | 방문 | 6,000 | 무상 | 9,000 |
| 필터 교체비 | 자가 | 2,500 | 3,100 | 4,200 |
| 이전비(1회) | | 무상 | 40,000 | 25,000 |

4. 제원과 값

| 항목 | A형 | B형 | C형 |
|---|---|---|---|
| 본체 무게(kg) | 11.5 | 13.2 | 15.8 |
| 물통(L) | 4 | 6 | 9 |

(단위: 천원)

| 구분 | A형 | B형 | C형 |
|---|---|---|---|
| 정수기 본체 | 2,900 | 3,600 | 4,700 |
| 받침대 | 120 | 150 | 180 |
"""
TIMETABLE = """# 소담초등학교 안내

1. 학사 일정

| 학기 | 월 | 일자 | 행사명 | 대상 | 비고 |
|---|---|---|---|---|---|
| 1학기 | 5월 | 5. 12.(수) | 갯벌 체험 | 1~3학년 | 모래미마을 |
| 1학기 | 6월 | 6. 3.(목) | 야영 | 5학년 | 솔숲야영장 |
| 2학기 | 12월 | 12. 29.(수) | 발표회·방학식 | 전교생 | 발표회 09:30 |

2. 갯벌 체험 안내

| 구분 | 1학년 | 2학년 | 3학년 |
|---|---|---|---|
| 인솔 담당 | 표나겸 교사 | 도해린 교사 | 우지안 교사 |
| 점심 | 도시락 | 매점 | 급식실 |
"""
PROJECTS = """# 사업 현황

| 과제명 | 담당 | 예산 | 집행 누계 | 금주 집행 | 잔액 |
|---|---|---|---|---|---|
| 창고 자동화 | 남보라 | 310 | 120 | 9 | 190 |
| 배차 개선 | 구은찬 | 95 | 40 | 2 | 55 |

| 계정명 | 용도 | 계정(ID) | 권한 |
|---|---|---|---|
| 구매포털 '사다리' | 발주 | smj_buy | 등록 |
| 메일 | 연락 | smj_mail | 전체 |

| 수당명 | 지급대상 | 지급액 | 지급시기 |
|---|---|---|---|
| 숙직수당 | 당직 직원 | 1회 6만원 | 익월 |
| 운전수당 | 운전직 | 월 5만원 | 매월 |

| 유형 | 전주 | 금주 | 주요 내용 |
|---|---|---|---|
| 배송 지연 | 48 | 31 | 눈길 |
| 파손 | 12 | 17 | 유리병 |

| 노선 | 편명 | 출발 | 도착 |
|---|---|---|---|
| 국내선 | HV 208 | 제주 08:10 | 청주 09:15 |
| 국제선 | HV 511 | 청주 11:00 | 나하 13:20 |

| 성명 | 일비 | 식비 | 교통비 | 계 |
|---|---|---|---|---|
| 문재우 | 30,000 | 24,000 | 40,000 | 94,000 |
| 소예진 | 30,000 | 16,000 | 12,000 | 58,000 |

| 번호 | 할 일 | 담당 | 기한 |
|---|---|---|---|
| 1 | 창고 임대·매입 비용 비교 | 배리안 | 2031. 6. 5. |
| 2 | 지게차 점검 | 남보라 | 2031. 6. 19. |

| 직급 | 하한액 | 상한액 | 직무급 |
|---|---|---|---|
| 가급 | 61,000 | 98,000 | 640 |
| 나급 | 52,310 | 81,500 | 470 |
| 다급 | 44,900 | 70,200 | 310 |
"""


@pytest.mark.parametrize(
    ("text", "question", "cell"),
    [
        # Two columns name the rows of a table that has a column a firm.
        (QUOTES, "맑은샘에서 필터 자가로 교체하면 얼마야?", "2,500"),
        (QUOTES, "두레환경 견적에서 냉온 정수기 월 이용료는?", "28,500"),
        (QUOTES, "온새미는 이전비로 얼마를 불렀어?", "25,000"),
        # '5학년' names a row there, and asks for no 학기.
        (TIMETABLE, "5학년 야영 장소", "솔숲야영장"),
        (TIMETABLE, "2학년 점심은?", "매점"),
        (TIMETABLE, "2학년 갯벌 체험 인솔 담당이 누구야?", "도해린 교사"),
        # A 일자 is nobody.
        (TIMETABLE, "발표회는 언제 해?", "12. 29.(수)"),
        (PROJECTS, "창고 자동화 과제 남은 예산이 얼마야?", "190"),
        (PROJECTS, "배차 개선 예산은 얼마야?", "95"),
        (PROJECTS, "사다리 계정 아이디 뭐야", "smj_buy"),
        (PROJECTS, "숙직수당 금액", "1회 6만원"),
        (PROJECTS, "배송 지연이 지난주엔 몇 건이었어?", "48"),
        (PROJECTS, "배송 지연이 이번 주엔 몇 건이야?", "31"),
        # A 국내선 is no 내선.
        (PROJECTS, "제주에서 청주 가는 국내선 편명이 뭐야", "HV 208"),
        (PROJECTS, "문재우 다 해서 얼마 나왔어?", "94,000"),
        # What is called a comparison is compared with nothing.
        (PROJECTS, "창고 임대와 매입 비용 비교는 기한이 언제야?", "2031. 6. 5."),
        # A number is no part of a longer one.
        (PROJECTS, "직무급이 310인 직급은?", "다급"),
        (QUOTES, "정수기 C형 본체는 얼마야?", "4,700"),
    ],
)
def test_the_cell_of_the_named_row_and_column(
    library_of: Callable[..., Library], text: str, question: str, cell: str
) -> None:
    library = library_of({"표": text})
    assert library.ask(question, answer_anyway=True).short == cell


OFFICE_TABLES = """# 한결시설 업무 자료

## 시설 계획

| 학기 | 달 | 행사 | 대상 | 곳 |
|---|---|---|---|---|
| 1학기 | 4월 | 숲 체험 | 1~3학년 | 느티숲 |
| 1학기 | 6월 | 야영 활동 | 5학년 | 솔밭야영장 |
| 2학기 | 9월 | 도자기 수업 | 4학년 | 흙마당 |

## 수당

| 수당명 | 받는 사람 | 지급액 | 지급 시기 |
|---|---|---|---|
| 고소작업수당 | 외벽 작업 직원 | 1일 2만1천원 | 다음 달 |
| 당직수당 | 숙직 직원 | 1회 4만원 | 매월 |

## 과제 예산

| 과제 | 맡은 사람 | 예산 | 집행액 | 누계 | 잔액 |
|---|---|---|---|---|---|
| 승강기 교체 | 노아린 | 310 | 25 | 95 | 215 |
| 외벽 보수 | 마루한 | 140 | 35 | 60 | 80 |

## 견적 비교

| 항목 |  | ㈜늘봄기기 | 가람렌탈㈜ |
|---|---|---|---|
| 월 사용료 | 대형(1대) | 93,000 | 97,000 |
| 월 사용료 | 소형(1대) | 41,000 | 38,000 |
| 운반비(1회) |  | 무상 | 120,000 |

| 운반 장소 | 별관 2층 |
|---|---|
| 운반일 | 2031. 4. 7.(월) |
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("5학년 야영 활동 곳", "솔밭야영장"),
        ("고소작업수당 금액", "1일 2만1천원"),
        ("승강기 교체 남은 예산이 얼마야?", "215"),
        ("외벽 보수 누적 집행액은 얼마야?", "60"),
        ("외벽 보수 집행액은 얼마야?", "35"),
        ("외벽 보수 예산은 얼마야?", "140"),
        ("가람렌탈에서 소형 한 대 월 사용료 얼마야?", "38,000"),
        ("가람렌탈 대형 월 사용료는?", "97,000"),
        ("운반일은?", "2031. 4. 7.(월)"),
    ],
)
def test_a_cell_is_of_the_sort_row_and_column_that_are_asked_for(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"업무 자료": OFFICE_TABLES}).ask(question, answer_anyway=True).short == short


WATCH = """# 정수장 당직

| 날: 2일 | 주간 이름: 노아린 | 주간 연락처: 010-5550-1101 | 야간 이름: 마루한 | 야간 연락처: 없음 |
| 날: 3일 | 주간 이름: 변새롬 | 주간 연락처: 없음 | 야간 이름: 도경빈 | 야간 연락처: 010-5550-1104 |

## 계기

| 번호: 가-07 | 기기: 전송기 | 최근점검일: 2031-02-11 | 차기점검일: 2032-02-11 | 점검: 사내 |
| 번호: 가-08 | 기기: 탁도계 | 최근점검일: 2031-03-18 | 차기점검일: 2032-03-18 | 점검: 사내 |

## 예산

| 부서: 수질과 | 비목: 시약비 | 연간예산: 264 | 1월: 11 | 2월: 19 | 3월: 22 |
| 부서: 수질과 | 비목: 분석비 | 연간예산: 88 | 1월: 4 | 2월: 6 | 3월: 9 |
| 부서: 수질과 | 비목: 소계 | 연간예산: 352 | 1월: 15 | 2월: 25 | 3월: 31 |
| 부서: 시설과 | 비목: 수선비 | 연간예산: 91 | 1월: 8 | 2월: 7 | 3월: 5 |
| 부서: 시설과 | 비목: 소계 | 연간예산: 91 | 1월: 8 | 2월: 7 | 3월: 5 |
| 부서: 합계 | 연간예산: 443 | 1월: 23 | 2월: 32 | 3월: 36 |
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("도경빈 연락처", "010-5550-1104"),
        ("노아린 연락처", "010-5550-1101"),
        ("탁도계 다음 점검일", "2032-03-18"),
        ("탁도계 최근 점검일", "2031-03-18"),
        ("수질과 시약비 1년 예산이 얼마야?", "264"),
        ("수질과 시약비 1월은 얼마야?", "11"),
        ("수질과 소계 3월", "31"),
    ],
)
def test_columns_of_a_sheet_are_told_apart_by_group_turn_and_unit(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"정수장 당직": WATCH}).ask(question, answer_anyway=True).short == short


def test_no_cell_tells_who_holds_an_office_that_it_does_not_name(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "# 들꽃 축제 추진 계획\n\n| 장소 | 강변 둔치 |\n|---|---|\n"
        "| 주최 | 한들군 / 들꽃축제추진위원회(위원장 노아린) |\n\n"
        "| 추진 일정 | 기한 | 담당 |\n|---|---|---|\n"
        "| 축제 추진 계획 확정 | 2031. 4. 7. | 행사지원팀 |\n| 홍보 시작 | 2031. 5. 2. | 공보팀 |\n"
    )
    answer = library_of({"들꽃 축제": text}).ask("들꽃 축제 추진위원장이 누구야?")
    assert answer.short == "노아린"


LEDGER = """# 늘봄천문대 계약 대장

## 계약

| 연번 | 계약명 | 계약상대자 업체명 | 계약상대자 대표자 | 비고 |
|---|---|---|---|---|
| 1 | 반사경 세척 | ㈜맑은솔 | 온새로 | 완료 |
| 2 | 돔 난방기 교체 | 두레공조 | 채미르 | 예정 |

## 월별 관람

| 월 | 관람객 수 2030년 | 관람객 수 2031년 |
|---|---|---|
| 1월 | 1,310 | 1,425 |
| 2월 | 1,180 | 1,296 |

## 셔틀

| 행선지 | 어른 | 청소년 |
|---|---|---|
| 누리복합 | 4,200 | 2,900 |
| 하늘항 | 3,800 | 2,500 |

## 장비

| 기기 | 형식 | 조치 |
|---|---|---|
| M-31 | 적도의식 | 축 교체 공사로 정지 중 |
| M-32 | 경위대식 | - |
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("돔 난방기 교체 대표자 누구", "채미르"),
        ("2031년 2월에 늘봄천문대 관람객은 몇 명이야?", "1,296"),
        ("늘봄천문대 작년 1월 관람객 수는 몇 명이었어?", "1,310"),
        ("누리복합행 청소년 요금 얼마야?", "2,900"),
        ("늘봄천문대 M-31은 왜 멈춰 있어?", "축 교체 공사로 정지 중"),
    ],
)
def test_the_column_of_the_year_the_holder_or_the_ground_is_told(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    library = library_of({"늘봄천문대 계약 대장": LEDGER})
    assert library.ask(question, answer_anyway=True).short == short


CHECKS = """# 하늘샘 정수장 점검 대장

## 관리 기준

| 공정 | 관리항목 | 기준 하한 | 기준 상한 | 허용 초과 횟수 |
|---|---|---|---|---|
| 급속 여과 | 체류 시간(분) | 12 | 19 | 3 |
| 염소 투입 | 접촉 시간(분) | 25 | 40 | 2 |

## 평가표

| 부문 | 평가 내역 | 배점 | 금액 |
|---|---|---|---|
| 기술 평가(80점) | 여과기 설계 방안 | 22 | 31,500 |
| 가격 평가(20점) | 제안 가격 | 18 | 9,200 |

## 당직 편성

| 일자 | 일직 정 | 일직 부 | 상황실장 |
|---|---|---|---|
| 8. 9.(토) | 미르한 | 가온별 | 운영부장 |
| 8. 10.(일) | 하늘솔 | 노아림 | 시설부장 |

## 재고

| 품번 | 제품명 | 안전재고 |
|---|---|---|
| HS-104 | 여과포 | 2,600 |
| HS-105 | 활성탄 | 1,400 |
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("급속 여과 체류 시간은 제일 길게 몇 분까지야?", "19"),
        ("염소 투입 접촉 시간은 최소 몇 분이야?", "25"),
        ("여과기 설계 방안 배점이 몇 점이야?", "22"),
        ("평가 내역에서 여과기 설계 방안 금액은?", "31,500"),
        ("8월 9일 토요일 일직 정 당직자 누구야?", "미르한"),
        ("안전재고가 2,600인 제품은 뭐야?", "여과포"),
    ],
)
def test_the_cell_below_the_column_that_is_meant(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    library = library_of({"하늘샘 정수장 점검 대장": CHECKS})
    assert library.ask(question, answer_anyway=True).short == short


def test_a_cell_that_says_what_its_column_does_has_no_name(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "| 번호 | 지적 내용 | 담당자 | 업체 | 진행 |\n"
        "| 번호: 1 | 지적 내용: K-21 팬 소음 | 담당자: 온보라 | 업체: 날개공조 | 진행 |\n"
        "| 번호: 2 | 지적 내용: V-34 고무 마모 | 담당자: 채노을 | 업체: 자체 | 진행: 완료 |\n"
    )
    library = library_of({"점검 대장": text})
    assert library.ask("V-34 고무 마모 담당자 누구", answer_anyway=True).short == "채노을"


@pytest.mark.parametrize(
    ("question", "short"), [("늘봄 비정기 순찰 인원", "7"), ("늘봄 정기 순찰 인원", "12")]
)
def test_what_is_negated_is_another_row(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = "# 늘봄 순찰\n\n| 구분 | 인원 |\n|---|---|\n| 정기 순찰 | 12 |\n| 비정기 순찰 | 7 |\n"
    library = library_of({"늘봄 순찰": text})
    assert library.ask(question, answer_anyway=True).short == short


def test_rows_below_another_form_make_a_table_of_their_own(
    library_of: Callable[..., Library],
) -> None:
    text = (
        "# 솔내음 인사 기록\n\n| 작성: 온누리 대리 | 작성일: 2031. 3. 2. |\n| 항목 | 내용 |\n"
        "| 항목: 인사위원장 | 내용: 본부장 채가람 |\n| 항목: 정원 | 내용: 41명 |\n"
    )
    library = library_of({"솔내음 인사 기록": text})
    assert "채가람" in library.ask("솔내음 인사위원장은 누가 맡아?", answer_anyway=True).short
