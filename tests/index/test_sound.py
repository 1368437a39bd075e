import pytest

from index.sound import acronym, likeness, sound_alike, spelt_out

NAMES = "앤쓰로픽 엔비디아 블랙웰 제미나이 클로드 바이두 퀄컴 아마존 미나리 모레 구글 인텔".split()


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("Anthropic", "앤쓰로픽"),
        ("Nvidia", "엔비디아"),
        ("Blackwell", "블랙웰"),
        ("Gemini", "제미나이"),
        ("Claude", "클로드"),
        ("Baidu", "바이두"),
        ("Qualcomm", "퀄컴"),
        ("Amazon", "아마존"),
        ("Google", "구글"),
        ("Intel", "인텔"),
    ],
)
def test_a_name_sounds_most_like_its_transcription(latin: str, hangul: str) -> None:
    assert max(NAMES, key=lambda name: likeness(latin, name)) == hangul
    assert likeness(latin, hangul) > 0.8


def test_spellings_of_one_name_sound_nearly_the_same() -> None:
    assert likeness("앤트로픽", "앤쓰로픽") > 0.92
    assert likeness("엔쓰로픽", "앤쓰로픽") == 1
    assert likeness("Gemini", "미나리") < 0.6
    assert likeness("Gemini", "漢字") == 0


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [("llm", "엘엘엠"), ("gpt", "지피티"), ("ai", "에이아이"), ("hbm", "에이치비엠")],
)
def test_letters_are_spelt_out_and_back(latin: str, hangul: str) -> None:
    assert spelt_out(latin.upper()) == hangul
    assert acronym(hangul) == latin


def test_other_words_spell_no_letters() -> None:
    assert [acronym(word) for word in ("아이디어", "이", "반도체", "")] == [""] * 4
    assert spelt_out("H100") == ""


def test_whether_two_words_sound_alike_is_told_by_their_likeness() -> None:
    latin = "Anthropic BioNeMo Google Hugging Kubernetes Samsung Tesla".split()
    hangul = "앤쓰로픽 바이오니모 구글 허깅 쿠버네티스 삼성 테슬라 대한민국 그 데이터베이스".split()
    for one in latin:
        for other in hangul:
            assert sound_alike(one, other, 0.75) == (likeness(one, other) >= 0.75)
    assert sound_alike("Google", "구글", 0.75)
