"""What is markup within the lines of Markdown, and what people type for something else."""

import time
from pathlib import Path

import pytest

from corpus import Document
from corpus.markup import without_markup
from corpus.reading import read

NO_MARKUP = """2*3*4 a_b_c 5 < 6 > 3 A*B 2**10 + 3**2
(A)*(B)*(C) 단가*수량*횟수
~10~20 9~10시 02-120-1234~8 10~~20, 30~~40 네~~ 알겠어요~~
※ [별표 1] [시행 2024. 1. 1.] [1] [별표 2](제3조 관련) [강릉](033-120-4567) [[1]] - [ ] 할 일
*주의: 값은 크다
*참고: 값*은 작다
매출* 100억, 이익** 20억
** 별도 기준
매출**과 이익**은 김**님과 이**님, 김**, 이**, 110-**12-34**
(*) 표시 (*) "*" 표시 "*"
_______ 이름: __ 나이: __ (__) 성명:___ ___년 ___월
제목_최종_수정_v2.hwp _최종_.hwp __init__ __main__.py https://a.example/_b_/c~d~~e~~
List<String> a<b c>d <표 1> <개정 2024. 1. 1.> <회사명> R&D AT&T;
C:\\_work\\[팀]\\*.md \\\\서버\\_공유\\~a a\\b
| a | 1* | 2* |
|---|---|---|
***
* 항목 [^1] ` <!-- 끝이 없다

[^1]: 설명
[2]: https://stat.example"""


def test_what_is_no_markup_stays() -> None:
    for line in NO_MARKUP.split("\n"):
        assert without_markup(line) == line
    assert without_markup(NO_MARKUP) == NO_MARKUP


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("**가(나)**는 *기울임*, ***둘 다***, __굵게__ _끝_.", "가(나)는 기울임, 둘 다, 굵게 끝."),
        (
            "**접수 번호** 가-01  **접수일** 5월 2일 · **보완** 6월 9일\n- **담당자** 김하늘",
            "접수 번호: 가-01  접수일: 5월 2일 · 보완: 6월 9일\n- 담당자: 김하늘",
        ),
        ("**담당자** 김하늘이 정한다.\n**장소** (본관)", "담당자 김하늘이 정한다.\n장소 (본관)"),
        ("**제1조(목적)** 이 규칙\n**본점** 2층", "제1조(목적) 이 규칙\n본점 2층"),
        ('총**1,234원**과 제**3**조, **"말"**이라고', '총1,234원과 제3조, "말"이라고'),
        ("---\n*같이 보기: 가, 나*\n*이 항목이다.*", "---\n같이 보기: 가, 나\n이 항목이다."),
        ("## **3. 예산** `x`\n- **여러\n줄**", "## 3. 예산 x\n- 여러\n줄"),
        ("`**a**` ``b`c`` `<br>` `C:\\tmp\\`", "**a** b`c <br> C:\\tmp\\"),
        ('[글](https://a.example/b_(c) "제목") [표](표%201.xlsx)', "글 표"),
        ("<https://b.example/_x_> <a@b.example>", "https://b.example/_x_ a@b.example"),
        ("[![표지](a.png)](https://a.example) ![](b.png)끝", "표지 끝"),
        ("[글][가] [가] [나][1]\n[가]: /a\n[1]: /b", "글 가 나\n"),
        ("[[회의록|지난 회의]]와 [[김하늘]]", "지난 회의와 김하늘"),
        (
            "기한은 ~~3월 5일~~ 3월 12일이다.\n- ~~끝난 일~~\n- 할 일",
            "기한은 3월 12일이다.\n- 할 일",
        ),
        ("\\*별표\\* 10\\~20 1\\. 하나\\\n\\# 둘", "*별표* 10~20 1. 하나\n#\u00a0둘"),
        ("&lt;b&gt; &amp; &#39;가&#39;&nbsp;나&middot;다", "<b> & '가' 나·다"),
        ("앞<!-- 뺀다\n-->뒤", "앞뒤"),
        ("| 가<br>나 | **다** | a\\|b |", "| 가 나 | 다 | a\\|b |"),
        ("<b>굵게</b> m<sup>2</sup><br>둘째 줄<br>\n> 가<br>나", "굵게 m²\n둘째 줄\n> 가\n> 나"),
        ("기한은 <del>3일</del>5일 <a href='x'>글</a>", "기한은 5일 글"),
        ("<h2 align='center'>\n  <b>총칙</b>\n</h2>\n<p>\n  본문\n</p>", "## 총칙\n\n본문\n\n"),
        (
            "<details>\n<summary>신청</summary>\n\n1. 먼저\n</details>\n끝",
            "신청\n\n1. 먼저\n\n끝",
        ),
        (
            "<ul>\n <li>가</li>\n <li><p>나</p>\n  <ol><li>다</li><li>라</li></ol></li>\n</ul>끝",
            "- 가\n- 나\n  1. 다\n  2. 라\n\n끝",
        ),
        (
            "<table><caption>요금</caption><tr><th>구분</th><th>값</th></tr>\n"
            '<tr><td rowspan="2">어른</td><td>**6,000**원<br>(평일)</td></tr>'
            "<tr><td>8,000|원</td></tr></table>\n끝",
            "요금\n\n| 구분 | 값 |\n| --- | --- |\n| 어른 | 6,000원 (평일) |\n| 어른 | 8,000\\|원 |"
            "\n\n끝",
        ),
        ("```\n**x** <b>\n```\n**y**", "```\n**x** <b>\n```\ny"),
        (
            "# 회의\n#### 일시: 5월 1일\n<h4>참석: 김하나</h4>\n### 안건: 주차\n넓힌다.\n"
            "## 뜻: 소개\n### 끝: 없음",
            "# 회의\n일시: 5월 1일\n\n참석: 김하나\n\n### 안건: 주차\n넓힌다.\n"
            "## 뜻: 소개\n끝: 없음",
        ),
    ],
)
def test_markup_is_gone_and_what_it_shows_stays(written: str, read_as: str) -> None:
    assert without_markup(written) == read_as


