"""What a question asks for, from its morphemes: kind of thing, unit, head noun, role, how many."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import Morpheme
from index.hangul import syllables_ending
from rag.language.dimensions import COUNTS, is_number
from rag.language.persons import names_post

# The order is that of the model's features.
KINDS = (
    "date",
    "number",
    "person",
    "place",
    "group",
    "work",
    "name",
    "reason",
    "manner",
    "yes_no",
    "thing",
)
ROLES = ("", "subject", "object", "place", "direction", "recipient", "genitive", "quoted")

_HEADS = {
    "date": "해 년도 연도 날 날짜 시기 때 년 월 일 세기 시대 기간 요일 시점 출시일 생일 "
    "개봉일 마감일 종료일 만료일 만기일 결제일 기일 기한 마감 계절",
    "number": "수 개수 갯수 비율 금액 가격 규모 값 나이 인구 높이 길이 무게 용량 시간 횟수 순위 "
    "점유율 퍼센트 속도 거리 면적 매출 비용 얼마 연세 등급 해상도 화소 점수 상금 "
    "비중 확률 숫자 비 정답률",
    "person": "사람 인물 감독 작가 배우 가수 선수 대통령 장관 총리 수상 의원 후보 왕 황제 여왕 "
    "아내 남편 아들 딸 아버지 어머니 교수 학자 저자 주인공 장군 대표 회장 사장 총재 총독 시장 "
    "의사 기자 설계자 창업자 창립자 최고경영자 우승자 후보자 건축가 "
    "일본인 변호사 검사 국왕 배역 역 역할 성함 성명 존함",
    "place": "곳 나라 국가 도시 지역 장소 고향 출생지 개최지 개최국 지방 마을 섬 강 산 수도 위치 "
    "대륙 지역구 공항 역 본사 국 주 주소 소재지",
    "group": "회사 기업 기관 단체 정당 언론 언론사 방송사 신문사 매체 대학 대학교 학교 고등학교 "
    "재단 팀 구단 조직 부대 집단 위원회 정부 은행 기획사 시공사 제조사 소속사 "
    "개발사 업체 법인 연구소 부처 그룹",
    "work": "책 영화 드라마 소설 노래 앨범 작품 잡지 프로그램 경전 서적 데뷔작 논문 에피소드 만화 "
    "게임 기사 저서 곡",
    "name": "이름 별명 명칭 제목 단어 말 용어 별칭 뜻 의미 명 약자 약칭 사자성어 슬로건 본명",
    "reason": "이유 원인 까닭 계기 배경 때문 동기 비결 명분",
    "manner": "방법 방식 수단 과정 절차 기법",
}
_KIND_OF_HEAD = {noun: kind for kind, nouns in _HEADS.items() for noun in nouns.split()}
# Nouns that only stand for another: in '설립한 회사의 이름은' a company is asked for.
_STAND_INS = frozenset("이름 성함 성명 존함 명칭 제목 것 거 때 말 곳 본명 별명".split())
_OF_PERSONS = frozenset("연락처 직책 직급 소속".split())
_PERSON_SUFFIXES = ("자", "인", "가", "관", "장", "왕")
_NO_PERSONS = re.compile(
    r".*(?:[주물단원정시고저유대평]가|[국휴인허참추증여]가|국가|공장|매장|극장|농장|차장|기장|성장|확장|입장|포장"
    r"|주장|통장|직장|현장|운동장|수영장|야영장|회의장|문장|저장|도서관|물관|술관|영화관|체육관|기관|과학관"
    r"|기념관|전시관|회관|세관|정관|여관|현관|경관|습관|수족관|생활관|홍보관|체험관|문화관|복지관"
    r"|(?:예식|공연|캠핑|스키|골프|행사|전시|연습|시험|정류|승강|촬영|작업|사업|박람회|해수욕|온천|빙상|썰매|양식|처리|매립)장|투자|이자|흑자|적자|문자|글자|숫자|한자|일자|상자|원인|할인|요인|확인|승인|디자인|라인)"
)
_ROLES_OF_PARTICLES = {
    "JKS": "subject",
    "JKO": "object",
    "JKG": "genitive",
    "VCP": "",
    "JKQ": "quoted",
}
_ROLES_OF_FORMS = {
    "에서": "place",
    "에": "place",
    "로": "direction",
    "으로": "direction",
    "에게": "recipient",
    "한테": "recipient",
}
_DOUBLED = re.compile(r"(어디|누구|뭐|무엇)\1")
_SEVERAL = re.compile(
    r"모두|각각|(?<!몇)(?<!몇 )종류|목록|명단|나열|(?<!안)전부(?!터)|비교|차이(?!즈)|가지는"
    r"|(?:두|세|네) 갈래"
    r"|(?:어떤|무슨) (?:두|세|네|다섯|[2-9]) ?가지"
    r"|(?:(?:두|세|네|다섯|[2-9]) ?가지|[2-9]대 [가-힣]+)(?: [가-힣]+)?[은는이가]? ?(?:뭐|무엇|뭔)"
    rf"|보기를|예를 들|{_DOUBLED.pattern}|(?:무슨|어떤) \S+ 있|(?:뭐|무엇|누)[가이] 있"
    r"|(?:가운데|중에?) (?:더|어느)|어느 (?:쪽|게|것이)"
    r"|더 (?:큰|많은|높은|빠른|작은|적은) (?:것|쪽)"
)
_YES_NO = re.compile(
    r"(?:나요|가요|까요|니까|습니까|[가-힣]나|[가-힣]니|는가|은가|한가|인가|맞아요|있어요|돼요|되죠)\??$"
    # As people speak, where the mark shows that it is asked: '일요일은 무료야?', '한도가 올랐어?'.
    r"|(?:야|어|아|해|돼|져|지|래|대)\?$"
)
# Last syllables of nouns that measure something.
_AMOUNTS = (*"료율률량액값일", "시간", "기간", "요금", "비용", "번호")
_MEASURES = frozenset(
    "일비 식비 단가 내선 번호 전화번호 휴대폰 휴대전화 기한 기간 납기 예산 인원 한도 상한 크기 "
    "규격 색상 재질 무게 용도 조치 담당 담당자 대상 자격 일정 주기 점수 순위 배경 목적 "
    "합계 총액 공급자 납품처 준비물 참석자 작성자 문의처 접수처 유의사항 휴무일 휴관일 결과 "
    "소음 전압 보증 기준 조건".split()
)


_TOPIC = re.compile(
    r"\s*(.{2,40}?)"
    r"(?:에 (?:대해|대하여|관해)서?\s(?:자세히\s|간단히\s)?(?:알려|설명|소개|말해)[^?]{0,12}"
    r"|이?란(?: (?:무엇|뭐|뭔)[가-힣]{0,6})?)\s*[?.]?\s*"
)
# '출장비 알려줘', of two words at most.
_REQUEST = re.compile(
    r"\s*((?:\S+\s)?\S+?)[을를]?\s(?:(?:좀|자세히|간단히)\s)*(?:알려|설명|소개|말해)[^?]{0,12}[?.]?\s*"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    `kind` is one of KINDS; `unit` the noun counted after 몇; `head` the nouns that name what is
    asked, the nearest first; `role` (one of ROLES) the part that the answer plays in the sentence;
    `several` whether it wants a list or a comparison.
    """

    kind: str
    unit: str
    head: tuple[str, ...]
    role: str
    several: bool

    @property
    def noun(self) -> str:
        """The nearest noun that names what is asked, '' for none."""
        return "".join(self.head[:1])

    def is_stand_in(self, term: str) -> bool:
        """Whether a term of the question only stands for what is asked, as 이름, 곳."""
        return term in self.head and term in _STAND_INS


