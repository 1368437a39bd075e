from collections.abc import Callable

import pytest

from rag import Library
from rag.reading.reader import ExtractiveReader

PLANS = (
    "# 요금제 안내\n\n| 요금제 | 월 요금 | 데이터 |\n|---|---|---|\n| 알뜰 | 19,000원 | 3GB |\n"
    "| 표준 | 33,000원 | 11GB |\n| 으뜸 | 89,000원 | 100GB |\n\n부가세를 포함한 금액이다.\n"
)
SALES = (
    "# 부서별 매출\n\n| 부서 | 매출 | 직원 |\n|---|---|---|\n"
    "| 영업부 | 120억 원 | 30명 |\n"
    "| 연구소 | 45억 원 | 52명 |\n| 해외부 | 98억 원 | 12명 |\n"
    "| 합계 | 263억 원 | 94명 |\n\n끝.\n"
)
MIXED = "# 창고\n\n| 창고 | 재고 |\n|---|---|\n| 동쪽 창고 | 300개 |\n| 서쪽 창고 | 미정 |\n\n끝.\n"
LONG = "# 지점별 면적\n\n| 지점 | 면적 |\n|---|---|\n" + "".join(
    f"| 제{n}동네 지점 | {100 + 7 * n}㎡ |\n" for n in range(60)
)
BUDGET = (
    "# 예산안\n\n| 부서 | 2025 예산(백만원) | 2026 예산(백만원) | 증감률(%) | 담당자 |\n"
    + "".join(
        f"| 부서: {name} | 2025 예산(백만원): {before} | 2026 예산(백만원): {now} | "
        f"증감률(%): {change} | 담당자: {person} |\n"
        for name, before, now, change, person in (
            ("홍보실", 320, 350, 9.4, "송가람"),
            ("연구소", 1240, 1105, -10.9, "남도윤"),
            ("생산팀", 1100, 1480, 34.5, "서지안"),
            ("보안팀", 150, 240, 60, "고은채"),
        )
    )
    + "\n끝.\n"
)
TASKS = (
    "# 할 일\n\n| 담당 | 할 일 | 기한 |\n|---|---|---|\n| 류태호 | 계약 초안 | 7월 1일 |\n"
    "| 오민재 | 공급 계약 | 6월 5일 |\n| 백서윤 | 용기 시험 | 6월 20일 |\n\n끝.\n"
)

MODELS = (
    "# 프로젝터 사양\n\n| 항목 | LT-30 | VQ5 | HP-12 |\n|---|---|---|---|\n"
    "| 밝기 | 3,500안시 | 4,200안시 | 3,000안시 |\n| 무게 | 2.9kg | 4.6kg | 2.1kg |\n"
    "| 가격 | 89만 원 | 214만 원 | 72만 원 |\n| 수명 | 2년 | 2년 | 1년 |\n\n끝.\n"
)
TRIP = (
    "# 출장 경비 내역\n\n| 항목 | 금액 | 비고 |\n|---|---|---|\n| 항공료 | 1,164,000원 | 왕복 |\n"
    "| 식비 | 352,000원 |  |\n| 통역비 | 500,000원 | 2일 |\n| 합계 | 2,016,000원 |  |\n\n끝.\n"
)
GOODS = (
    "# 사무용품 단가\n\n| 품목 | 단가(원) | 재고 |\n|---|---|---|\n| 복사지 | 24500 | 120 |\n"
    "| 받침대 | 39000 | 8 |\n| 볼펜 | 5400 | 300 |\n\n끝.\n"
)

