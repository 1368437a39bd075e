import unicodedata
from collections.abc import Callable

import pytest

from corpus import Document
from rag import Library
from rag.retrieval.query import question_terms, searched_terms

DOCUMENTS = {
    "엔비디아": "엔비디아의 시가총액은 2조 달러를 넘었다. 'H100'은 엔비디아의 반도체다.",
    "블랙웰": "블랙웰에는 트랜지스터가 2,080억 개 들어간다.",
    "앤쓰로픽": "앤쓰로픽은 구글이 투자한 스타트업이다. 업계에서 1군 기업으로 통한다.",
    "모델": "파운데이션 모델의 매개변수는 GPT-4에서 1조 개를 넘는다. 챗GPT가 나온 뒤의 일이다.",
    "메모리": "HBM은 D램을 쌓아 만든 메모리다. LLM에 쓰인다. AI 시대의 부품이다.",
    "건보법": "국민건강보험법(이하 건보법)은 1999년에 제정되었다. 소형언어모델(SLM)과는 무관하다.",
    "벌칙": "건보법을 어기면 과태료를 낸다. SLM도 마찬가지다.",
    "매출": "매출은 1조 5,600억 원이다. ’24년 3월에 2만 5천 명이 일했다.",
    "보험": "社會保險은 다섯 가지다.",
    "인증": "이 공장은 ISO 9001 인증을 받았다. 담당 부서는 품질관리팀이다.",
    "물": "물은 100도에서 끓는다. 학교에서 배운다.",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.from_documents(
        [Document(f"{title}.txt", title, text) for title, text in DOCUMENTS.items()]
    )


def texts(library: Library, question: str) -> list[str]:
    return [reading.text for reading in library.retrieve(question).readings]


def first(library: Library, question: str) -> str:
    return library.search(question, 1)[0].passage.title


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("dpsqleldk", "엔비디아", "엔비디아"),
        ("dpsqleldk H100", "엔비디아 H100", "엔비디아"),
        ("dpsqleldk tlrkchddordms", "엔비디아 시가총액은", "엔비디아"),
        ("H100 qksehcp", "H100 반도체", "엔비디아"),
        ("GPT-4dml aoroqustn", "GPT-4의 매개변수", "모델"),
        ("anfdms", "물은", "물"),
        ("ㅎㅔㅆ-4", "gpt-4", "모델"),
        ("ㅎㅔㅆ의 매개변수", "gpt의 매개변수", "모델"),
        ("ㅣㅣㅡ", "llm", "메모리"),
    ],
)
def test_the_wrong_keyboard_state(library: Library, typed: str, meant: str, found: str) -> None:
    assert texts(library, typed)[:2] == [typed, meant]
    assert first(library, typed) == found


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("엔 비디 아 시총", "엔비디아 시총", "엔비디아"),
        ("파운데 이션 모델의 매 개변 수는", "파운데이션 모델의 매개변수는", "모델"),
        ("블랙웰트랜지스터몇개야", "블랙웰 트랜지스터몇개야", "블랙웰"),
    ],
)
def test_broken_spacing(library: Library, typed: str, meant: str, found: str) -> None:
    assert texts(library, typed)[1] == meant
    assert first(library, typed) == found


@pytest.mark.parametrize("title", ["엔비디아", "블랙웰", "앤쓰로픽", "모델", "메모리", "인증"])
def test_a_sentence_without_spaces_finds_its_passage(library: Library, title: str) -> None:
    sentence = DOCUMENTS[title].split(".")[0]
    assert first(library, "".join(sentence.split())) == title


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("매게변수가 몇 개인가요", "매개변수가 몇 개인가요"),
        ("엔비다아 시가총액", "엔비디아 시가총액"),
        ("엔비디아 시가총엑은?", "엔비디아 시가총액은?"),
        ("블랙웰 트랜지스타 수", "블랙웰 트랜지스터 수"),
        ("파운대이션 모델", "파운데이션 모델"),
        ("반도채를 만드는 회사", "반도체를 만드는 회사"),
    ],
)
def test_slips_of_a_key(library: Library, typed: str, meant: str) -> None:
    assert texts(library, typed)[:2] == [typed, meant]