def asked(question: str, morphemes: Sequence[Morpheme]) -> Asked:
    """Read a question; `morphemes` are its own, in order."""
    place = _interrogative(morphemes)
    what = place is not None and _asks_what(morphemes, place)
    head = _named(morphemes, len(morphemes) - 1) if what else _head(morphemes, place)
    unit = _unit(morphemes, place)
    word = morphemes[place].form if place is not None else ""
    return Asked(
        kind=_kind("무엇" if what else word, unit, head, question),
        unit=unit,
        head=head,
        role=_role(morphemes, place),
        several=bool(_SEVERAL.search(question)) or _is_plural(morphemes),
    )


_INTERROGATIVES = {
    "누구": "person",
    "누구누구": "person",
    "누": "person",
    "누가": "person",
    "어디": "place",
    "언제": "date",
    "며칠": "date",
    "얼마": "number",
    "얼마나": "number",
    "왜": "reason",
    "어떻": "manner",
    "어떻게": "manner",
    "어떠하": "",
    "어떠한": "",
    "무엇": "",
    "무얼": "",
    "뭘": "",
    "뭐": "",
    "뭐뭐": "",
    "뭣": "",
    "무슨": "",
    "어느": "",
    "어떤": "",
    "몇": "number",
}
_NOUNS = frozenset(["NNG", "NNP", "NNB", "SL"])
_MAKES_NOUNS = frozenset(
    "율 률 료 비 액 금 량 값 도 자 인 원 가 관 장 소 처 지 일 권 력 기".split()
)
_DETERMINERS = frozenset("무슨 어느 어떤 어떠한 몇".split())
# 무슨 일 is an event, 몇 일 a date; '맡기는 일', '맡길 일' is work.
_NO_DAYS = frozenset([("무슨", "일"), ("어떤", "일")])
_MODIFIERS_END = syllables_ending("ㄴ") + syllables_ending("ㄹ")
_WORK = re.compile(rf"[{_MODIFIERS_END}] 일(?:[은이을도]|\s|\?|$)")
_DATE_UNITS = frozenset("년 월 일 년도 세기 시".split())
# '누가 고쳤는지 업체 이름 좀'
_NAME_OF_GROUP = re.compile(
    r"(?:업체|회사|기관|법인|단체|병원|학교)(?:의)?\s?(?:이름|명칭|명)\S{0,3}(?:\s\S{1,4}){0,2}[\s?.!]*$"
)
_WHAT_FOR = re.compile(r"(?:뭐|뭣|무엇|무슨 일)\s?(?:때문|땜)")

