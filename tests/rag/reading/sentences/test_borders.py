from rag.reading.sentences.borders import SENTENCE_END, parted_at


def test_the_points_of_a_date_end_no_sentence() -> None:
    text = "2회차 납기일은 2027. 3. 15.이며, 최고기간(20일) 안에 내지 않으면 해지됩니다."
    assert parted_at(SENTENCE_END, text, text.index("20일")) == (0, len(text))
    assert parted_at(SENTENCE_END, f"낸다. {text}", 30)[0] == len("낸다.")
