import pytest

from index import sentence_spans

MAIL = """안녕하세요, 시설관리팀 나은솔입니다.

다음 주 화요일부터 사흘 동안 본관 지하 주차장의 바닥을 새로 칠할
예정이라 그동안 차를 세우실 수 없습니다. 불편하시겠지만 후문 옆
임시 주차장을 이용해 주시고, 장애인 차량은 정문 안내실 3월
방문증을 보여 주시면 현관 앞에 세우실 수 있습니다.

공사 구역
지하 1층 A열
지하 2층 전체

문의는 내선 3120번으로 해 주시고, 급한 일은 당직실 전화로
연락 주십시오.

나은솔 드림
시설관리팀 / 내선 3120 / parking@sollim.example
"""
NOTICE = """도시가스 공급 중단 안내

배관을 옮기는 공사로 아래와 같이 가스 공급을 멈추오니 미리 음식을
조리해 두시고, 공사가 끝난 뒤에는 중간 밸브를 잠갔다가 천천히
열어 주시기 바랍니다.

일시: 2026년 5월 12일(화) 오전 9시부터 오후 4시까지
대상: 솔빛마을 101동부터 108동까지 모든 세대 및 상가
문의: 솔빛도시가스 고객센터 1500-0000 (연중무휴)

준비하실 것
휴대용 가스레인지
"""
# Letter recognition ends lines in the middle of words.
SCANNED = """1987년에 문을 연 이 양조장은 처음에는 막걸리만 빚었으나 물맛이 좋
다는 소문이 퍼지면서 이웃 고을에서도 술을 사러 왔다. 1994년에는 누
룩방을 새로 짓고 쌀을 씻는 기계를 들였으며 그해 가을 첫 약주를 내
놓았다. 지금은 손주가 3대째 가업을 잇고 있다.

술의 종류
막걸리 6도
"""


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_a_mail_has_wrapped_paragraphs_and_lists_of_short_lines() -> None:
    assert sentences(MAIL) == [
        "안녕하세요, 시설관리팀 나은솔입니다.",
        "다음 주 화요일부터 사흘 동안 본관 지하 주차장의 바닥을 새로 칠할\n"
        "예정이라 그동안 차를 세우실 수 없습니다.",
        "불편하시겠지만 후문 옆\n임시 주차장을 이용해 주시고, 장애인 차량은 정문 안내실 3월\n"
        "방문증을 보여 주시면 현관 앞에 세우실 수 있습니다.",
        "공사 구역",
        "지하 1층 A열",
        "지하 2층 전체",
        "문의는 내선 3120번으로 해 주시고, 급한 일은 당직실 전화로\n연락 주십시오.",
        "나은솔 드림",
        "시설관리팀 / 내선 3120 / parking@sollim.example",
    ]


def test_labels_as_long_as_each_other_are_lines_of_their_own() -> None:
    assert sentences(NOTICE) == [
        "도시가스 공급 중단 안내",
        "배관을 옮기는 공사로 아래와 같이 가스 공급을 멈추오니 미리 음식을\n"
        "조리해 두시고, 공사가 끝난 뒤에는 중간 밸브를 잠갔다가 천천히\n열어 주시기 바랍니다.",
        "일시: 2026년 5월 12일(화) 오전 9시부터 오후 4시까지",
        "대상: 솔빛마을 101동부터 108동까지 모든 세대 및 상가",
        "문의: 솔빛도시가스 고객센터 1500-0000 (연중무휴)",
        "준비하실 것",
        "휴대용 가스레인지",
    ]


def test_lines_that_end_within_words_are_whole() -> None:
    assert sentences(SCANNED) == [
        "1987년에 문을 연 이 양조장은 처음에는 막걸리만 빚었으나 물맛이 좋\n"
        "다는 소문이 퍼지면서 이웃 고을에서도 술을 사러 왔다.",
        "1994년에는 누\n룩방을 새로 짓고 쌀을 씻는 기계를 들였으며 그해 가을 첫 약주를 내\n놓았다.",
        "지금은 손주가 3대째 가업을 잇고 있다.",
        "술의 종류",
        "막걸리 6도",
    ]


@pytest.mark.parametrize(
    "text",
    [
        # An item goes on where its text hangs below it, whatever its line ends with.
        "- 접수 기간에는 누리집이 붐비므로 되도록 평일 낮에 신청하고 접수증\n  출력",
        # Two nouns, but the second line ends what the first begins to say.
        "다만 서버 인증서를 새로 받는 비용 308,000원(부가세 포함)은 4월분\n"
        "유지보수료와 함께 청구하겠습니다.",
        # '다.' is no item where a sentence has not ended.
        "조합원 총회는 지난해에 세운 사업 계획과 그 예산을 고치기로 하였\n"
        "다. 새 계획은 7월부터 쓴다.",
        "이 규칙에서 정하지 아니한 사항은 다른 법령과 조합의 정관 가운데\n제12조에 따른다.",
        "the board met on the second day of each month and minutes are held\nfor five years.",
    ],
)
def test_a_line_ends_for_want_of_room(text: str) -> None:
    assert sentences(text)[0].count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "봄이 오면 산에 들에 진달래 피고\n우리 마을 냇가에는 버들이 핀다",
        "v3.3  2026-01-20  당직 연락망 갱신, 로그 보관기간 90일 → 180일\n"
        "v3.4  2026-05-27  장애등급 기준 조정, 파일서버 증설(FS-03) 반영",
        "누리샘마을 주민자치회 · 2026년도 정기 총회 · 회의 자료 모음집\n"
        "(운영위원회 의결 2026. 2. 24. / 배포 2026. 3. 4.)",
        "새 규정은 다음 달 첫째 날부터 모든 부서와 지점에 적용하며 아래와 같다:\n"
        "휴가 신청은 사흘 전까지 내고 부서장이 이틀 안에 승인하며 늦으면 알린다.",
        "가람시 청소년 과학 축제 참가 신청 안내 (2026년 봄)\n"
        "모집 인원: 초등학교 고학년과 중학생을 합해 모두 120명입니다.",
    ],
)
def test_lines_that_people_ended_stay_apart(text: str) -> None:
    assert sentences(text) == text.split("\n")