_REQUESTS = frozenset("알 말하 보이 말씀 설명 소개 정리 비교 요약 추천 부탁".split())
# '받을 수 있는지 알려 주세요.'
_REPORTED = re.compile(
    r"지(?:를|도)?\s(?:(?:좀|혹시)\s)?(?:궁금|(?:알려|말해|확인해)\s?(?:주|줘|달|줄))[가-힣\s]*[.?!]*$"
)
_ASKING_ENDINGS = re.compile(
    r"(?:ᆷ|음|나요?|[ᆫ은는]?가요?|을까요?|[ᆯ]까요?|니|[ᆸ습]니까|냐|어요?|아요?|지요?|죠|에요|예요|야|대요?)$"
)


def asks_work(question: str) -> bool:
    """Whether a question speaks of work that is described, and of no day: '맡은 일은?'."""
    return _WORK.search(question) is not None


def is_reported(question: str) -> bool:
    """Whether a question is put as something to be told: '받을 수 있는지 알려 주세요'."""
    return _REPORTED.search(question) is not None


def asks_whether(question: str, morphemes: Sequence[Morpheme]) -> bool:
    """Whether a question asks if something is so: no word in it asks, and it is no request."""
    if _interrogative(morphemes) is not None or _DOUBLED.search(question):
        return False
    if is_reported(question):
        return True
    end = ending_at(morphemes)
    if end is None:
        return False
    asked_for = any(m.form in _REQUESTS for m in morphemes[max(0, end - 5) : end])
    ending = morphemes[end].form
    marked = question.rstrip().endswith("?") or not ending.startswith(
        ("어", "아", "지", "니", "야", "대", "ᆷ", "음")
    )
    return marked and not asked_for and _ASKING_ENDINGS.search(ending) is not None


def ending_at(morphemes: Sequence[Morpheme]) -> int | None:
    """Where the ending of a whole sentence stands; None for a phrase.

    What is noted down ends in a noun of its verb, '승인됨?', and where a mark asks, what else links
    clauses ends them: '쓸 수 있나?'.
    """
    told = [i for i, m in enumerate(morphemes) if m.tag[0] not in "SJ"]
    if not told:
        return None
    last, asks = told[-1], morphemes[-1].form == "?"
    form, tag = morphemes[last].form, morphemes[last].tag
    noted = asks and (tag == "EC" or (tag == "ETN" and form in ("ᆷ", "음")))
    return last if tag == "EF" or noted else None