TOOLS = (
    "# 공구 대장\n\n| 관리번호 | 공구 | 수량 | 단가 | 금액 | 구입일 |\n|---|---|---|---|---|---|\n"
    "| T-1 | 전동 드릴 | 2 | 180,000 | 360,000 | 2022-03-08 |\n"
    "| T-2 | 사다리 | 5 | 95,000 | 475,000 | 2019-11-21 |\n"
    "| T-3 | 공구함 | 8 | 40,000 | 320,000 | 2024-07-02 |\n\n끝.\n"
)
FURNITURE = (
    "# 가구 현황\n\n| 연번 | 가구 | 구입가(천원) | 구입연도 |\n|---|---|---|---|\n"
    "| 1 | 책장 | 310 | 2016 |\n| 2 | 소파 | 1,250 | 2021 |\n| 3 | 화분대 | 45 | 2023 |\n\n끝.\n"
)
ROOMS = (
    "# 대관 안내\n\n| 방 | 면적(㎡) | 사용료 |\n|---|---|---|\n| 소리방 | 88 | 무료 |\n"
    "| 햇살방 | 132 | 15,000원(1시간) |\n| 너른방 | 240 | 42,000원(1시간) |\n\n끝.\n"
)
HEADCOUNT = (
    "# 인원 변동\n\n| 지점 | 내선 | 작년 인원 | 올해 인원 | 증감 |\n|---|---|---|---|---|\n"
    "| 강서점 | 901 | 52 | 61 | 9 |\n| 강북점 | 902 | 88 | 80 | -8 |\n"
    "| 남산점 | 903 | 31 | 33 | 2 |\n\n끝.\n"
)


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(
        {
            "요금제": PLANS,
            "매출": SALES,
            "재고": MIXED,
            "면적": LONG,
            "예산안": BUDGET,
            "할 일": TASKS,
            "프로젝터": MODELS,
            "출장": TRIP,
            "사무용품": GOODS,
            "공구": TOOLS,
            "가구": FURNITURE,
            "대관": ROOMS,
            "인원": HEADCOUNT,
        }
    )


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가장 비싼 요금제는?", "으뜸"),
        ("가장 저렴한 요금제는 무엇인가요?", "알뜰"),
        ("가장 비싼 요금제의 데이터는?", "100GB"),
        ("데이터가 두 번째로 많은 요금제는?", "표준"),
        ("매출이 가장 많은 부서는?", "영업부"),
        ("가장 비싼 공구는?", "전동 드릴"),
        ("수량이 가장 많은 공구는?", "공구함"),
        ("가장 오래된 공구가 뭐야?", "사다리"),
        ("가장 최근에 산 공구는?", "공구함"),
        ("가장 비싼 가구는?", "소파"),
        ("가장 오래된 가구는?", "책장"),
        ("가장 넓은 방은?", "너른방"),
        ("사용료가 가장 비싼 방은?", "너른방"),
        ("인원이 가장 많은 지점은?", "강북점"),
        ("인원이 가장 많이 늘어난 지점은?", "강서점"),
        ("인원이 가장 많이 줄어든 지점은?", "강북점"),
        ("매출이 두 번째로 많은 부서는 어디인가요?", "해외부"),
        ("직원이 가장 적은 부서는?", "해외부"),
        ("매출 합계는 얼마인가요?", "263억 원"),
        ("2026 예산안이 가장 많은 부서는?", "생산팀"),
        ("2025년 예산이 가장 많은 부서는?", "연구소"),
        ("예산이 가장 적은 부서는 어디야?", "보안팀"),
        ("예산 증감률이 가장 낮은 부서는?", "연구소"),
        ("할 일의 기한이 가장 빠른 담당은?", "오민재"),
        ("할 일의 기한이 가장 늦은 담당은?", "류태호"),
        ("연구소 2026년 예산은?", "1105"),
        ("생산팀 2025년 예산은 얼마야?", "1100"),
        # A column for each thing, rows called by the title, the only column that tells amounts.
        ("가장 무거운 프로젝터는?", "VQ5"),
        ("제일 싼 프로젝터는 뭐야?", "HP-12"),
        ("밝기가 두 번째로 높은 프로젝터는?", "LT-30"),
        ("제일 비싼 사무용품은?", "받침대"),
        ("출장 경비 중 가장 많이 든 항목은?", "항공료"),
        ("보안팀과 홍보실 중 2026년 예산이 더 많은 곳은?", "홍보실"),
        ("연구소와 생산팀 중 2025년 예산이 더 적은 곳은?", "생산팀"),
        ("홍보실과 연구소 중 증감률이 더 낮은 곳은 어디인가요?", "연구소"),
    ],
)
def test_the_row_with_most_or_least_answers(library: Library, question: str, short: str) -> None:
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short == short
    assert short in answer.citations[0].quote or short in MODELS.splitlines()[2]


@pytest.mark.parametrize("question", ["재고가 가장 많은 창고는?", "면적이 가장 넓은 지점은?"])
def test_half_a_table_and_odd_cells_have_no_most(library: Library, question: str) -> None:
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short != "동쪽 창고"
    assert "지점" not in answer.short


def test_columns_that_are_alike_have_no_most(library: Library) -> None:
    question = "수명이 가장 긴 프로젝터는?"
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short not in ("LT-30", "VQ5", "HP-12")


def test_years_that_disagree_have_no_most(library: Library) -> None:
    question = "예산이 가장 많은 부서는?"
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert answer.short == ""


