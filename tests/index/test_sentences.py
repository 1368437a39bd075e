import pytest

from index import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text)]


def test_sentences_end_at_marks_but_not_inside_numbers_and_dates() -> None:
    text = '매출은 3.5% 늘었다. 2024. 3. 18. 발표했다! "정말인가요?" 그렇다.\n- 제목\n다음 줄'
    assert sentences(text) == [
        "매출은 3.5% 늘었다.",
        "2024. 3. 18. 발표했다!",
        '"정말인가요?"',
        "그렇다.",
        "- 제목",
        "다음 줄",
    ]


def test_hard_wrapped_lines_are_joined_into_sentences() -> None:
    line = "이 줄은 폭에 맞추어 잘린 줄이라서 문장이 다음 줄까지"
    text = f"{line}\n{line}\n{line}\n{line}\n이어진다. 끝."
    assert sentences(text) == [f"{line}\n{line}\n{line}\n{line}\n이어진다.", "끝."]


def test_a_row_is_one_sentence() -> None:
    assert sentences("| 가. 나. | 3.5 |\n| 다. |") == ["| 가. 나. | 3.5 |", "| 다. |"]


def test_messages_as_long_as_each_other_are_no_wrapped_paragraph() -> None:
    lines = [f"노을 (오전 9:1{n}): 모종을 {n}개 심고 물을 두 번 주었습니다" for n in range(5)]
    assert len(sentence_spans("\n".join(lines))) == len(lines)


@pytest.mark.parametrize(
    "text",
    [
        "가. 온실 관리자",
        "Tel. 02-000-1234 (노을)",
        "물통 (No. 3)",
        "T. 02-000-1234  M. 010-0000-1111",
    ],
)
def test_a_full_stop_behind_a_mark_ends_no_sentence(text: str) -> None:
    assert sentence_spans(text) == [(0, len(text))]


def test_a_value_below_its_label_is_of_one_sentence_with_it() -> None:
    page = "설계 용역\n예정 가격\n48,200,000 원\n\n배정 예산\n5천만 원\n문의\n041-555-0142"
    told = ["설계 용역", "예정 가격\n48,200,000 원", "배정 예산\n5천만 원", "문의\n041-555-0142"]
    assert sentences(page) == told
    # Where figures stand above what they are of, none is of the line before it.
    assert len(sentences("120억 원\n매출\n8억 원\n이익")) == 4
    assert len(sentences("무료로 나눈다\n3,000원\n목차\n12")) == 4