_WRITING = re.compile(
    r"(?:요약|정리|번역|교정|작성)(?:을|를)?\s?(?:좀\s?)?(?:해\s?(?:줘|주|줄|달|라|봐)|부탁|하세요|하시오|바랍)"
    r"|(?:보고서|메일|공문|초안|글|편지|기사)(?:을|를)?\s?(?:하나\s|좀\s)?(?:써|적어|만들어)\s?(?:줘|주|달|봐)"
    r"|\S\s?요약(?:본|문)?[\s.!?]*$"
    r"|(?:표|목록|그래프|그림|도표|영어|일본어|중국어|한국어)로\s?(?:좀\s)?"
    r"(?:만들|정리|그려|보여|바꿔|번역|옮겨|써|작성|줘|주세|줄래)\S{0,4}(?:\s?(?:줘|주|달|봐)\S{0,4})?[\s.!?]*$"
)


def asks_to_write(question: str) -> bool:
    """Whether a question wants something written anew: a summary, a translation, a letter."""
    return _WRITING.search(question) is not None


def topic(question: str) -> str:
    """What a question asks about as a whole, '' where it asks for something in particular."""
    match = _TOPIC.fullmatch(question)
    return match[1] if match else ""


def requested(question: str) -> str:
    """The thing that a bare request names, '' where it names a kind of answer: '직원 수 알려줘'."""
    match = _REQUEST.fullmatch(question)
    return match[1] if match and not kind_of_head(match[1].split()[-1]) else ""


def kind_of_head(noun: str) -> str:
    """The kind of thing that a noun names, '' where no list has it."""
    return _KIND_OF_HEAD.get(noun, "")


def is_measure(noun: str) -> bool:
    """Whether a noun always belongs to something: '출시일', '가격'."""
    last = noun.split()[-1]
    return bool(kind_of_head(last)) or last.endswith(_AMOUNTS) or last in _MEASURES


def _interrogative(morphemes: Sequence[Morpheme]) -> int | None:
    """Where the last question word stands."""
    places = [i for i, m in enumerate(morphemes) if m.form in _INTERROGATIVES]
    return places[-1] if places else None


def _head(morphemes: Sequence[Morpheme], place: int | None) -> tuple[str, ...]:
    """The noun after 어느/어떤/무슨/몇; else the last noun before the question word or the end."""
    nouns = [i for i, m in enumerate(morphemes) if m.tag in _NOUNS and m.form != "얼마"]
    if place is not None and morphemes[place].form in _DETERMINERS:
        named = [i for i in nouns if i > place]
        last = next((i for i in named if i + 1 not in named or _is_apart(morphemes, i)), 0)
        return (_noun(morphemes, last),) if named else ()
    before = [i for i in nouns if place is None or i < place]
    if place is not None and place + 1 < len(morphemes) and morphemes[place + 1].tag != "VCP":
        return ()
    return _named(morphemes, nouns[-1] if place is None else place) if before else ()


def _is_apart(morphemes: Sequence[Morpheme], place: int) -> bool:
    """Whether the word of a noun ends with it: 보험 and 회사 of '어느 보험회사' are of one word."""
    return morphemes[place].end < morphemes[place + 1].start


def _asks_what(morphemes: Sequence[Morpheme], place: int) -> bool:
    """Whether it is asked politely what something is: '성함이 어떻게 되세요?', '요금이 어떻게 돼?'.

    '늦게 내면 보증금은 어떻게 되나요?' asks what becomes of it.
    """
    before, after = morphemes[:place], morphemes[place + 1 : place + 3]
    how = morphemes[place].form.startswith("어떻") and any(m.form == "되" for m in after)
    marks = ("JKS", "JX")
    noun = next((i for i in reversed(range(place)) if morphemes[i].tag not in marks), -1)
    if not how or noun < 0 or any(m.form == "면" for m in before):
        return False
    if before[noun].tag not in (*_NOUNS, "XSN"):
        return False
    named = _noun(morphemes, noun - (before[noun].tag == "XSN"))
    told = is_measure(named) or is_number(named) or named in _STAND_INS | _OF_PERSONS
    becomes = before[-1].tag == "JX" and named.endswith("금")
    return told and not becomes and kind_of_head(named) not in ("manner", "reason")


