"""Notices and forms: labels and headings name what is asked for."""

from collections.abc import Callable

import pytest

from rag import Library

TEXTS = {
    "주차장 공사 공지": (
        "지하주차장 방수 공사 안내\n\n안녕하십니까, 총무팀입니다.\n\n- 기간: 2026년 8월 10일(월) ~ "
        "8월 21일(금)\n- 구역: 지하 2층 전체\n- 통제 시간: 공사 기간 24시간\n\n"
        "문의: 총무팀 강보람 주임 (내선 2207)\n"
    ),
    "제7차 회의록.md": (
        "# 제7차 회의록\n\n일시: 2026년 5월 14일(목) 14:00\n\n장소: 본사 3층 대회의실\n\n"
        "참석: 한지수 상무, 오민재 팀장\n\n불참: 정다은 차장\n\n## 결정 사항\n\n"
        "- 출시일은 9월 3일로 확정한다.\n- 포장재는 종이 용기로 바꾼다.\n\n"
        "## 다음 회의\n\n- 일시: 2026년 6월 11일(목) 10:00\n- 장소: 별관 소회의실\n"
    ),
    "여비 정산서.md": (
        "# 국내출장 여비 정산서\n\n출장목적: 2026년 산호 군락 1차 현장조사\n"
        "출장기간: 2026. 7. 7.(화) ~ 7. 9.(목)\n지급일: 2026. 7. 21.(화)\n\n"
        "산호 조사에서 평균 밀도는 47주/㎡였다.\n"
    ),
    "상인회 총회 회의록.md": (
        "# 제5차 상인회 총회 회의록\n\n일시: 2026년 3월 11일(수) 19:00\n장소: 상인회관\n\n"
        "회비를 올리는 안건은 부결하였다. 다음 총회는 9월 4일 금요일 오후 7시에 연다.\n"
    ),
    "출장 등급": (
        "해외 출장지의 등급\n\n"
        "※ 가등급: 도쿄, 파리, 런던 / 나등급: 시드니, 타이베이 / 다등급: 하노이와 그 밖의 곳\n"
    ),
    "워크숍 안내": (
        "제목: 워크숍 안내\n보낸 사람: 윤채린\n받는 사람: 전 직원\n날짜: 2026년 6월 16일\n\n"
        "워크숍 일정을 알려 드립니다.\n\n날짜: 2026년 7월 16일\n장소: 강릉 솔향리조트\n"
        "회비: 없음. 음료는 각자 부담합니다.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("주차장 공사 기간이 언제야?", "2026년 8월 10일(월) ~ 8월 21일(금)"),
        ("7차 회의에 누가 참석했어?", "한지수 상무, 오민재 팀장"),
        ("7차 회의에 누구누구 왔어?", "한지수 상무, 오민재 팀장"),
        ("7차 회의에 누가 안 왔어?", "정다은 차장"),
        ("7차 회의에 빠진 사람은?", "정다은 차장"),
        ("7차 회의 장소는?", "본사 3층 대회의실"),
        ("7차 회의는 어디서 했어?", "본사 3층 대회의실"),
        ("다음 회의 장소는?", "별관 소회의실"),
        ("워크숍 언제예요?", "2026년 7월 16일"),
        ("상인회 다음 총회는 언제 열려?", "9월 4일 금요일 오후 7시"),
        ("상인회 총회 언제 했어?", "2026년 3월 11일(수) 19:00"),
        ("워크숍은 어디에서 해?", "강릉 솔향리조트"),
        ("워크숍 회비는 얼마야?", "없음"),
        ("산호 조사 출장 언제 갔다왔어?", "2026. 7. 7.(화) ~ 7. 9.(목)"),
        ("산호 조사 여비는 언제 지급했어?", "2026. 7. 21.(화)"),
        ("주차장 공사 문의는 누구에게", "총무팀 강보람 주임 (내선 2207)"),
    ],
)
def test_what_a_label_names_is_the_answer(library: Library, question: str, short: str) -> None:
    answer = library.ask(question)
    assert answer.short == short
    assert short in answer.citations[0].quote


