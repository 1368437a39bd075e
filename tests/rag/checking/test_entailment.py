import numpy as np
import pytest

from index import Passage
from rag.checking.coverage import coverage_of
from rag.checking.entailment import FEATURES, features, likely, possible
from rag.checking.foundings import NOWHERE, foundings
from rag.checking.support import Claim, supports

TEXT = (
    "코스넷은 2025년 4월에 일어난 가입자 인증 서버 침해 사고로 두 달 동안 43만 회선을 잃었고, "
    "과징금 612억 원을 부과받았다. 사고의 직접 원인은 유지보수 업체 직원의 원격 접속 계정이 퇴사 "
    "뒤에도 살아 있었던 것으로 조사되었다. 변세온 대표는 6월 30일 물러났다."
)
PASSAGE = Passage("통신:0", "통신.txt", "통신", None, 0, len(TEXT), TEXT, "통신")


def feature(text: str, name: str) -> float:
    claim = Claim(text)
    told = coverage_of(claim, [PASSAGE])
    assert told is not None
    row = features(claim, told, foundings(claim, told))
    assert row.shape == (len(FEATURES),)
    assert np.isfinite(row).all()
    return float(row[FEATURES.index(name)])


@pytest.mark.parametrize(
    "text",
    [
        "코스넷은 인증 서버 침해 사고로 51만 회선을 잃었다.",
        "사고의 원인은 '비밀번호 유출'이었다.",
    ],
)
def test_a_number_or_a_quote_that_is_not_there_never_passes(text: str) -> None:
    assert possible(Claim(text), [PASSAGE]) is None
    assert likely(Claim(text), [PASSAGE]) == ()


def passage(text: str, context: str) -> Passage:
    return Passage(f"{context}:0", f"{context}.txt", context, None, 0, len(text), text, context)


@pytest.mark.parametrize(
    ("text", "told", "how"),
    [
        ("IR-50의 값은 489만 원입니다.", "소비자 가격은 489만 원이다.", "loosely"),
        ("값은 489만 원으로 362만 원보다 127만 원 높습니다.", "489만 원, 362만 원이다.", "derived"),
        ("매봉, 솔재, 두름골 세 구역이 있습니다.", "- 매봉\n- 솔재\n- 두름골", "counted"),
        ("값은 490만 원입니다.", "소비자 가격은 489만 원이다.", NOWHERE),
    ],
)
def test_where_values_come_from(text: str, told: str, how: str) -> None:
    found = coverage_of(Claim(text), [passage(told, "신제품 IR-50")])
    assert found is not None
    assert how in foundings(Claim(text), found)


def test_two_passages_bear_out_a_sentence_together() -> None:
    one = passage("호남지점의 2월 수금률은 84%에 그쳤다.", "실적")
    other = passage("목포 대리점 두 곳의 어음 만기가 3월로 넘어갔다.", "지점장 보고")
    text = "호남지점의 2월 수금률이 84%에 그친 것은 목포 대리점의 어음 만기가 3월로 넘어간 탓이다."
    told = coverage_of(Claim(text), [one, other])
    assert told is not None
    assert {e.passage.id for e in told.evidence(1)} == {one.id, other.id}
    assert NOWHERE not in foundings(Claim(text), told)
    assert possible(Claim(text), [one]) is None


def test_near_words_are_missed_less_than_strange_ones() -> None:
    near = "코스넷은 두 달 사이에 43만 회선이 빠져나갔다."
    strange = "코스넷은 두 달 사이에 43만 회선을 불꽃놀이했다."
    assert feature(near, "soft_cover_of_passage") > feature(strange, "soft_cover_of_passage")
    assert feature(strange, "noun_missing_in_passage") > 0


def test_what_is_borne_out_is_where_most_is_told() -> None:
    claim = Claim("유지보수 업체 직원이 퇴사한 후에도 원격 접속 계정이 살아 있던 것이 원인이었다.")
    told = coverage_of(claim, [PASSAGE])
    assert told is not None
    assert "원격 접속 계정" in told.text(0)
    assert feature(claim.text, "row_of_a_table") == 0


def test_without_passages_nothing_is_likely() -> None:
    assert likely(Claim("코스넷은 43만 회선을 잃었다."), []) == ()


def test_what_only_one_side_denies_is_noticed() -> None:
    denied = "변세온 대표는 6월 30일 물러나지 않았다."
    assert feature(denied, "negated_only_here_sentence") == 1
    assert feature("변세온 대표는 6월 30일 물러났다.", "negated_only_here_sentence") == 0
    assert not supports(Claim(denied), [PASSAGE])
    assert likely(Claim(denied), [PASSAGE]) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "두 자녀 이상 가구의 차량은 요금의 30퍼센트를 감면하며, 월 정기권에도 적용합니다.",
            "경형자동차는 요금의 50퍼센트를 감면한다. 다만, 월 정기권에는 적용하지 아니한다. "
            "두 자녀 이상 가구의 차량은 요금의 30퍼센트를 감면한다.",
        ),
        (
            "아스피린은 검사 5일 뒤부터 복용을 중단한다.",
            "아스피린은 검사 5일 전부터 복용을 중단한다.",
        ),
        ("발전량이 460MWh가 줄었습니다.", "발전량은 2,150MWh에서 460MWh로 줄었다."),
        ("도서실은 평일 오후 3시까지 엽니다.", "도서실은 평일 8시까지, 토요일 오후 3시까지 연다."),
    ],
)
def test_what_is_plainly_told_otherwise_never_passes(text: str, told: str) -> None:
    assert possible(Claim(text), [passage(told, "안내")]) is None
