import unicodedata
from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read
from corpus.text import (
    UndecodableError,
    clean,
    decode,
    has_sentence,
    is_garbled,
    one_line,
    one_line_each,
    raised,
    says_much,
    says_something,
)

KOREAN = "국민건강보험법 제1조(목적) 이 법은 국민의 질병·부상에 대한 보험급여를 정한다.\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_korean_text_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding)) == KOREAN


def test_stars_around_words_are_gone_from_a_plain_text_and_those_of_notes_stay(
    tmp_path: Path,
) -> None:
    path = tmp_path / "답.txt"
    path.write_text(
        "**제1조(목적)** 이 회칙은 *모임*을 정한다.\n주차* 4대, __ ~~호~~ 3**2\n* 밤 제외\n"
    )
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    assert document.text.split("\n") == [
        "제1조(목적) 이 회칙은 모임을 정한다.",
        "주차* 4대, __ ~~호~~ 3**2",
        "* 밤 제외",
        "",
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "# 봄 나들이\n\n산에 간다.\n\n## 준비물 ##\n\n물",
            "봄 나들이\n\n산에 간다.\n\n준비물\n\n물",
        ),
        ("# 값을 읽는다\n# 줄마다 하나\n\n값 = 3\n\n#태그 하나", None),
    ],
)
def test_a_heading_loses_its_mark_in_a_plain_text_and_a_comment_keeps_it(
    tmp_path: Path, written: str, told: str | None
) -> None:
    (tmp_path / "메모.txt").write_text(written, encoding="utf-8")
    (document,) = read(tmp_path / "메모.txt", "메모.txt")
    assert isinstance(document, Document)
    assert document.text.strip() == (told or written)


def test_cp949_extension_syllables_are_kept() -> None:
    assert decode("똠방각하 펲시콜라 쀍".encode("cp949")) == "똠방각하 펲시콜라 쀍"


# A table of which every fifth byte or so has a changed bit, and all bytes are letters nevertheless;
# the other lost a letter.
DAMAGED = (
    "뵘서,챠임코,예산(억`옇+(ゑ율\r\n윻람부,깁하늘,1,251,=2&5%-\n기획꽝,@鵑募,870,(.3%\r\n"
    '연晝소,받낳무l"2-:10",22.1%\r\n생산부(殖구름\x0c"17\x0c400"l40.0%\r\n',
    "뵘서l책임자,예산(푥$원),비윰\r\n쓸업뵈,김하늡,1,250,12.5%\r\n듌맑,박나무,22.1\r\n",
)


@pytest.mark.parametrize(
    "data", [DAMAGED[0].encode("cp949"), DAMAGED[1].encode("cp949") + b"\xc6,3"]
)
def test_cp949_whose_bits_were_changed_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError, match="깨지지 않았는지"):
        decode(data)


@pytest.mark.parametrize(
    "text",
    [
        "도시,지점\r\n뮌헨,3\r\n쾰른,2\r\n뤼벡,1\r\n쇤베르크,뢴트겐실\r\n",
        "金과장님, 됬습니다. 떄문에 못 갔어요.",
        "짬뽕 9,000\n쭈꾸미 12,000\n꽈배기 1,000\n찹쌀떡 500\n뻥튀기 300\n쨈 200\x0c다음 쪽",
        "『華嚴經』에는 十信의 명칭이 설해지고 있지 않다. 法藏은 十住의 階位가 있다고 한다.",
        "똠방각하는 펲시콜라를 마시고 찦차를 탔다. 아햏햏 뷁",
    ],
    ids=["names", "typing", "menu", "hanja", "outside"],
)
def test_rare_syllables_alone_are_no_damage(text: str) -> None:
    assert decode(text.encode("cp949")) == text


FRAMED = """비상연락망
┌────────┬──────────────┐
│ 김하나 │ 010-1234-5678│
└────────┴──────────────┘
"""
HANJA = "大韓民國憲法 前文\n悠久한 歷史와 傳統에 빛나는 大韓國民은 獨立을 世界에 宣布한다.\n"


@pytest.mark.parametrize("encoding", ["cp949", "utf-16-le"])
@pytest.mark.parametrize(
    "text",
    [
        FRAMED,
        "시설,주차,식당\n본관,○,○\n별관,×,○\n★★★★★★★★★★\n",
        "■ 안내 ■ ※ ２０２５ ㎡ →\n",
        HANJA,
    ],
    ids=["frame", "signs", "wide", "hanja"],
)
def test_frames_signs_and_hanja_may_be_more_than_hangul(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "这是一个关于会议安排的通知，请大家准时参加。会议将于三月五日上午九点在三楼举行。",
            "gb2312",
        ),
        ("會議將於三月五日上午九點在三樓會議室舉行，主要討論下半年的工作計劃和預算。", "big5"),
    ],
)
def test_chinese_is_no_korean_with_hanja(text: str, encoding: str) -> None:
    for times in (1, 100):
        with pytest.raises(UndecodableError):
            decode((text * times).encode(encoding))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("请各部门提交", "gb2312"),
        ("年度计划", "gb2312"),
        ("来週の会議のお知らせ", "shift_jis"),
        ("テスト報告書", "shift_jis"),
        ("東京都庁", "shift_jis"),
    ],
)
def test_a_few_words_of_chinese_or_japanese_are_no_korean(text: str, encoding: str) -> None:
    with pytest.raises(UndecodableError):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "휴관",
        "깃허브에",
        "메밀꽃 축제",
        "괴롭힘을",
        "똠얌꿍 뷔페",
        "뮌헨 쾰른",
        "넷플릭스",
        "갯골캠퍼스",
        "펲시콜라",
    ],
)
def test_rare_words_by_themselves_are_korean(text: str) -> None:
    assert decode(text.encode("cp949")) == text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, b"\xff\x00\x13\x80" * 50]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError, match="글자로 읽을 수 없는"):
        decode(data)


