"""Who made something, and when somebody was born or died."""

import pytest

from corpus import Document
from rag import Library
from rag.reading.kinds.makers import thing_made

TEXTS = {
    "소식.md": (
        "한빛전자의 소형 언어 모델 '가람(Garam)'은 번역에 쓰인다. 매개변수는 13억 개다.\n\n"
        "물결과 다온은행이 만든 '잔디깎이'는 잔돈을 모아 주는 앱이다.\n\n"
        "'꿀단지'라는 그림 모델을 스스로 개발해 공개한 솔빛연구소는 값을 받지 않는다.\n\n"
        "누리관은 민도경이 1962년에 세웠다. 물안다리는 갈무진이 번 돈으로 1748년에 놓았다.\n\n"
        "차운옥(1553~1627)은 전쟁이 끝난 뒤 『달못일기』를 남겼다. 오빠 차운선은 먼저 죽었다.\n\n"
        "노을정보가 개발한 회의록 프로그램 '받아쓰미'는 2025년 3월에 나왔다."
    ),
    "인물.md": (
        "추만석(秋萬石, 1817년 4월 9일 ~ 1884년 11월 2일)은 조선 후기의 발명가다. 1861년 고향으로 "
        "돌아가 공방을 열었다."
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.from_documents([Document(name, "", text) for name, text in TEXTS.items()])


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("가람 만든 회사", "한빛전자"),
        ("가람은 어디 거야?", "한빛전자"),
        ("받아쓰미 개발사", "노을정보"),
        ("꿀단지 누가 만들었어?", "솔빛연구소"),
        ("누리관 누가 세웠어?", "민도경"),
        ("물안다리 놓은 사람", "갈무진"),
        ("달못일기 누가 썼어", "차운옥"),
        ("추만석은 언제 태어났나요?", "1817년 4월 9일"),
        ("추만석 사망일", "1884년 11월 2일"),
        ("추만석이 언제 죽었어?", "1884년 11월 2일"),
    ],
)
def test_the_short_answer(library: Library, question: str, short: str) -> None:
    assert library.ask(question).short == short


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("'알리 앤서'를 만든 회사는 어디인가요?", "알리 앤서"),
        ("누가 소라를 만들었나요?", "소라"),
        ("스냅드래건 X 엘리트 제조사", "스냅드래건 X 엘리트"),
        ("양자 컴퓨터는 언제 만들었어?", ""),
        ("회의록 어디 있어?", ""),
        ("이 규정을 만든 사람", ""),
    ],
)
def test_what_is_asked_to_have_been_made(question: str, thing: str) -> None:
    assert thing_made(question)[0] == thing
