from index import analyse
from rag.language.circumstance import of_circumstance


def test_adverbs_and_nouns_used_like_them_tell_the_circumstance() -> None:
    found = of_circumstance(analyse("혹시 요즘 다미천 정원이 대략 몇 명 정도예요?"))
    assert found == {"혹시", "요즘", "대략", "정도"}
    assert of_circumstance(analyse("다미천 현재 정원은 보통 몇 명이야?")) == {"현재", "보통"}
    assert not of_circumstance(analyse("다미천 정원은 몇 명이야?"))