SUPPLY = (
    "물품 공급 계약서\n\n발주자 상호: (주)빛마루\n발주자 대표자: 노은결\n"
    "발주자 연락처: 054-210-3300\n"
    "공급자 상호: 달무리상사\n공급자 대표자: 피다온 (인)\n공급자 소재지: 영천시 솔숲길 12\n"
    "계약담당: 총무팀 사공별\n검수기관: 솔빛검사원(책임자 노을빛), 성적서 K-12\n"
    "계약 기간: 2031. 5. 2.부터\n납품은 6월 3일에 한다.\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("발주자 대표자는 누구야?", "노은결"),
        ("달무리상사 대표 이름이 뭐야?", "피다온"),
        ("공급자 소재지", "영천시 솔숲길 12"),
        ("공급 계약담당자는 누구야?", "총무팀 사공별"),
        ("검수 기관 이름은?", "솔빛검사원"),
        ("납품은 언제야?", "6월 3일"),
    ],
)
def test_a_line_of_a_form_tells_of_the_party_before_its_label(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    assert library_of({"공급 계약서": SUPPLY}).ask(question).short == short


def test_a_section_is_shown_by_its_heading(library: Library) -> None:
    answer = library.ask("7차 회의 결정 사항 알려줘")
    assert "9월 3일" in answer.text
    assert "종이 용기" in answer.text
    assert answer.short == ""


@pytest.mark.parametrize("question", ["주차장 공사 비용은?", "워크숍 강사는 누구야?"])
def test_a_label_that_is_not_there_names_nothing(library: Library, question: str) -> None:
    assert library.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("세미나는 몇 시에 끝나?", "17:30"),
        ("세미나 몇 시에 시작해?", "14:00"),
        ("세미나는 언제 끝나나요?", "17:30"),
        ("세미나는 몇 시부터 몇 시까지야?", "14:00~17:30"),
        ("세미나는 언제 해?", "2025년 9월 4일(목) 14:00~17:30"),
    ],
)
def test_of_a_time_the_hour_that_is_asked_for_is_told(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = "# 세미나 안내\n\n일시: 2025년 9월 4일(목) 14:00~17:30\n장소: 본관 2층 대강당\n"
    assert library_of({"세미나 안내": text}).ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("신청은 언제까지야?", "3. 28.(금) 18:00"),
        ("언제부터 신청해?", "2025. 3. 4.(화)"),
        ("발표 심사는 언제야?", "5월 초"),
        ("담당자 이메일은?", "startup@example.kr"),
        ("신청은 어디서 해?", "누리집"),
    ],
)
def test_of_a_line_what_is_asked_for_is_told(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "# 창업 지원 사업 공고\n\n1. 신청 기간: 2025. 3. 4.(화) ~ 3. 28.(금) 18:00\n"
        "2. 신청 방법: 누리집(www.startup.or.kr)에서 온라인 접수(우편·방문 접수 불가)\n"
        "3. 심사: 서류 심사(4월 중순) → 발표 심사(5월 초) → 최종 선정(5월 말)\n"
        "4. 문의: 창업지원실 강민호 대리(02-555-1234, startup@example.kr)\n"
    )
    assert library_of({"창업 지원 사업 공고": text}).ask(question).short == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("투자사 미팅은 어디서 해?", "본사 7층"),
        ("투자사 미팅에는 누가 참석해?", "대표·재무이사"),
        ("투자사 미팅은 언제야?", "5월 20일"),
        ("워크숍은 며칠이야?", "23일"),
        ("주문은 얼마 동안 중단됐어?", "40분"),
        ("주문은 언제 중단됐어?", "5월 14일"),
    ],
)
def test_short_notes_tell_by_labels_in_brackets(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    text = (
        "# 주간 보고\n\n- 신규 가입자 1,240명(전주 대비 8% 증가)\n"
        "- 고객 문의 312건 처리, 평균 응답 시간 2시간 10분\n"
        "- 5월 20일 투자사 미팅(장소: 본사 7층, 참석: 대표·재무이사)\n"
        "- 5월 23일 전 직원 워크숍(양평 해솔리조트)\n"
        "- 결제 오류로 5월 14일 40분 동안 주문이 중단됨.\n"
    )
    assert short in library_of({"주간 보고": text}).ask(question).short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("박하늘 휴직 신청의 접수번호가 뭐야?", "휴직-25-09"),
        ("휴직 신청서에서 고용보험은 어떻게 하기로 했어?", "납부 유예"),
        ("박하늘 휴직 신청 사유가 뭐야?", "부모 간병"),
        ("기초 공사가 늦어진 원인은?", "장마로 인한 토사 유입"),
    ],
)
def test_labels_of_forms_tell_what_is_ticked_and_why(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    texts = {
        "휴직 신청서(박하늘)": (
            "휴직 신청서\n\n접수번호: 휴직-25-09\n성명: 박하늘\n사유: 부모 간병\n"
            "건강보험: □ 납부 유예 ☑ 계속 납부\n고용보험: ☑ 납부 유예 □ 계속 납부\n"
        ),
        "공사 보고": (
            "# 체육관 공사 보고\n\n2025. 3. 터 닦기 완료\n\n2025. 6. 기초 공사 완료(계획보다 2주 "
            "늦어짐)\n\n지연 사유: 장마로 인한 토사 유입\n\n2025. 9. 지붕 공사 시작\n"
        ),
    }
    assert library_of(texts).ask(question).short == short


@pytest.mark.parametrize(
    "question", ["위생 점검 알림 공문의 시행 번호는?", "위생 점검 알림 문서번호"]
)
def test_the_foot_of_an_official_letter_tells_its_number(
    library_of: Callable[..., Library], question: str
) -> None:
    text = (
        "새솔교육지원청\n\n수신  수신자 참조\n\n제목  위생 점검 알림\n\n1. 위생 점검을 다음과 같이 "
        "알려 드립니다.\n\n새솔교육지원청교육장\n\n시행  급식과-731 (2026. 4. 2.)      접수\n\n"
        "우 31415  아산시 새솔로 41  /  전화번호 041-530-1100\n"
    )
    assert library_of({"공문_위생 점검 알림": text}).ask(question).short == "급식과-731"


WORKS = (
    "# 솔밭교 보수 공사 보고\n\n점검일: 2031. 3. 5.(수) 10:00~12:00 날씨: 맑음, 4℃ 점검자: 마루온\n"
    "공사위치: 솔밭군 강변면 12-1 일원\n시공사: ㈜한들토건 (대표 채민솔)\n"
    "작성부서: 공무팀\n작성자: 주임 노을찬\n\n다. 책임기술자: 나은별(토목기술사), 참여: 옥수린\n\n"
    "공법명: 겹침 보강 공법\n교통 정리: 여울솔 (5. 2. 배치)\n"
    "이송 병원: 햇살의원\n\n소관부서: 도로과 교량팀 (☎ 02-345-6789)\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("솔밭교 점검 언제 했어?", "2031. 3. 5.(수) 10:00~12:00"),
        ("솔밭교 공사 시공사가 어디야?", "㈜한들토건"),
        ("솔밭교 보고 누가 작성했어?", "주임 노을찬"),
        ("솔밭교 보수 책임기술자가 누구야?", "나은별"),
        ("솔밭교 보수 공법 이름이 뭐야?", "겹침 보강 공법"),
        ("솔밭교 교통 정리한 사람은 누구야?", "여울솔"),
        ("솔밭교에서 다치면 어느 병원으로 가?", "햇살의원"),
        ("솔밭교 소관부서", "도로과 교량팀"),
    ],
)
def test_labels_side_by_side_tell_each_its_own(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    library = library_of({"솔밭교 보수 공사 보고": WORKS})
    assert library.ask(question, answer_anyway=True).short == short


def test_a_sentence_says_who_it_is_about(library_of: Callable[..., Library]) -> None:
    text = "# 걷기 대회 안내\n\n구급차 두 대를 두고, 후송 병원은 한나루의료원입니다.\n"
    answer = library_of({"걷기 대회": text}).ask("다치면 어느 병원으로 데려가?", answer_anyway=True)
    assert answer.short == "한나루의료원"


def test_a_label_behind_what_has_none_tells(library_of: Callable[..., Library]) -> None:
    text = "# 솔밭정밀 3월 급여 대장\n\n(주)솔밭정밀 / 지급일: 2031. 4. 11.(금) / 작성: 옥수린\n"
    library = library_of({"솔밭정밀 급여 대장": text})
    assert library.ask("솔밭정밀 월급은 언제 나와?").short == "2031. 4. 11.(금)"


def test_until_when_to_pay_is_told_below_another_word(library_of: Callable[..., Library]) -> None:
    text = (
        "# 도래마을 관리비 고지서\n\n납부기한: 2031. 5. 30.(금)\n\n"
        "자동이체 신청은 매월 20일까지 관리사무소에서 받습니다.\n"
    )
    library = library_of({"고지서": text})
    assert library.ask("도래마을 관리비 언제까지 내야 돼?").short == "2031. 5. 30.(금)"


PLANS = (
    "# 늘봄 책마당 운영 안내\n\n휴관일: 매주 화요일\n기간: 2031. 9. 19.(금) ~ 9. 21.(일), 3일간\n"
    "출원 예정일: 2031. 4. 24.(목)\n목표 회의: 2031. 1. 28.(화) 14:00 별관 2층 회의실\n"
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("늘봄 책마당 문 안 여는 요일이 언제예요?", "매주 화요일"),
        ("늘봄 책마당 올해 며칠에 열려?", "2031. 9. 19.(금) ~ 9. 21.(일), 3일간"),
        ("늘봄 책마당 특허 출원은 언제 할 예정이야?", "2031. 4. 24.(목)"),
        ("늘봄 책마당 목표 회의 언제", "2031. 1. 28.(화) 14:00"),
    ],
)
def test_when_is_told_by_a_label_alone(
    library_of: Callable[..., Library], question: str, short: str
) -> None:
    library = library_of({"늘봄 책마당 안내": PLANS})
    assert library.ask(question, answer_anyway=True).short == short