@pytest.mark.parametrize(
    "written",
    [
        "[",
        "*",
        "<",
        "**a ",
        "(*a",
        "[[",
        "[a](b",
        "<!--",
        "<td>",
        "<br>",
        "`a",
        "```\n",
        "<table>",
        "**a** ",
    ],
)
def test_a_megabyte_of_marks_takes_time_in_proportion(written: str) -> None:
    def spent(size: int) -> float:
        text = written * (size // len(written))
        started = time.process_time()
        without_markup(text + "](a)" * (size // 8))
        return time.process_time() - started

    # What grows with the square of the size takes 64 times as long.
    assert spent(1_000_000) < 32 * spent(125_000) + 2


def test_front_matter_in_korean_is_text_and_that_of_a_program_is_not(tmp_path: Path) -> None:
    path = tmp_path / "회의.md"
    matter = '---\n제목: "주간 회의"\n작성자: 김하늘\n참석자:\n  - 이도윤\n  - 박서진\n---\n'
    path.write_text(f"{matter}예산을 **확정**했다.\n", encoding="utf-8")
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    told = "제목: 주간 회의\n작성자: 김하늘\n참석자: 이도윤, 박서진\n"
    assert (document.title, document.body) == ("주간 회의", 0)
    assert document.text == f"{told}\n예산을 확정했다.\n"
    path.write_text("---\nlayout: post\ntags: [a, b]\n---\n본문이다.\n", encoding="utf-8")
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    assert document.text[document.body :] == "본문이다.\n"
    path.write_text("---\n공지 사항이다.\n---\n본문이다.\n", encoding="utf-8")
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    assert (document.body, document.text) == (0, "---\n공지 사항이다.\n---\n본문이다.\n")