@pytest.mark.parametrize("question", ["2026 예산은?", "예산이 줄어든 부서는?", "부서별 증감률은?"])
def test_names_of_columns_are_neither_quoted_nor_the_answer(
    library: Library, question: str
) -> None:
    answer = ExtractiveReader(library.idf).read(question, library.search(question))
    assert not any(quote.quote.startswith("| 부서 |") for quote in answer.citations)


FINES = (
    "# 주차 과태료 부과 실적\n\n| 연도 | 부과 건수 | 부과액(천원) | 징수액(천원) | 징수율 |\n"
    "|---|---|---|---|---|\n| 2021 | 142 | 28,400 | 22,152 | 78% |\n"
    "| 2022 | 231 | 46,900 | 37,989 | 81% |\n| 2023 | 208 | 41,800 | 36,366 | 87% |\n\n끝.\n"
)
DELIVERIES = (
    "# 책상 납품 일정\n\n| 차수 | 납품기한 | 수량 |\n|---|---|---|\n| 1차 | 5월 3일 | 40개 |\n"
    "| 2차 | 6월 9일 | 70개 |\n| 3차 | 8월 2일 | 20개 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("주차 과태료 징수율이 가장 높은 해는?", "2023"),
        ("징수액이 가장 많은 해는?", "2022"),
        ("2021년과 2022년 중 부과액이 더 많은 해는?", "2022년"),
    ],
)
def test_what_a_table_ranks_is_told(
    library_of: Callable[..., Library], question: str, expected: str
) -> None:
    answer = library_of({"과태료": FINES, "책상": DELIVERIES}).ask(question)
    assert (answer.abstained, answer.short) == (False, expected)


def test_a_later_day_is_not_more(library_of: Callable[..., Library]) -> None:
    answer = library_of({"책상": DELIVERIES}).ask("가장 많이 납품하는 차수는?")
    assert answer.short != "3차"


def test_what_no_table_names_is_not_ranked(library_of: Callable[..., Library]) -> None:
    answer = library_of({"과태료": FINES}).ask("자전거 대여율이 가장 높은 해는?")
    assert answer.short not in ("2022", "2023")


def test_of_two_documents_the_one_that_is_named_ranks(library_of: Callable[..., Library]) -> None:
    first = "| 과제 | 기한 |\n|---|---|\n| 배수로 청소 | 5월 9일 |\n| 담장 보수 | 4월 2일 |\n"
    second = "| 과제 | 기한 |\n|---|---|\n| 안내문 교체 | 3월 8일 |\n| 조명 점검 | 3월 30일 |\n"
    library = library_of(
        {
            "가락시장": f"# 가락시장 침수 보고\n\n## 재발 방지\n\n{first}\n끝.\n",
            "누리극장": f"# 누리극장 정전 보고\n\n## 재발 방지\n\n{second}\n끝.\n",
        }
    )
    answer = library.ask("가락시장 재발 방지 과제 중 기한이 가장 빠른 게 뭐야?")
    assert answer.short == "담장 보수"


def test_a_unit_with_su_ranks_the_rows_that_count_it(library_of: Callable[..., Library]) -> None:
    text = (
        "# 주차장 안내\n\n| 구역 | 규모 | 요금 |\n|---|---|---|\n| 동편 | 42면 | 900원 |\n"
        "| 서편 | 65면 | 700원 |\n| 자전거 보관소 | 3동 | 무료 |\n\n끝.\n"
    )
    answer = library_of({"주차장": text}).ask("주차장에서 면수가 제일 많은 구역은 어디야?")
    assert answer.short == "서편"


CATCH = (
    "# 어종별 위판량\n\n| 해역 | 어종 | 상반기 위판량 | 하반기 위판량 |\n|---|---|---|---|\n"
    "| 동해 | 오징어 | 310 | 120 |\n| 동해 | 대게 | 90 | 410 |\n| 동해 | 소계 | 400 | 530 |\n"
    "| 남해 | 멸치 | 350 | 260 |\n| 남해 | 갈치 | 240 | 300 |\n| 남해 | 소계 | 590 | 560 |\n"
    "| 합계 |  | 990 | 1,090 |\n| 전년 위판량 |  | 940 | 1,010 |\n"
    "| 전년 대비 |  | +5.3% | +7.9% |\n\n끝.\n"
)
UNSUMMED = "".join(line for line in CATCH.splitlines(keepends=True) if "소계" not in line)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("하반기 위판량이 가장 많은 어종은?", "대게"),
        ("상반기 위판량이 가장 적은 어종은?", "대게"),
        ("하반기 위판량이 가장 많은 해역은?", "남해"),
    ],
)
def test_groups_are_told_apart_by_their_totals_and_things_without(
    library_of: Callable[..., Library], question: str, name: str
) -> None:
    assert library_of({"위판 현황": CATCH}).ask(question).short == name


