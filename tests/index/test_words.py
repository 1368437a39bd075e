from pathlib import Path

import numpy as np
import pytest

from corpus import Document, read_folder
from index import Index, analyse, build, load, load_embedder, save
from index.words import WordList, is_common, keystrokes, noun_words

TEXT = """엔비디아의 시가총액은 2조 달러다. 블랙웰(Blackwell) 트랜지스터는 2,080억 개다.
파운데이션 모델의 매개변수는 GPT-4에서 1조 개를 넘는다. 앤쓰로픽은 AI 스타트업이다.
社會保險은 다섯 가지다. 반도체 시장이 커진다."""


@pytest.fixture(scope="module")
def words() -> WordList:
    return build([Document("a.txt", "AI 산업", TEXT)], load_embedder()).words


def test_nouns_are_found_whole_and_in_parts() -> None:
    text = "국민건강보험법과 GPT-4의 반도체를 만든다"
    found = noun_words(text, analyse(text))
    assert {"국민건강보험법", "국민", "건강", "gpt", "반도체"} <= set(found)
    assert not {"만들", "과", "를", "4"} & set(found)


def test_words_are_known_and_counted(words: WordList) -> None:
    assert all(word in words for word in "엔비디아 매개변수 gpt 社會保險 ai".split())
    assert not any(word in words for word in "구글 넘 은 GPT".split())
    assert words.count("엔비디아") == 1
    assert words.count("구글") == 0
    assert words.passages_with("엔비디아 GPT-4") == {0}
    assert words.passages_with("엔비디아 구글") == set()
    assert words.passages_with("") == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("매게변수", "매개변수"),
        ("엔비다아", "엔비디아"),
        ("반도채", "반도체"),
        ("트랜지스타", "트랜지스터"),
        ("시가총엑", "시가총액"),
    ],
)
def test_one_keystroke_apart(words: WordList, typed: str, meant: str) -> None:
    assert words.spelt_like(typed)[0] == meant


def test_a_word_is_not_spelt_like_itself_or_far_ones(words: WordList) -> None:
    assert words.spelt_like("반도체") == []
    assert words.spelt_like("매미") == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Anthropic", "앤쓰로픽"),
        ("앤트로픽", "앤쓰로픽"),
        ("Nvidia", "엔비디아"),
        ("블랙웰", "blackwell"),
    ],
)
def test_names_that_sound_alike(words: WordList, name: str, other: str) -> None:
    assert words.sounding_like(name, 0.8)[0] == other


def test_known_words_are_plausible(words: WordList) -> None:
    assert words.plausibility("엔비디아") > words.plausibility("엔비다아") + 5
    assert WordList.from_rows([], []).plausibility("앤쓰로픽") < words.plausibility("앤쓰로픽")


def test_common_nouns() -> None:
    assert is_common("반도체")
    assert is_common("반도체시장")
    assert not is_common("앤쓰로픽")
    assert not is_common("엔비디아")


def test_names_of_the_documents_and_their_hanja(words: WordList) -> None:
    assert words.names["블랙웰"] == ["Blackwell"]
    assert words.names["사회보험"] == ["社會保險"]
    assert words.names["社會保險"] == ["사회보험"]


def assert_equal(one: WordList, other: WordList) -> None:
    assert dict(one.passages.terms) == dict(other.passages.terms)
    assert {k: list(v) for k, v in one.names.items()} == {
        k: list(v) for k, v in other.names.items()
    }
    np.testing.assert_array_equal(one.passages.rows, other.passages.rows)
    np.testing.assert_array_equal(one.spelling, other.spelling)
    np.testing.assert_array_equal(one.sounds, other.sounds)


def make(folder: Path, previous: Index | None = None) -> Index:
    return build(read_folder(folder)[0], load_embedder(), previous)


def test_words_are_saved_and_brought_up_to_date(folder: Path, tmp_path: Path) -> None:
    save(make(folder), tmp_path / "i")
    loaded = load(tmp_path / "i")
    assert loaded is not None
    assert_equal(loaded.words, make(folder).words)
    (folder / "새.txt").write_text("근로기준법(이하 근기법)에 따른다.", encoding="utf-8")
    assert_equal(make(folder, loaded).words, make(folder).words)


def test_no_documents_have_no_words() -> None:
    words = build([], load_embedder()).words
    assert "법" not in words
    assert words.spelt_like("매게변수") == words.sounding_like("Nvidia", 0.8) == []


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("abcd", "abcd", 0),
        ("abcd", "abxd", 1),
        ("abcd", "abd", 1),
        ("abcd", "bacd", 1),
        ("abcd", "badc", 2),
        ("abcd", "wxyz", None),
        ("", "abc", None),
    ],
)
def test_keystrokes(one: str, other: str, edits: int | None) -> None:
    assert keystrokes(one, other, 2) == edits
