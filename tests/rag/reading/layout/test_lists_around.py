from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from rag import Library
from rag.language.lists import Listing
from rag.language.spans import read_passage
from rag.reading.layout.lists_around import lists_around

Of = Callable[..., Library]


def lists_of(library: Library) -> list[Listing]:
    passages = library.passages
    reads = [read_passage(one) for one in passages]
    return lists_around(reads, lambda source: passages)


def said(listing: Listing) -> list[str]:
    return [one.said for one in listing.items]


RULES = "".join(
    f"{n}. 배를 빌린 사람은 {n}번 부표를 지나기 전에 구명조끼의 끈을 다시 매고 노를 살핀다.\n"
    for n in range(1, 16)
)


def test_a_list_goes_on_where_chunking_cut_it(library_of: Of) -> None:
    library = library_of({"나루터": f"# 나루터 안내\n\n다음 수칙을 지킨다.\n\n{RULES}"})
    assert len(library.passages) > 1
    (found,) = lists_of(library)
    assert (found.above, len(found.items), found.numbered) == ("다음 수칙을 지킨다.", 15, True)


@pytest.mark.parametrize(
    ("text", "above", "items"),
    [
        ("나루터의 약속\n첫째, 줄을 선다.\n둘째, 표를 보인다.\n", "나루터의 약속", 2),
        ("징계 절차\n1단계: 주의\n2단계: 경고\n3단계: 정지\n", "징계 절차", 3),
        ("우리의 다짐\n다짐 1. 먼저 인사한다\n서로 웃는다.\n\n다짐 2. 돕는다\n", "우리의 다짐", 2),
        ("뽑는 차례: 1차 서류 → 2차 실기 → 3차 면담\n", "뽑는 차례:", 3),
    ],
)
def test_marks_of_many_kinds_make_lists(library_of: Of, text: str, above: str, items: int) -> None:
    found = lists_of(library_of({"나루터": text}))
    assert [(one.above.strip(), len(one.items)) for one in found] == [(above, items)]


def test_what_is_below_an_item_is_a_list_of_its_own(library_of: Of) -> None:
    text = "맡은 일\n\n○ 나루과\n  - 배 빌려주기\n  - 표 팔기\n○ 등대과\n  - 등대 켜기\n"
    own = {one.above: said(one) for one in lists_of(library_of({"일": text}))}
    assert own["나루과"] == ["배 빌려주기", "표 팔기"]
    assert own["등대과"] == ["등대 켜기"]
    assert own["맡은 일"] == ["나루과", "등대과"]


def test_sections_below_a_heading_are_a_list(tmp_path: Path) -> None:
    text = (
        "# 나루터\n\n## 2. 하는 일\n\n### 가. 배 띄우기\n\n물때를 본다.\n\n"
        "### 나. 그물 손질\n\n깁는다.\n"
    )
    (tmp_path / "나루터.md").write_text(text, encoding="utf-8")
    library = Library.open(tmp_path)
    library.update()
    found = [one for one in lists_of(library) if not one.above]
    assert [(one.heading, said(one)) for one in found] == [
        ("2. 하는 일", ["배 띄우기", "그물 손질"])
    ]


def test_a_statute_has_the_items_of_its_own_paragraph(library_of: Of) -> None:
    text = (
        "제1조(빌리기) ① 누구나 배를 빌린다.\n② 낼 것은 다음 각 호와 같다.\n1. 신분증\n2. 보증금\n"
        "③ 배는 두 척까지 빌린다.\n제2조(돌려주기) 해 지기 전에 돌려준다.\n"
    )
    own: Sequence[Listing] = lists_of(library_of({"나루터 규칙": text}))
    assert ["신분증", "보증금"] in [said(one) for one in own]
    assert next(one for one in own if said(one)[0] == "신분증").above.endswith("각 호와 같다.")