def test_the_most_of_one_thing_is_not_that_of_its_group(library_of: Callable[..., Library]) -> None:
    fish = library_of({"위판 현황": UNSUMMED})
    assert fish.ask("하반기 위판량이 가장 많은 해역은?").short != "동해"
    assert fish.ask("하반기 위판량이 가장 많은 어종은?").short == "대게"


VISITS = (
    "# 2025년 보건지소 진료 실적\n\n"
    "| 번호 | 성명 | 진료 건수 오전 | 진료 건수 오후 | 진료 건수 계 | 출장 |\n"
    "|---|---|---|---|---|---|\n| 1 | 소아라 | 210 | 95 | 305 | 3 |\n"
    "| 2 | 편도훈 | 180 | 160 | 340 | - |\n| 3 | 탁이현 | 195 | 120 | 315 | 7 |\n"
    "| 합계 |  | 585 | 375 | 960 | 10 |\n\n끝.\n"
)
COSTS = (
    "# 도서관 비용 추계\n\n| 구분 | 2027년 | 2028년 | 2029년 | 합계 |\n|---|---|---|---|---|\n"
    "| 자료 구입비 | 41 | 57 | 38 | 136 |\n| 순회 강사료 | - | 22 | 25 | 47 |\n\n끝.\n"
)
POSTS = (
    "# 정원 및 현원\n\n| 사업소 | 정원 | 현원 | 과부족 |\n|---|---|---|---|\n"
    "| 정수장 | 31 | 26 | △5 |\n| 하수장 | 44 | 45 | +1 |\n| 매립장 | 18 | 16 | △2 |\n\n끝.\n"
)
RESULTS = (
    "# 계열사 실적\n\n| 회사 | 매출액 | 영업이익 | 인원 |\n|---|---|---|---|\n"
    "| 가람물산 | 540 | △12 | 80 |\n| 누리통운 | 210 | 19 | 45 |\n"
    "| 다솔식품 | 330 | △30 | 62 |\n\n끝.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        # It is spoken so; the column that names people is what a person is asked for by.
        ("진료 건수가 젤 많은 사람은 누구야?", "편도훈"),
        # A dash has none.
        ("출장이 가장 많은 사람은 누구인가요?", "탁이현"),
        # The parts of a total are told apart by their names.
        ("오전 진료 건수가 가장 많은 사람은 누구야?", "소아라"),
        # A column a year, without their sum.
        ("순회 강사료가 제일 많이 드는 해는 언제야?", "2029년"),
        ("자료 구입비가 가장 적은 해는?", "2029년"),
        # What is short and what is lost stands below zero.
        ("인력이 제일 많이 모자란 사업소는 어디야?", "정수장"),
        ("적자가 가장 큰 회사는?", "다솔식품"),
        ("적자 금액이 가장 큰 회사는?", "다솔식품"),
    ],
)
def test_spoken_questions_for_the_most(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    files = {"진료": VISITS, "비용": COSTS, "정원": POSTS, "실적": RESULTS}
    assert library_of(files).ask(question, answer_anyway=True).short == short


def test_whether_a_dash_is_the_least_nobody_knows(library_of: Callable[..., Library]) -> None:
    answer = library_of({"진료": VISITS}).ask("출장이 가장 적은 사람은 누구인가요?")
    assert answer.short not in ("소아라", "편도훈")


def test_the_table_whose_rows_are_called_so_ranks(library_of: Callable[..., Library]) -> None:
    kinds = "| 유형 | 텃밭 수 |\n|---|---|\n| 옥상 | 12 |\n| 학교 | 40 |\n"
    places = "| 시·군 | 텃밭 수 |\n|---|---|\n| 가은군 | 21 |\n| 산동시 | 16 |\n| 봉성시 | 15 |\n"
    text = f"# 시군별 텃밭 현황\n\n## 유형별\n\n{kinds}\n## 지역별\n\n{places}\n끝.\n"
    answer = library_of({"시군별 텃밭 현황": text}).ask("텃밭 수가 가장 적은 시군은 어디야?")
    assert answer.short == "봉성시"


TENDER = {
    "급식 견적": (
        "급식 견적\n\n| 번호 | 납품처 | 품명 | 수량 | 단가 |\n| --- | --- | --- | --- | --- |\n"
        "| 1 | 본관 | 쌀 | 40 | 52,000 |\n| 2 | 본관 | 한우 | 6 | 91,000 |\n"
        "| 3 | 별관 | 참기름 | 12 | 17,500 |\n| 운반비 |  |  |  |  |\n| 합계 |  |  | 58 |  |\n"
    ),
    "단체 보험": (
        "단체 보험\n\n| 보장 | 가입금액 | 보험료 |\n| --- | --- | --- |\n"
        "| 상해 입원 | 3만 원 | 8,400 |\n| 골절 진단 | 50만 원 | 3,100 |\n\n"
        "부가 서비스는 다음과 같습니다.\n\n| 특약 | 보험료 |\n| --- | --- |\n"
        "| 견인 | 1,200 |\n| 대차 | 4,900 |\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("견적에서 단가가 제일 비싼 품목이 뭐야?", "한우"),
        ("급식 견적에서 수량이 가장 많은 물품은 뭐야?", "쌀"),
        ("단체 보험 보장 중에 보험료가 제일 비싼 게 뭐야?", "상해 입원"),
        ("단체 보험 특약 중에 보험료가 제일 비싼 게 뭐야?", "대차"),
        ("단체 보험 공제 중에 보험료가 제일 비싼 게 뭐야?", ""),
    ],
)
def test_the_noun_before_the_degree_and_what_the_rows_are_called_choose_column_and_table(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of(TENDER).ask(question).short == short


VEHICLES = (
    "관용차량\n\n| 차량번호 | 차종 | 주행거리(km) | 담당 |\n| --- | --- | --- | --- |\n"
    "| 21마3308 | 레이 | 64,120 | 총무팀 |\n| 77소9051 | 스타리아 | 118,400 | 시설팀 |\n"
    "| 15누6672 | 봉고 | 97,030 | 시설팀 |\n"
)


def test_a_column_of_numbers_of_things_names_no_groups(library_of: Callable[..., Library]) -> None:
    answer = library_of({"차량": VEHICLES}).ask("주행거리가 가장 긴 차량은?")
    assert answer.short == "77소9051"


STORES = {
    "도서관": (
        "# 시립 도서관 현황\n\n| 도서관 | 위치 | 장서(권) | 이용률 | 관장 | 비고 |\n"
        "|---|---|---|---|---|---|\n| 솔빛 | 동구 솔길 | 41,200 | 71% | 반서윤 | 본관 |\n"
        "| 물빛 | 서구 강길 | 18,900 | 49% | 옥지후 | 임시 |\n"
        "| 별빛 | 남구 산길 | 27,600 | 83% | 감나은 | 증축 |\n\n끝.\n"
    ),
    "인쇄기": (
        "# 인쇄기 관리\n\n소모품 단가 (단위: 원, 배송비 별도)\n\n"
        "| 품번 | 품명 | 단가 | 납기(일) |\n|---|---|---|---|\n| TR-1 | 롤러 | 83,000 | 6 |\n"
        "| TR-2 | 정착기 | 412,000 | 24 |\n| TR-3 | 드럼 | 575,000 | 11 |\n\n끝.\n"
    ),
    "잔치": (
        "# 마을 잔치 예산\n\n| 항목 | 산출내역 | 금액(천원) |\n|---|---|---|\n"
        "| 천막 임차 | 30천원 × 20동 | 600 |\n| 음향 임차 | 1,700천원 × 1식 | 1,700 |\n"
        "| 음식 재료 | 5천원 × 200명 | 1,000 |\n\n끝.\n"
    ),
    "체육관 주차장": (
        "# 체육관 주차장\n\n| 구분 | 주차면수 | 요금 |\n|---|---|---|\n"
        "| 정문 앞 | 84면 | 30분 무료, 이후 10분당 300원 |\n"
        "| 강변 | 215면 | 하루 3,000원 |\n| 지하 | 130면 | 무료 |\n\n끝.\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        # Who holds a post there is asked for by its name, not what the place is called.
        ("이용률이 가장 낮은 도서관 관장 이름은?", "옥지후"),
        ("장서가 제일 많은 곳 관장 성함이 뭐예요?", "반서윤"),
        ("이용률이 가장 높은 도서관 이름은?", "별빛"),
        # Who that is no column tells.
        ("이용률이 가장 낮은 도서관 사서 이름은?", ""),
        # How long something takes, and what it costs, by the names that columns have for that.
        ("소모품 중에 받는 데 제일 오래 걸리는 부품이 뭐야?", "정착기"),
        ("마을 잔치에서 돈이 제일 많이 드는 항목은?", "음향 임차"),
        # What the things are one of may stand above the table alone.
        ("체육관 주차장 중에 차를 제일 많이 댈 수 있는 곳은?", "강변"),
    ],
)
def test_the_column_of_a_superlative_goes_by_other_names_as_well(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of(STORES).ask(question).short == short