def _noun(morphemes: Sequence[Morpheme], place: int) -> str:
    """A noun with the syllable that makes another one of it: 증가율, 주차료, 담당자."""
    noun, after = morphemes[place], morphemes[place + 1 : place + 2]
    suffixed = after and after[0].tag == "XSN" and after[0].form in _MAKES_NOUNS
    return noun.form + after[0].form if suffixed else noun.form


def _named(morphemes: Sequence[Morpheme], end: int) -> tuple[str, ...]:
    """The last noun up to `end`, and what it stands in for: '회사의 이름' is a company."""
    places = [i for i, m in enumerate(morphemes[: end + 1]) if m.tag in _NOUNS]
    last = max(i for i in places if morphemes[i].form not in _INTERROGATIVES)
    noun = _noun(morphemes, last)
    linked = last > 1 and (morphemes[last - 1].tag == "JKG" or morphemes[last - 1].form == "님")
    before = last - 2 if linked else last - 1
    if noun not in _STAND_INS | COUNTS or before < 0:
        return (noun,)
    if morphemes[before].tag in _NOUNS:
        return noun, morphemes[before].form
    doer = _doer(morphemes[max(0, before - 2) : before + 1])
    return (noun, doer) if doer else (noun,)


def _doer(morphemes: Sequence[Morpheme]) -> str:
    """A noun with the 인 that Kiwi takes for a verb: 기술인 of '책임기술인 이름'; '' for none."""
    tags = [m.tag for m in morphemes]
    return f"{morphemes[0].form}인" if tags == ["NNG", "VCP", "ETM"] else ""


def _is_plural(morphemes: Sequence[Morpheme]) -> bool:
    """Whether the noun asked for near the end carries 들: '나라들은?', '어떤 것들이 있나요?'."""
    near = morphemes[-8:]
    return any(
        noun.tag[0] == "N" and noun.form != "다" and suffix.form == "들" and suffix.tag == "XSN"
        for noun, suffix in pairwise(near)
    )


def _unit(morphemes: Sequence[Morpheme], place: int | None) -> str:
    if place is None or morphemes[place].form != "몇" or place + 1 >= len(morphemes):
        return ""
    counted = morphemes[place + 1].form
    return "년" if counted == "해" else counted


def _kind(word: str, unit: str, head: Sequence[str], question: str) -> str:
    if unit in _DATE_UNITS:
        return "date"
    said = "reason" if _WHAT_FOR.search(question) else _INTERROGATIVES.get(word, "")
    if said == "person" and _NAME_OF_GROUP.search(question):
        return "group"
    if said in ("person", "date", "number", "reason", "manner"):
        return said
    if head and head[0] in COUNTS:
        return "number"
    if head[:1] == ("시장",) and word:  # a mayor is asked for by 누구
        return said or "thing"
    if len(head) > 1 and _names_person(head[1]):
        return "person"
    for noun in reversed(head):
        is_work = noun == "일" and asks_work(question)
        # '방식의 이름은?' asks for a name, and not how.
        named = noun != head[0] and _KIND_OF_HEAD.get(noun) in ("manner", "reason")
        if noun in _KIND_OF_HEAD and (word, noun) not in _NO_DAYS and not is_work and not named:
            return _KIND_OF_HEAD[noun]
        if is_number(noun):
            return "number"
    if said == "place":
        return said
    if head and _names_person(head[0]):
        return "person"
    return "yes_no" if not word and _YES_NO.search(question.strip()) else "thing"


def _names_person(noun: str) -> bool:
    suffixed = noun.endswith(_PERSON_SUFFIXES) and _NO_PERSONS.fullmatch(noun) is None
    suffixed = suffixed and _KIND_OF_HEAD.get(noun, "person") == "person"  # 법인 is nobody
    return names_post(noun) or (len(noun) > 1 and suffixed)


def _role(morphemes: Sequence[Morpheme], place: int | None) -> str:
    """The particle after the question word, or after the noun it determines."""
    if place is None:
        return ""
    if morphemes[place].form == "누가":
        return "subject"
    for morpheme in morphemes[place + 1 : place + 5]:
        if morpheme.tag in ("JKB", "JKG", "JKS", "JKO", "VCP", "JKQ"):
            return _ROLES_OF_FORMS.get(morpheme.form) or _ROLES_OF_PARTICLES.get(morpheme.tag, "")
    return ""
