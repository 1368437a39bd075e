from index import analyse, content_terms, syllable_bigrams


def test_particles_fall_away_and_one_syllable_nouns_stay() -> None:
    assert content_terms(analyse("이 법은 물과 집에 관한 것이다")) == [
        "법",
        "물",
        "집",
        "관하",
        "것",
    ]


def test_latin_is_lower_case_and_numbers_stay() -> None:
    assert content_terms(analyse("Blackwell의 GPU 208개")) == ["blackwell", "gpu", "208", "개"]


def test_morphemes_know_their_place() -> None:
    text = "네이버의 하이퍼클로바"
    assert [text[m.start : m.end] for m in analyse(text)][0] == "네이버"


def test_bigrams_do_not_see_spaces() -> None:
    assert syllable_bigrams("네이 버의") == syllable_bigrams("네이버의") == ["네이", "이버", "버의"]
    assert syllable_bigrams("B100 칩") == ["b100", "칩"]


def test_a_number_below_a_number_is_one_by_itself() -> None:
    row = "| 품종: 밀 | 2025: 1,480 | 3: 12.5 |"
    numbers = [m for m in analyse(row) if m.tag == "SN"]
    assert [row[m.start : m.end] for m in numbers] == ["2025", "1,480", "3", "12.5"]
    assert [m.form for m in analyse("3:30")] == ["3:30"]


def test_why_is_no_verb() -> None:
    assert "왜" in {m.form for m in analyse("가게 이름을 왜 고래라고 지은 거래?")}
    assert "외" in {m.form for m in analyse("시를 외어 두었다")}


def test_a_particle_behind_a_code_is_no_noun() -> None:
    tags = {m.form: m.tag for m in analyse("KP-2026-00417은 교체했다")}
    assert tags["2026-00417"] == "W_SERIAL"
    assert tags["은"] == "JX"
    assert content_terms(analyse("MD-2026-00417의 교부결정액은?"))[:2] == ["md", "2026-00417"]
    assert "의" not in content_terms(analyse("MD-2026-00417의 교부결정액은?"))
    assert [m.tag for m in analyse("반지는 은")][-1] == "NNG"


def test_a_particle_behind_a_unit_is_no_noun() -> None:
    terms = content_terms(analyse("작년 만족도는 88%로 재작년(83%)보다 올랐다."))
    assert "로" not in terms
    assert "로" in content_terms(analyse("새 로를 놓는다"))
