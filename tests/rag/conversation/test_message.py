"""Messages as people write them: greetings, stories, two questions at once, the folder itself."""

from collections.abc import Callable

import pytest

from rag import REFUSAL, Library, Turn
from rag.conversation.asides import own_words
from rag.conversation.message import parted
from rag.reading.digest import topic_of

TEXTS = {
    "출장여비 규정": (
        "# 출장여비 규정\n\n## 제1조(적용)\n\n이 규정은 출장하는 모든 직원에게 적용한다.\n\n"
        "## 제2조(운임)\n\n철도는 KTX 일반실을 원칙으로 한다. 임원은 특실을 이용할 수 있다.\n\n"
        "## 제3조(정산)\n\n출장이 끝난 날부터 7일 안에 정산서를 내야 한다.\n"
    ),
    "워크숍 안내": (
        "# 워크숍 안내\n\n워크숍 장소는 강릉 솔향리조트입니다. 워크숍 회비는 3만 원입니다.\n\n"
        "워크숍 참석이 어려운 분은 6월 30일까지 인사팀에 알려 주세요.\n"
    ),
    "만족도 조사": (
        "# 만족도 조사\n\n## 요약\n\n종합 만족도는 82.4점으로 올랐다.\n\n## 방법\n\n"
        "고객 1,250명에게 물었다.\n"
    ),
    "냉동고 설명서": (
        "# 냉동고 설명서\n\n냉동고의 용량은 300리터이고 무게는 142킬로그램입니다.\n\n"
        "냉동고가 시끄러우면 바닥이 고른지 확인하십시오.\n"
    ),
}


@pytest.fixture(scope="module")
def library(library_of: Callable[..., Library]) -> Library:
    return library_of(TEXTS)


@pytest.mark.parametrize(
    ("message", "questions", "told"),
    [
        ("회원증은 얼마예요? 새솔도서관", ["새솔도서관 회원증은 얼마예요?"], []),
        ("휴가는 며칠인가요?", ["휴가는 며칠인가요?"], []),
        ("그럼 회비는 얼마예요?", ["그럼 회비는 얼마예요?"], []),
        ("안녕하세요! 휴가는 며칠인가요? 감사합니다.", ["휴가는 며칠인가요?"], []),
        ("단가는 얼마야? 그리고 누가 정해?", ["단가는 얼마야?", "누가 정해?"], []),
        ("장소가 어디고 회비는 얼마야?", ["장소가 어디인가요?", "회비는 얼마야?"], []),
        ("몇 시부터 가능하고 누가 승인하나요?", ["몇 시부터 가능한가요?", "누가 승인하나요?"], []),
        ("대출 금리와 한도는?", ["대출 금리는?", "대출 한도는?"], []),
        ("회의는 언제 어디서 열려?", ["회의는 언제 열려?", "회의는 어디서 열려?"], []),
        ("몇 권을 며칠 동안 빌려?", ["몇 권을 빌려?", "며칠 동안 빌려?"], []),
        ("회의는 몇 월 며칠에 열려?", ["회의는 몇 월 며칠에 열려?"], []),
        ("회의는 언제부터 언제까지 해?", ["회의는 언제부터 언제까지 해?"], []),
        ("몇 시에 떠나고 회비는 얼마야?", ["몇 시에 떠나나요?", "회비는 얼마야?"], []),
        ("몇 시에 출발하고 회비는 얼마야?", ["몇 시에 출발하나요?", "회비는 얼마야?"], []),
        ("담당자는 누구고 전화번호는?", ["담당자는 누구인가요?", "전화번호는?"], []),
        ("안건은 누가, 언제 냈나요?", ["안건은 누가 냈나요?", "안건은 언제 냈나요?"], []),
        ("폰을 잃어버렸어요. 어떡하죠?", ["어떡하죠?"], ["폰을 잃어버렸어요."]),
        ("한 달에 얼마예요? 작은 거요.", ["한 달에 얼마예요? 작은 거요."], []),
        ("정산하고 나서 며칠 안에 들어오나요?", ["정산하고 나서 며칠 안에 들어오나요?"], []),
        ("가람과 나래 중 더 비싼 것은?", ["가람과 나래 중 더 비싼 것은?"], []),
        ("가람과 나래의 차이는?", ["가람과 나래의 차이는?"], []),
    ],
)
def test_messages_are_taken_apart(message: str, questions: list[str], told: list[str]) -> None:
    found = parted(message, lambda word: False)
    assert list(found.questions) == questions
    assert list(found.told) == told


def test_what_the_documents_call_so_is_not_taken_apart() -> None:
    assert len(parted("민원과 예산은?", lambda word: False).questions) == 2
    assert parted("민원과 예산은?", lambda word: word == "민원과").questions == ("민원과 예산은?",)