@pytest.mark.parametrize(
    ("asked", "other", "found"),
    [
        ("Anthropic 투자자는?", "앤쓰로픽 투자자는?", "앤쓰로픽"),
        ("앤트로픽에 투자한 회사", "앤쓰로픽에 투자한 회사", "앤쓰로픽"),
        ("엔쓰로픽에 투자한 회사", "앤쓰로픽에 투자한 회사", "앤쓰로픽"),
        ("Blackwell에 들어간 부품", "블랙웰에 들어간 부품", "블랙웰"),
        ("Nvidia 반도체", "엔비디아 반도체", "엔비디아"),
        ("엘엘엠에 쓰이는 부품", "llm에 쓰이는 부품", "메모리"),
        ("지피티 매개변수", "gpt 매개변수", "모델"),
        ("챗지피티가 나온 때", "챗gpt가 나온 때", "모델"),
        ("에이치비엠이란", "hbm이란", "메모리"),
        ("국민건강보험법을 어기면 내는 것", "건보법을 어기면 내는 것", "벌칙"),
        ("사회보험은 몇 가지인가", "社會保險은 몇 가지인가", "보험"),
        ("國民健康保險法 제정", "국민건강보험법 제정", "건보법"),
        ("인공지능 부품", "ai 부품", "메모리"),
    ],
)
def test_other_names(library: Library, asked: str, other: str, found: str) -> None:
    assert other in texts(library, asked)
    assert first(library, asked) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("1.56조 원", "매출"),
        ("1,560,000,000,000원", "매출"),
        ("25,000명", "매출"),
        ("이만오천 명", "매출"),
        ("2024.3.", "매출"),
        ("2024년 3월", "매출"),
        ("2천80억 개", "블랙웰"),
    ],
)
def test_quantities_in_other_forms(library: Library, question: str, found: str) -> None:
    assert first(library, question) == found


@pytest.mark.parametrize(
    "question",
    [
        "엔비디아의 시가총액은 얼마인가?",
        "앤쓰로픽은 업계에서 몇 군 기업으로 통하나요?",
        "GPT-4의 매개변수는 몇 개야?",
        "ISO 9001 인증을 받은 곳",
        "How many parameters does GPT-4 have?",
        "what is the right size of this model",
        "H100 vs. A100, B200",
        "print(sorted(x for x in items))",
        "물은 몇 도에서 끓나요",
        "과태료는 누가 내나",
        "오늘 점심은 김치찌개와 된장찌개 가운데 무엇이 좋을까요?",
        "ㅋㅋㅋ 반도체 ㅠㅠ",
        "https://example.com/a?b=c",
        "2024-03-05",
        "?!",
    ],
)
def test_what_is_right_is_left_alone(library: Library, question: str) -> None:
    assert texts(library, question) == [question]


def test_what_was_typed_is_searched_first_and_changes_are_told(library: Library) -> None:
    typed, repaired, *_ = library.retrieve("dpsqleldk 반도채").readings
    assert (typed.text, typed.weight, typed.changes) == ("dpsqleldk 반도채", 1.0, ())
    assert repaired.text == "엔비디아 반도체"
    assert repaired.weight < 1
    assert repaired.changes == ("한/영: dpsqleldk → 엔비디아", "오타: 반도채 → 반도체")


def test_a_noun_that_is_another_word_with_its_particle() -> None:
    documents = [Document("a.txt", "밤하늘", "별은 밝다."), Document("b.txt", "낮", "해는 뜨겁다.")]
    library = Library.from_documents(documents)
    assert texts(library, "별로 무엇을 하나") == ["별로 무엇을 하나", "별은 무엇을 하나"]
    assert first(library, "별로 무엇을 하나") == "밤하늘"


def test_there_are_at_most_four_readings(library: Library) -> None:
    question = "dpsqleldk 매게변수 Anthropic 엘엘엠 건보법 Blackwell 사회보험 지피티"
    assert 2 <= len(texts(library, question)) <= 4


def test_decomposed_hangul_is_composed(library: Library) -> None:
    question = "앤쓰로픽은 업계에서 몇 군 기업인가요?"
    decomposed = unicodedata.normalize("NFD", question)
    assert decomposed != question
    assert texts(library, decomposed) == [question]


def test_no_documents_give_no_other_readings() -> None:
    empty = Library.from_documents([])
    for question in ("dpsqleldk", "엔 비디 아", "매게변수", "Anthropic", "國民"):
        assert texts(empty, question)[0] == question


