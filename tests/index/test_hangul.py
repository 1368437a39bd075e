import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hangul import compose, jamo, keys, syllables_ending, typed_in_english
from index.hanja import hanja_reading

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=12)


@given(SYLLABLES)
def test_syllables_come_back_from_their_letters_and_their_keys(text: str) -> None:
    assert compose(jamo(text)) == text
    assert typed_in_english(keys(text)) == text


@pytest.mark.parametrize(
    ("korean", "latin"),
    [("엔비디아", "dpsqleldk"), ("값없이 닭을", "rkqtdjqtdl ekfrdmf"), ("왜 꽤", "dho Rho")],
)
def test_keys(korean: str, latin: str) -> None:
    assert keys(korean) == latin
    assert typed_in_english(latin) == korean


def test_letters_that_make_no_syllable_stay() -> None:
    assert typed_in_english("LLM H100") == "ㅣㅣㅡ ㅗ100"
    assert keys("ㅎㅔㅆ-4") == "gpT-4"
    assert jamo("GPT 4") == "GPT 4"


@pytest.mark.parametrize(
    ("hanja", "hangul"),
    [
        ("國民健康保險法", "국민건강보험법"),
        ("大韓民國의 歷史", "대한민국의 역사"),
        ("勞動", "노동"),
        ("勤勞", "근로"),
        ("男女 女子", "남녀 여자"),
        ("稅金 金屬", "세금 금속"),
        ("住宅", "주택"),
        ("GPT 반도체", "GPT 반도체"),
        ("犇", "犇"),
    ],
)
def test_hanja_are_read(hanja: str, hangul: str) -> None:
    assert hanja_reading(hanja) == hangul


def test_syllables_by_their_coda() -> None:
    ending = syllables_ending("ㄴ")
    assert {"간", "힌", "던"} <= {*ending}
    assert all(jamo(syllable).endswith("ㄴ") for syllable in ending)
    assert len(ending) == 19 * 21