def test_a_department_is_known_from_the_cells_that_name_it(
    library_of: Callable[..., Library],
) -> None:
    table = "| 부서 | 전화 |\n|---|---|\n| 민원과 | 4411 |\n| 세무과 | 4522 |\n"
    assert (
        library_of({"부서 전화": f"# 부서 전화\n\n{table}"}).ask("민원과 전화는?").short == "4411"
    )


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("안녕하세요", "안녕하세요. 문서 2개"),
        ("정말 감사합니다~", "더 궁금한 것이 있으면"),
        ("어떤 문서가 있어?", "문서 2개가 있습니다: 가, 나."),
        ("문서가 모두 몇 개야?", "문서 2개가 있습니다"),
        ("너 누구야?", "저는 문답입니다"),
        ("너는 사람이야 기계야?", "저는 문답입니다"),
        ("혹시 사람이세요?", "저는 문답입니다"),
        ("어떤 문서가 필요해?", ""),
        ("문서 보존기간은 몇 년이야?", ""),
        ("감사 일정은?", ""),
        ("이건 로봇이야?", ""),
        ("안녕 프로젝트의 예산은?", ""),
    ],
)
def test_what_is_no_question_to_the_documents_is_answered_without_them(
    message: str, said: str
) -> None:
    answer = own_words(message, ["가", "나"])
    assert said in answer
    assert bool(answer) == bool(said)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "어떤 계약서가 있어?",
            "이름에 ‘계약서’가 든 문서 2개가 있습니다: 임대 계약서, 용역계약서.",
        ),
        ("임대 계약서는 몇 개 있어?", "이름에 ‘임대계약서’가 든 문서 1개가 있습니다: 임대 계약서."),
        ("이 폴더에 뭐가 들었어?", "문서 3개가 있습니다"),
        ("어떤 규정이 있어?", ""),
        ("어떤 휴가가 있어?", ""),
        ("계약서에 어떤 벌칙이 있어?", ""),
    ],
)
def test_documents_of_a_sort_are_listed_by_their_names(message: str, said: str) -> None:
    answer = own_words(message, ["임대 계약서", "용역계약서", "휴가 안내"])
    assert answer.startswith(said)
    assert bool(answer) == bool(said)


def test_a_greeting_cites_nothing_and_is_no_topic(library: Library) -> None:
    answer = library.ask("안녕하세요")
    assert answer.abstained
    assert not answer.hits
    assert REFUSAL not in answer.text
    history = [Turn("안녕하세요", answer.text)]
    assert library.resolved("워크숍 회비는?", history) == "워크숍 회비는?"


def test_two_questions_get_two_answers(library: Library) -> None:
    answer = library.ask("워크숍 장소는 어디인가요? 냉동고 용량은 얼마인가요?")
    assert "강릉 솔향리조트" in answer.short
    assert "300리터" in answer.short
    assert "둘" in answer.notice
    assert len(answer.citations) == len({(c.start, c.passage.id) for c in answer.citations})
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_the_part_without_an_answer_is_named(library: Library) -> None:
    answer = library.ask("냉동고 용량은 얼마인가요? 대표이사의 혈액형은 무엇인가요?")
    assert answer.short == "300리터"
    assert "혈액형" in answer.notice
    assert not library.ask("대표이사의 혈액형은 무엇인가요? 화성의 위성은 몇 개야?").sentences


def test_a_part_about_the_folder_is_answered_too(library: Library) -> None:
    answer = library.ask("이 폴더에 뭐가 들었어? 냉동고 용량은 얼마인가요?")
    assert answer.short == "300리터"
    assert f"‘이 폴더에 뭐가 들었어?’: 문서 {len(library.documents)}개가 있습니다" in answer.notice
    assert REFUSAL not in answer.notice


def test_a_story_around_a_question_helps_to_find_the_answer(library: Library) -> None:
    answer = library.ask("냉동고가 너무 시끄러워요. 정말 미치겠어요. 어떻게 하면 되나요?")
    assert "바닥이 고른지" in answer.text


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("출장여비 요약", ["모든 직원에게", "KTX 일반실", "7일 안에"]),
        ("출장여비 규정 요약해 주세요", ["모든 직원에게", "KTX 일반실", "7일 안에"]),
        ("만족도 조사를 간단히 정리해줘", ["82.4점"]),
    ],
)
def test_a_document_to_be_summed_up_is_shown_in_its_own_words(
    library: Library, question: str, quotes: list[str]
) -> None:
    answer = library.ask(question)
    assert "언어 모델" in answer.notice
    assert answer.short == ""
    assert len(answer.sentences) >= len(quotes)
    assert all(quote in answer.text for quote in quotes)


def test_the_topic_of_a_summary() -> None:
    assert topic_of("출장여비 규정을 세 줄로 요약해 주세요") == "출장여비 규정"
    assert topic_of("요약해줘") == ""
