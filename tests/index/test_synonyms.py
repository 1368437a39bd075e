from index import near_synonyms, translations
from index.synonyms import same_meaning


def test_words_have_their_near_synonyms() -> None:
    found = near_synonyms(["값", "가격"])
    assert 0.5 < found["값"]["가격"] <= 1
    assert "값" not in found["값"]
    assert near_synonyms(["쀍뚫홟"]) == {"쀍뚫홟": {}}
    assert near_synonyms([]) == {}


def test_what_a_phrase_means_stands_for_each_of_its_words() -> None:
    together = near_synonyms(["벌어들이", "돈"])
    assert together["돈"]["매출"] == together["벌어들이"]["매출"] > 0.7
    assert "매출" not in near_synonyms(["돈"])["돈"]
    apart = near_synonyms(["벌어들이", "하나", "둘", "돈"])
    assert "매출" not in apart["돈"]


def test_phrases_that_share_a_word_stand_for_each_other() -> None:
    assert near_synonyms(["중개", "수수료"])["수수료"]["중개 보수"] > 0.7
    assert "중개 보수" not in near_synonyms(["수수료"])["수수료"]


def test_a_word_is_known_as_it_is_read_in_a_sentence() -> None:
    # By itself '차임' is taken for '차이다'.
    assert "차임" in near_synonyms(["월세"])["월세"]
    assert near_synonyms(["차임"])["차임"]["월세"] > 0.7
    # Verbs are not.
    assert {"소유", "보유"} <= near_synonyms(["가지"])["가지"].keys()


def test_what_means_the_same_is_nearer_than_what_is_like_it() -> None:
    assert same_meaning(["인공", "지능"])[:2] == ["ai", "에이아이"]
    assert "딥" not in same_meaning(["인공"])
    assert same_meaning([]) == []


def test_words_have_what_texts_say_for_them() -> None:
    found = translations(["그만두", "쀍뚫홟"])
    assert {"퇴사", "중퇴"} <= found["그만두"].keys()
    assert "그만두" not in found["그만두"]
    assert all(0 < value < 1 for value in found["그만두"].values())
    assert found["쀍뚫홟"] == {}
