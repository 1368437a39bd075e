import pytest

from corpus import Document
from index import split


def test_headings_are_context_and_never_text() -> None:
    document = Document(
        "a.md", "규정", "# 규정\n\n## 휴가\n\n연차는 15일이다.\n\n## 급여\n\n25일에 준다.\n"
    )
    passages = split(document)
    assert [p.text for p in passages] == ["연차는 15일이다.", "25일에 준다."]
    assert [p.context for p in passages] == ["규정 휴가", "규정 급여"]
    assert passages[0].id == "a.md:13-23"


def test_comments_in_code_are_no_headings() -> None:
    code = "```bash\n# 접속\nssh 서버\n\n~~~\n```"
    text = f"# 안내\n\n## 접속 방법\n\n이렇게 합니다.\n\n{code}\n\n# 백업\n\n매일 한다.\n"
    first, second = split(Document("a.md", "안내", text))
    assert first.text == f"이렇게 합니다.\n\n{code}"
    assert first.headings == ("접속 방법",)
    assert second.headings == ("백업",)


def test_a_fence_that_is_never_closed_hides_no_heading() -> None:
    text = "앞\n\n```\n코드\n\n# 백업\n\n매일 한다.\n"
    assert [p.headings for p in split(Document("a.md", "안내", text))] == [(), ("백업",)]


STATUTE = """제1장 총칙
제1조(목적) 이 규칙은 휴가를 정함을 목적으로 한다.
제2조(정의) 이 규칙에서 쓰는 말의 뜻은 다음과 같다.
1. 연차
매년 쉬는 날을 말한다.
2. 병가
아플 때 쉬는 날을 말한다.
제3조의2 (연차 휴가) ① 연차는 15일로 한다. 제3조(연차)에 따른 것과 같다.
② 3년마다 하루를 더한다.
부칙 <2024. 1. 1.>
제1조(시행일) 이 규칙은 공포한 날부터 시행한다.
"""


def test_articles_of_a_statute_are_passages_of_their_own() -> None:
    passages = split(Document("규칙.txt", "규칙", STATUTE))
    assert [p.headings for p in passages] == [
        ("제1장 총칙", "제1조(목적)"),
        ("제1장 총칙", "제2조(정의)"),
        ("제1장 총칙", "제3조의2(연차 휴가)"),
        ("부칙 <2024. 1. 1.>", "제1조(시행일)"),
    ]
    assert passages[0].text.startswith("제1장 총칙\n제1조(목적)")
    assert "".join(p.text for p in passages).replace("\n", "") == STATUTE.replace("\n", "")
    assert passages[0].article_start == len("제1장 총칙\n")
    assert passages[1].article_start == 0
    clause = passages[2]
    assert clause.clause_at(STATUTE.index("연차는 15일")) == "제1항"
    assert clause.clause_at(STATUTE.index("3년마다")) == "제2항"
    assert passages[1].clause_at(passages[1].start) == ""


REPORT = """2024년 스마트시티 추진계획
Ⅰ. 개요
1. 목적
도시 문제를 데이터로 풀기 위해 이 계획을 세운다.
2. 추진 배경
□ 국내 현황
 ○ 수도권 인구가 전체의 절반을 넘었다.
 ○ 교통 혼잡 비용이 해마다 늘고 있다.
□ 해외 사례
 - 싱가포르는 센서 11만 개를 두었다.
Ⅱ. 예산
가. 총액
1조 2천억 원을 쓴다.
○ 담당: 김민준
○ 연락처: 02-123-4567
"""


def test_headings_of_an_office_paper_are_known_by_their_marks_and_stay_in_the_text() -> None:
    passages = split(Document("계획.txt", "계획", REPORT))
    found = {p.headings[-1]: p.headings for p in passages if p.headings}
    assert found == {
        "1. 목적": ("Ⅰ. 개요", "1. 목적"),
        "국내 현황": ("Ⅰ. 개요", "2. 추진 배경", "국내 현황"),
        "해외 사례": ("Ⅰ. 개요", "2. 추진 배경", "해외 사례"),
        "가. 총액": ("Ⅱ. 예산", "가. 총액"),
    }
    assert "\n".join(p.text for p in passages).split() == REPORT.split()


def test_headings_may_go_on_with_a_year_and_never_with_a_date() -> None:
    terms = "1. 2031학년도 일정\n입학식은 사흘이다.\n\n2. 3분기 계획\n모두 쉰다.\n"
    text = f"{terms}\n3. 14. 행사가 있다.\n"
    found = [p.headings for p in split(Document("안내.txt", "안내", text))]
    assert found == [("1. 2031학년도 일정",), ("2. 3분기 계획",)]