def test_a_rare_syllable_in_what_is_left_of_a_cut_text_is_no_damage() -> None:
    assert (
        decode("펲시콜라를 됬다고 하고 마신".encode("cp949") + b"\xb4")
        == "펲시콜라를 됬다고 하고 마신"
    )


def test_cleaning_gives_one_normal_form() -> None:
    decomposed = unicodedata.normalize("NFD", "한글")
    assert clean(f"\ufeff{decomposed}\u200b문서\r\n끝\r") == "한글문서\n끝\n"
    assert clean("a\x0bb\x00c") == "a\x0bb c"
    assert clean("3월 2일 〜 3월 9일") == one_line(" 3월 2일 ～ 3월 9일") == "3월 2일 ~ 3월 9일"
    assert one_line_each(["6월 3일", "09:00～18:00"]) == ["6월 3일", "09:00~18:00"]


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        (KOREAN * 20, False),
        ("나랏말ᄊᆞ미 듕귁에 달아 문자와로 서르 사ᄆᆞᆺ디 아니할ᄊᆡ" * 20, False),
        ("社會保險은 國民의 生活을 保障한다. " * 20, False),
        ("这是一个关于会议安排的通知，请大家准时参加。" * 20, False),
        ("Nghị định này quy định chi tiết một số điều của Luật Bảo hiểm xã hội. " * 20, False),
        ("뷁쮊햏 힣쿾퀰 늧먉뿗 " * 20, True),
        (
            "휴가 승인숀 퀰㍄倱퀀⃐〳䑐㇖㋴〸崴뉜㈶㤙䐠붂䠷㘵⁔洠⽆㈠ㄱ⁔映ㄳ䰠⠵㈵㘉여 괃댰䃆碲霶㔠呭䘲"
            * 20,
            True,
        ),
        ("Óøìà çàÿâëåíèå ñîòðóäíèêà îòïóñê" * 20, True),
        # A page of a PDF file whose fonts are lost, and drawings and lists that are mostly figures.
        (
            "×4¬ -ÜÈ X ( mÇ@25 62ô0 62ù00 75 X Ç|25 05H0 050 à00 -7000 ø0471|) Tj T*TL ET (05L0471 "
            "à004È 25 0 62ä00.25 06 03 x0 75 X07¢55 t000 06Ô0 029 x0325X0 70]Ç@255 61D00 6355 05H)",
            True,
        ),
        ("ø25 H7/g6 1 250 ±0.2 350 kN 12,5 µm 30×40 mm 4 500 ø30 1 120 12 000 " * 20, False),
        # A table of contents with leaders, and a newsletter in which addresses are longest.
        ("✓ 사업 목적" + "·" * 90 + "1\n✓ 사업 기간" + "·" * 90 + "2\n", False),
        (f"여름 행사를 알려 드립니다 <https://a.example/?p={'Zk3b' * 90}>\n" * 9, False),
        ("\x83" * 90 + "1. 사업 목적", True),
        ("1 250 Málaga, 3 400 São Paulo, 12 000 Zürich, 88 Łódź, 5 Århus, 7 Besançon " * 9, False),
    ],
)
def test_codes_that_are_no_letters_are_told_from_other_languages(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-3", "⁻³"),
        ("1)", "¹⁾"),
        ("1,2", "¹,²"),
        (" 12) ", " ¹²⁾ "),
        ("주1)", "⁽주¹⁾"),
        ("주 2", "⁽주²⁾"),
        ("*", "*"),
        ("TM", "TM"),
        (" ", " "),
    ],
)
def test_raised_marks_are_kept_from_numbers_before_them(text: str, shown: str) -> None:
    assert raised(text) == shown


@pytest.mark.parametrize(
    ("text", "sentence", "much", "something"),
    [
        ("문은 아홉 시에 엽니다.", True, True, True),
        ("The door opens at nine. ", True, True, True),
        ("오는 토요일 숲길 걷기 새별산 입구 집합", False, True, True),
        ("숲길 걷기", False, False, True),
        ("Garam Co. 3.5", False, False, True),
        ("- 12 쪽 -", False, False, False),
    ],
)
def test_a_text_says_a_sentence_or_much_or_something(
    text: str, sentence: bool, much: bool, something: bool
) -> None:
    assert (has_sentence(text), says_much(text), says_something(text)) == (
        sentence,
        much,
        something,
    )
