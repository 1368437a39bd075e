import pytest

from corpus import Document
from index import analyse, build, load_embedder
from index.packing import pack, unpack

TEXTS = [
    "",
    "예산은 1조 5,600억 원이다.",
    "그는 했다. 도와줬을 거예요!\n\n| 이름 | 값 |\n|---|---|\n| H100 | 80GB |",
    "NVIDIA는 GPU를 만든다; https://example.com/가 참고. 大韓民國 😀 mail@example.com",
    "띄어쓰기   가\t\t많은\r\n글" + " " * 300 + "끝",
]


@pytest.mark.parametrize("text", TEXTS)
def test_morphemes_come_back_as_they_were(text: str) -> None:
    assert unpack(text, pack(text, analyse(text))) == analyse(text)


def test_the_text_may_be_as_long_as_a_passage_gets() -> None:
    text = "가나다라 마바사. " * 1000
    assert unpack(text, pack(text, analyse(text))) == analyse(text)


def test_an_index_keeps_the_morphemes_of_its_passages() -> None:
    text = "\n\n".join(f"제{n}조 회사는 직원에게 연차휴가를 {n}일 준다." for n in range(1, 40))
    index = build([Document("규정.txt", "취업규칙", text)], load_embedder())
    assert len(index.passages) > 2
    for passage in index.passages:
        assert passage.packed
        assert passage.morphemes == analyse(passage.text)
