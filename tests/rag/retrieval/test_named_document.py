"""Questions that name the document they are asked of."""

from collections.abc import Callable

import pytest

from corpus import Document
from rag import Library
from rag.retrieval.named_document import document_named

RECALL = Document(
    "공지.txt",
    "[공지] '시골장독 쌈장' 자진 회수 안내",
    "[공지] '시골장독 쌈장' 자진 회수 안내\n\n"
    "나래식품㈜(대표 서문결)은 아래 제품을 스스로 회수합니다.\n\n"
    "- 사유: 유리 조각이 섞여 들어감\n- 환불: 1통에 8,900원\n- 공장: 청솔시 맑은내로 31\n"
    "- 문의: 고객만족팀 080-555-0142\n",
)
RULES = Document(
    "이용 안내.md",
    "한결마을도서관 이용 안내",
    "# 한결마을도서관 이용 안내\n\n- 휴관: 매주 월요일\n",
)
WARRANTY = Document(
    "보증서.txt", "품질 보증서", "제품: 가습기\n모델명: KV-27X (흰색)\n\n구성품: 본체, 물통\n"
)
LETTER = Document(
    "소식지.txt", "늘솔아파트 소식 제14호", "늘솔아파트 소식 제14호\n\n발행인: 고다온\n"
)
BOARD = Document("자료.txt", "제83차 이사회 자료", "제83차 이사회 자료\n\n2026. 4. 2.(목) 10:30\n")
DOCUMENTS = [RECALL, RULES, WARRANTY, LETTER, BOARD]


@pytest.mark.parametrize(
    ("question", "document", "rest"),
    [
        ("나래식품 공장은 어디에 있나요?", RECALL, "공장은 어디에 있나요?"),
        ("회수하는 나래식품의 쌈장 공장은?", RECALL, "회수하는 공장은?"),
        ("한결마을도서관은 언제 쉬어?", RULES, "언제 쉬어?"),
        ("한결마을 도서관 휴관일", RULES, "휴관일"),
        ("한결마을도서관 이용 알려줘", RULES, "이용 알려줘"),
        ("KV-27X 구성품은?", WARRANTY, "구성품은?"),
        ("KV-27X의 구성품은?", WARRANTY, "구성품은?"),
        ("제14호 발행인은 누구야?", LETTER, "발행인은 누구야?"),
        ("14호 발행인은 누구야?", LETTER, "발행인은 누구야?"),
        ("83차 이사회는 몇 시에 시작해?", BOARD, "몇 시에 시작해?"),
    ],
)
def test_the_name_of_a_document_says_where_to_look(
    question: str, document: Document, rest: str
) -> None:
    assert document_named(question, DOCUMENTS) == (document, rest)


@pytest.mark.parametrize(
    "question",
    [
        "공장은 어디에 있나요?",
        "나래식품",
        "새벽시장 수박은 얼마야?",
        "쉬는 날은?",
        "2차 회수는 언제야?",
        "회수 난 곳은?",
        "KV-27 구성품은?",
        "4호 발행인은 누구야?",
        "14장 내용은?",
    ],
)
def test_without_a_name_or_anything_else_no_document_is_named(question: str) -> None:
    assert document_named(question, DOCUMENTS) is None


def test_a_name_at_the_head_of_a_document_does_not_make_an_answer_doubtful(
    library_of: Callable[..., Library],
) -> None:
    library = library_of({one.title: one.text for one in (RECALL, RULES)})
    answer = library.ask("나래식품 공장은 어디에 있나요?")
    assert answer.short.startswith("청솔시")
    assert answer.confidence > 0.6
    assert answer.searched == "나래식품 공장은 어디에 있나요?"
    assert library.ask("나래식품 공장장은 누구야?").abstained


def test_a_word_that_asks_names_no_document() -> None:
    news = Document("소식.md", "쌈장 값 얼마 오를까", "# 쌈장 값 얼마 오를까\n\n8% 오른다.\n")
    assert document_named("통계청은 2030년 물가를 얼마로 봐?", [news]) is None


def test_what_an_article_is_about_does_not_name_its_document() -> None:
    terms = Document(
        "조건.txt",
        "물품 구매 계약 특수조건",
        "물품 구매 계약 특수조건\n\n제1조(계약보증금) 대금의 100분의 10을 계약보증금으로 낸다.\n"
        "제2조(당사자) 파는 쪽은 한빛유통이다.\n",
    )
    assert document_named("계약보증금은 얼마나 내야 해?", [terms]) is None
    assert document_named("한빛유통은 얼마나 내야 해?", [terms]) == (terms, "얼마나 내야 해?")


CUP = Document(
    "느티군_칠십리_유소년배구_대회규정.txt",
    "느티군_칠십리_유소년배구_대회규정",
    "대회규정\n2031 느티군 칠십리 봄철 유소년 배구 잔치\n주최: 느티배구회\n주관: 느티배구회\n\n"
    "제1조 (명칭)\n대회 명칭은 '2031 느티군 칠십리 봄철 유소년 배구 잔치'라 한다.\n\n"
    "제2조 (기간)\n대회 기간은 2월 6일부터 2월 12일까지로 한다.\n\n"
    "제3조 (참가자격)\n① 협회에 등록한 팀에 한하여 참가할 수 있으며, 5학년 이하인 어린이만 "
    "참가신청 할 수 있다. 단, 여자는 재학 중인 학교의 학년보다 한 학년 아래부에 참가할 수 있다.\n"
    "② 참가하는 모든 팀은 '학교장확인서', '다짐서'를 의무 제출해야 하며, 미제출된 팀은 참가신청이 "
    "취소된다.\n③ 규정을 어긴 팀은 참가할 수 없다.\n\n제4조 (장소)\n느티군 일원에서 연다.\n",
)
SCENES = Document("3D_scenes.md", "3D Scenes 스터디", "# 3D Scenes 스터디\n\n- 첫 모임: 3월 2일\n")


@pytest.mark.parametrize(
    ("question", "document", "rest"),
    [
        ("칠십리 유소년 배구 아이들이 내야 하는 서류는?", CUP, "아이들이 내야 하는 서류는?"),
        ("3D 스터디 첫 모임은 언제야?", SCENES, "첫 모임은 언제야?"),
        ("2031 칠십리 유소년 배구는 며칠에 해?", CUP, "2031 며칠에 해?"),
    ],
)
def test_names_may_begin_with_a_number(question: str, document: Document, rest: str) -> None:
    assert document_named(question, [CUP, SCENES]) == (document, rest)


@pytest.mark.parametrize(
    "question",
    [
        "칠십리 유소년 배구 아이들이 반드시 내야 하는 서류가 뭐야?",
        "느티군 칠십리 유소년 배구 나가려면 뭘 제출해?",
    ],
)
def test_what_only_repeats_the_name_of_its_document_is_not_found_first(question: str) -> None:
    library = Library.from_documents([CUP, RULES, RECALL, BOARD])
    assert "학교장확인서" in library.search(question)[0].passage.text
