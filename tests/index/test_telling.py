from index import telling


def test_everyday_words_tell_less_than_rare_ones() -> None:
    assert 0 < telling("사람") < telling("계약") < telling("하이퍼클로바") == 1