NO_HEADINGS = [
    "1. 사과\n2. 배\n3. 감\n",
    "서류는 다음과 같다.\n1. 신청서\n2. 통장 사본\n\n접수는 5월에 한다.\n",
    "□ 참석자: 김민준\n이서연이 기록했다.\n",
    "1. 회의는 매주 월요일에 연다.\n참석자는 모두다.\n",
    "3. 18. 발표했다\n그날은 맑았다.\n",
    "제3조에 따라 휴가를 준다.\n그렇게 한다.\n",
    "○ 정부는 지원을 늘린다\n - 예산도 늘린다.\n",
    "Ⅰ. 개요 ········ 3\nⅡ. 현황 ········ 5\n",
    "제1장 총칙\n제2장 휴가\n제3장 급여\n",
    "제1조(목적)\n제2조(정의)\n제3조(휴가)\n",
]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_lists_and_sentences_are_no_headings(text: str) -> None:
    assert [p.headings for p in split(Document("a.txt", "a", text))] == [()]


PAPER = """제1조(목적) 이 조례는 지원을 정한다.

제2조(지원) ① 시장은 비용을 지원한다.
② 지원은 3년까지로 한다.

부칙
이 조례는 공포한 날부터 시행한다.

[별표 1] 지원 금액(제2조 관련)
업체마다 200만 원을 준다."""


CONTRACT = """1. 임금
월 급여는 250만 원으로 한다.
2. 휴가: 법에서 정한 바에 따른다.

특약사항
갑은 기숙사를 제공한다."""


MINUTES = """2. 안건 심의
[제1호 안건] 규약 개정(안)
위원장: 이의가 없으면 의결합니다.
【의결】 원안 가결
[제2호 안건] 회비 인상(안)
【의결】 부결
3. 폐회
위원장이 폐회를 선언함."""


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            PAPER,
            [
                ("제1조(목적)",),
                ("제2조(지원)",),
                ("부칙",),
                ("[별표 1] 지원 금액(제2조 관련)",),
            ],
        ),
        (CONTRACT, [("1. 임금",), (), ("특약사항",)]),
        (
            MINUTES,
            [
                ("2. 안건 심의", "[제1호 안건] 규약 개정(안)"),
                ("2. 안건 심의", "[제2호 안건] 회비 인상(안)"),
                ("3. 폐회",),
            ],
        ),
    ],
)
def test_what_stands_below_which_heading(text: str, headings: list[tuple[str, ...]]) -> None:
    passages = split(Document("a.txt", "문서", text))
    assert [passage.headings for passage in passages] == headings


def test_a_line_of_markdown_with_a_rule_below_it_is_a_heading() -> None:
    text = """물품 관리
=========

창고는 세 곳이다.

빌리기
------
닷새까지 빌린다.

모든 물품은 대장에 적는다.
---

| 물품 | 수 |
|---|---|
| 사다리 | 2 |

- 열쇠
---
끝으로 문을 잠근다.
"""
    found = split(Document("물품.md", "물품 관리", text))
    assert [one.headings for one in found] == [(), ("빌리기",)]
    assert found[0].text == "창고는 세 곳이다."
    assert found[1].text == text[text.index("닷새") :].strip()
    (plain,) = split(Document("물품.txt", "물품 관리", text))
    assert not plain.headings


LONG = "들판의 풀을 해마다 두 번 베고 그 무게를 재었다. " * 14
TABLE = "| 곳 | 무게 |\n|---|---|\n" + "".join(f"| {n}번 들 | {n}kg |\n" for n in range(1, 40))


@pytest.mark.parametrize("below", [LONG, f"무게는 다음과 같다.\n\n{TABLE}", TABLE])
def test_a_heading_stays_with_what_is_below_it_however_long_that_is(below: str) -> None:
    text = f"풀 조사 결과\n\nⅠ. 조사\n\n1. 무게\n\n{below}\n2. 마무리\n그만 베기로 했다.\n"
    passages = split(Document("붙임.txt", "붙임", text, titled=False))
    assert passages[0].text.startswith("풀 조사 결과\n\nⅠ. 조사\n\n1. 무게\n\n")
    assert len(passages[0].text) > 100
    assert passages[0].headings == ("Ⅰ. 조사", "1. 무게")
    assert passages[-1].headings == ("Ⅰ. 조사", "2. 마무리")


def test_a_title_is_no_passage_unless_nothing_else_is_there() -> None:
    title = "풀 조사 결과"
    (alone,) = split(Document("붙임.txt", "붙임", f"{title}\n", titled=False))
    assert alone.text == title
    text = f"{title}\n=====\n\n1. 무게\n해마다 준다.\n"
    (whole,) = split(Document("붙임.txt", "붙임", text, titled=False))
    assert whole.text == text.strip()


def test_what_stands_below_a_title_and_tells_something_is_a_passage() -> None:
    text = "풀 조사 결과\n2031년 5월 7일, 조사한 사람 윤하람\n\n1. 무게\n해마다 준다.\n"
    told, _ = split(Document("붙임.txt", "붙임", text, titled=False))
    assert told.text.endswith("윤하람")
    assert told.headings == ()
