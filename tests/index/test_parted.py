from corpus import Document
from index import analyse, split
from index.packing import pack, unpack
from index.parted import parted, spread, whole, within

ARTICLE = (
    "도심의 오래된 저수지를 되살리려는 움직임이 활발하다. 느릅나무저수지는 한때 농업용수를 대던 "
    "곳이었지만, 주변이 주거지로 바뀌면서 이십 년 가까이 방치되었다. 구청은 지난해부터 준설과 수질 "
    "정화를 시작했고, 올해 봄에는 둘레길과 전망대를 만들었다. 산책로를 걷는 시민은 하루 평균 "
    "천이백 명에 이른다. 다만 주차장이 부족하다는 불만은 여전하다. 인근 상인들은 방문객이 "
    "늘어나면서 매출이 눈에 띄게 올랐다고 말한다. 반면 주민들은 밤늦게까지 이어지는 소음을 "
    "걱정한다. 느릅나무저수지협의회는 조명을 밤 열 시에 끄고 자전거 통행을 제한하는 방안을 "
    "내놓았다. 전문가들은 생태계가 안정되려면 적어도 다섯 해가 필요하다고 내다본다. 외래 어종을 "
    "걷어 내고 수생식물을 심는 작업도 계속된다. 구청은 내년에 생태교육관을 열어 어린이들이 "
    "저수지의 동식물을 관찰할 수 있도록 할 계획이다."
)
WIDTH = 16


def copied(text: str) -> tuple[str, set[int]]:
    """A text as from an e-book, with a space after each line; and which of them part words."""
    lines = [text[start : start + WIDTH].strip() for start in range(0, len(text), WIDTH)]
    places, length = set(), 0
    for number, line in enumerate(lines[:-1], 1):
        length += len(line)
        if not any(one.isspace() for one in text[number * WIDTH - 1 : number * WIDTH + 1]):
            places.add(length)
        length += 1
    return " ".join(lines), places


def test_words_that_a_copy_has_parted_are_found() -> None:
    text, places = copied(ARTICLE)
    found = set(parted(text))
    assert len(found & places) >= 0.8 * len(places)
    assert len(found - places) <= 0.02 * text.count(" ")


def test_words_parted_by_line_breaks_are_found() -> None:
    text, places = copied(ARTICLE)
    wrapped = "".join("\n" if n in places else one for n, one in enumerate(text))
    assert len(set(parted(wrapped)) & places) >= 0.8 * len(places)


def test_text_as_people_write_it_stays() -> None:
    assert parted(ARTICLE) == ()
    assert parted(f"{ARTICLE} 회의 를 연다. 제3조 의 규정.") == ()


def test_places_within_a_stretch_are_counted_from_its_start() -> None:
    assert within((3, 8, 12), 4, 12) == (4,)
    assert whole("가 나 다", (1, 3)) == "가나다"
    assert whole("가 나", ()) == "가 나"


def test_morphemes_stand_where_they_do_in_the_parted_text() -> None:
    text = "새 저 수지의 물은 맑다."
    found = spread(analyse(whole(text, (3,))), (3,))
    (one,) = [m for m in found if m.form == "저수지"]
    assert text[one.start : one.end] == "저 수지"
    assert [text[m.start : m.end] for m in found[-3:]] == ["맑", "다", "."]
    assert unpack(text, pack(text, found)) == found


def test_passages_know_their_words_whole_and_stay_as_they_are() -> None:
    text, _ = copied(ARTICLE)
    passages = split(Document("a.txt", "저수지", text))
    assert all(text[one.start : one.end] == one.text for one in passages)
    said = "".join(one.whole() for one in passages).replace(" ", "")
    assert said == ARTICLE.replace(" ", "")
    forms = {m.form for one in passages for m in one.morphemes}
    assert {"전망대", "산책로", "수생식물"} & forms >= {"산책로"}


def test_figures_are_parted_where_words_are() -> None:
    text, places = copied(ARTICLE)
    wrapped = "".join("\n" if n in places else one for n, one in enumerate(text))
    figure = f"{wrapped}\n방문객은 6\n0% 늘었다.\n올해 2\n3."
    assert wrapped.count("\n") > 4
    assert figure.index("6\n0%") + 1 in parted(figure)
    assert figure.index("2\n3.") + 1 not in parted(figure)
    assert parted("방문객은 6\n0% 늘었다.") == ()


def test_an_unknown_name_does_not_take_in_the_words_beside_it() -> None:
    text, _ = copied(ARTICLE)
    names = (
        "벨라비타는 저수지의 물을 맑게 한다. 벨라비타의 설비는 튼튼하다. 선봉장 "
        "벨라비타 3호가 나왔고 낡은 인프라에 벨라비타 2호를 들였다."
    )
    copy = f"{text} {names}"
    said = whole(copy, parted(copy))
    assert "선봉장 벨라비타 3호" in said
    assert "인프라에 벨라비타 2호" in said
    assert "산책로를" in said


def test_an_unknown_name_is_whole_where_the_text_has_it_elsewhere() -> None:
    text, _ = copied(ARTICLE)
    copy = f"{text} 구청은 가미나이를 골랐다. 이로 인해 가미나 이로 보냈다."
    assert "가미나이로 보냈다" in whole(copy, parted(copy))


def test_of_two_spaces_beside_a_word_one_parts_it() -> None:
    text, _ = copied(ARTICLE)
    copy = f"{text} 구청을 이길 대항마를 만 들어낼 회사는 없다."
    assert "대항마를 만들어낼" in whole(copy, parted(copy))