def test_question_words_are_no_terms() -> None:
    assert question_terms("엔비디아의 시가총액은 얼마인가요?") == ["엔비디아", "시가", "총액"]
    assert question_terms("얼마인가요?") == ["얼마"]
    for asked in (
        "본사는 어딨나요?",
        "혹시 본사가 어딘지 좀 가르쳐 주세요",
        "본사가 얼마큼인지 여쭤봅니다",
    ):
        assert question_terms(asked) == ["본사"], asked


def test_other_forms_of_numbers_are_searched_where_they_are_known() -> None:
    assert "25000" in searched_terms("2만 5천 명", {"25000"})
    assert "25000" not in searched_terms("2만 5천 명", {})


def test_an_answer_is_read_with_the_repaired_question(library: Library) -> None:
    assert "매개변수" in library.ask("vkdnsepdltus ahepf aoroqustn").text


NOUNS = (
    "법 물 집 책 돈 꽃 눈 밤 배 차 산 강 달 빛 옷 밥 술 약 병 계약 보험 반도체 매출 휴가 전기 "
    "세금 학교 병원 회사 정부 국회 도시 농업 어업 산업 기술 과학 수학 역사 문화 예술 음악 미술 "
    "영화 소설 신문 방송 광고 시장 가격 금리 환율 주식 채권 은행 대출 예금 연금 급여 상여금 출장 "
    "교육 훈련 시험 면접 채용 퇴직 승진 노동 파업 협상 소송 재판 판결 검찰 경찰 범죄 안전 사고 "
    "화재 지진 태풍 홍수 가뭄 기후 환경 오염 폐기물 에너지 석유 원자력 태양광 배터리 자동차 철도 "
    "항공 선박 우주 위성 인공지능"
).split()
ENDINGS = "이/가 을/를 은/는 으로/로 과/와 이란/란 의/의 에서/에서 도/도 부터/부터".split()


def with_ending(noun: str, ending: str) -> str:
    after_consonant, after_vowel = ending.split("/")
    coda = (ord(noun[-1]) - ord("가")) % 28
    vowel_like = coda == 0 or (after_vowel == "로" and coda == 8)
    return noun + (after_vowel if vowel_like else after_consonant)


def test_no_particle_hides_a_noun() -> None:
    assert len(set(NOUNS)) == 100
    library = Library.from_documents(
        [Document(f"{noun}.txt", "문서", f"여기에는 {noun} 이야기만 적혀 있다.") for noun in NOUNS]
    )
    asked = [
        (noun, f"{with_ending(noun, ending)} 무엇인가") for noun in NOUNS for ending in ENDINGS
    ]
    missed = [text for noun, text in asked if searched_first(library, text) != f"{noun}.txt"]
    assert missed == []


def searched_first(library: Library, question: str) -> str:
    """What is found before passages that are about as good are read, which is another room's."""
    return library.first_stage(question, 1).hits[0].passage.source


def first_source(library: Library, question: str) -> str:
    return library.search(question, 1)[0].passage.source


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("엘베 공사는 언제 끝나요?", "승강기 공사는 언제 끝나요?"),
        ("식세기 소음", "식기세척기 소음"),
        ("법카로 술 사도 되나", "법인카드로 술 사도 되나"),
    ],
)
def test_short_words_of_spoken_korean_are_read_as_the_documents_have_them(
    library_of: Callable[..., Library], asked: str, read: str
) -> None:
    library = library_of(
        {
            "안내": "승강기 교체 공사는 2월 27일에 끝난다. 식기세척기의 소음은 42dB이다. "
            "법인카드로 주류를 살 수 없다."
        }
    )
    assert read in [reading.text for reading in library.retrieve(asked).readings]


def test_short_words_that_the_documents_have_stay(library_of: Callable[..., Library]) -> None:
    library = library_of({"안내": "엘베 점검은 화요일이다. 승강기 검사는 수요일이다."})
    assert [reading.text for reading in library.retrieve("엘베 점검일").readings] == ["엘베 점검일"]


def test_an_institution_is_found_by_what_people_call_it() -> None:
    notices = {"채용": "한국갯벌진흥원은 연구원 두 명을 뽑는다.", "대관": "시민회관을 빌려 준다."}
    library = Library.from_documents(
        [Document(f"{title}.txt", title, text) for title, text in notices.items()]
    )
    assert texts(library, "갯진원 채용 인원은?")[1:] == ["한국갯벌진흥원 채용 인원은?"]
    assert texts(library, "갯벌 채용 인원은?")[1:] == []
