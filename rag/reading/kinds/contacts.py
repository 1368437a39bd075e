"""Telephone numbers, mail, web and street addresses: asked for, told, or nowhere to be read."""

import re
from collections.abc import Iterator, Sequence

from corpus.symbols import BULLETS
from index import Passage
from index.words import is_common
from rag.language.persons import may_name_person
from rag.reading.scoring.query import Query
from rag.reading.scoring.span_scores import Candidate, Judged

# What asks for each sort of contact, and what one looks like.
_CONTACTS = (
    (
        re.compile(
            r"(?<!휴대)전화(?:\s?번호|[은는가]?\s?몇\s?번|[은는]|\?|$)|전화할 번호|연락처|팩스"
            r"|몇\s?번으로 (?:전화|문의|연락|신고)"
            r"|(?:내선|직통|상담|대표|문의|안내|예약|비상|긴급|[가-힣]+(?:소|실|처|점|팀|센터|병원|의원|은행|식당))"
            r"\s?번호(?!\s?\S*\d)"  # '상담번호 가-12' is given
        ),
        re.compile(
            r"(?<![\w-])(?:\+?\d{1,4}[-) ]\s?){0,2}\d{3,4}-\d{4}(?![\d-])"
            r"|내선(?: 번호)?\s?\d{2,5}|국번 ?없이 ?\d{3,4}"
        ),
    ),
    (
        re.compile(
            r"(?:메일|e-?mail)(?:\s?주소)?(?:[은는이가을를]\b|\s?(?:뭐|무엇|어떻|알려)|\?|$)"
            r"|어디(?:로|에)\s?(?:이?메일|e-?mail)|(?:메일|e-?mail)\S{0,2}\s(?:\S+\s)?어디",
            re.IGNORECASE,
        ),
        re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ),
    (
        re.compile(r"(?:홈페이지|누리집|사이트)\s?주소|\bURL\b", re.IGNORECASE),
        re.compile(
            r"(?:https?://)?(?:[a-z\d-]+\.)+(?:kr|com|net|org|io|gov|edu|info)(?:/\S*)?",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"(?<![a-z])ip(?:v[46])?(?![a-z])\s?(?:주소|[은는이가]?\s?(?:뭐|무엇|어떻|알려|\?|$))",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}"
        ),
    ),
)
_EXTENSION = re.compile(r"(?:내선(?: ?번호)?:?\s?)?\d{2,5}")
# Nothing else says so much in a cell below '연락처'.
_BARE_EXTENSION = re.compile(r"\d{3,5}")
_ASKS_MOBILE = re.compile(r"(?:휴대\s?(?:전화|폰)|핸드폰)(?:\s?번호|[은는]|\?|$)")
_MOBILE = re.compile(r"01\d[- ]?\d{3,4}[- ]?\d{4}")
# '국민은행 123-45-678901', which is no telephone number.
_ASKS_ACCOUNT = re.compile(
    r"계좌\s?번호|(?:무슨|어느|어떤|입금|납부|송금)\s?(?:[할될]\s|하는\s)?(?:계좌|통장)"
    r"|(?:계좌|통장)[은는이가를]?\s?(?:뭐|무엇|어디|어떻|알려|말해|\?|$)"
)
_ACCOUNT = re.compile(
    r"(?:(?P<bank>[가-힣]{1,6}(?:은행|뱅크|금고|증권)|농협|수협|신협|우체국)\s?)?(?<!\d)"
    r"(?!0\d{1,2}-\d{3,4}-\d{4}(?!\d))\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,6})?"
)
_ASKS_BANK = re.compile(r"(?:어느|무슨|어떤)\s은행|은행[은이]?\s?(?:어디|뭐|무엇)")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d-\d{1,2}-\d{1,2}(?![-\d])")
_ASKED = (
    (_ASKS_ACCOUNT, _ACCOUNT),
    (re.compile("(?<![국시])내선"), _EXTENSION),  # no 국내선
    (_ASKS_MOBILE, _MOBILE),
    *_CONTACTS,
)
_LABEL = re.compile(
    rf"[{BULLETS}☎\s]*(?:(?:대표|휴대|직장|집) ?)?"
    r"(?:문의|연락|전화|담당|접수|상담|Tel|휴대폰|핸드폰|팩스|이메일)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<![가-힣])([가-힣]{2,4}) ?(?:주무관|사무관|대리|과장|부장|차장|팀장|사원|이사|교수"
    r"|선생님?|대표(?! ?(?:전화|번호))|원장|계장|주임|매니저|책임|수석|연구원|변호사|반장|씨"
    r"|상무|전무|본부장|국장|실장|소장|센터장|관장|교장|교감|님|고객|회원|환자|학생|기사|위원|강사|간사|상담사|신청자|조합원)(?:의|님|께)?\s"
)
# '채도윤 전화번호': without a title, too.
_OWNER = re.compile(
    r"(?<![가-힣])(?!어디)([가-힣]{3,4}?)(?<![관점소실팀과])(?:의|님|씨)?\s"
    r"(?:휴대\s?(?:전화|폰)|핸드폰|전화|연락처|번호|내선|이메일|메일|(?:(?:집|자택|직장|회사)\s?)?주소)"
)
_OF_OTHER = re.compile(rf"[{BULLETS}\s]*[^:\n|]{{2,20}}: ")
# Whose a number is, on a line of several: who is named last before it.
_NAMES = re.compile(r"(?<![가-힣])([가-힣]{3,4})(?![가-힣]{2})")
_NEAR_LINES = 3
_CONTACT_WORDS = frozenset(
    "전화 번 번호 전화번호 연락처 팩스 내선 문의 상담 대표 안내 담당 담당자 예약 접수 메일 이메일 "
    "주소 알리 알려주 계좌 계좌번호 통장 입금 송금 납부 은행 말하".split()
)
# Where something stands, as a street and a number: '서라시 은행나무로 71', '배방읍 12-3'.
_ASKS_ADDRESS = re.compile(
    r"(?<![가-힣])(?<![A-Za-z]\s)(?<![A-Za-z])주소(?:가|는|를|이)?(?:\s?(?:어디|알려|뭐|뭔|무엇|어떻)|\s*[?.]*\s*$)"
)
_ADDRESS = re.compile(
    r"(?:[가-힣]+(?:시|도|군|구|읍|면) )*(?:[가-힣\d]+(?<!으)(?:로|길) ?\d+(?:번길 ?\d+)?(?:-\d+)?"
    r"(?![\d,.]*\s?(?:년|월|일|명|개|원|%|배|점|건|만|천|회|시|분|차|호기))"
    r"|[가-힣]+[동리] ?\d+(?:-\d+|번지))(?:,? (?:[가-힣]{2,8} )?(?:지하 )?\d+(?:~\d+)?[층호])?"
)


def contact(query: Query) -> re.Pattern[str] | None:
    """What the telephone number or address that is asked for looks like; None for neither."""
    if query.asked.kind == "reason":  # '전화는 왜 7월에 몰려?'
        return None
    told = next((told for asks, told in _ASKED if asks.search(query.text)), None)
    # '내선 2503은 누구야?' asks whose it is.
    owned = query.asked.kind == "person" and told is not None and told.search(query.text)
    return None if owned else told


def is_contact_asked(query: Query, cell: str) -> bool:
    """Whether a cell is the contact that is asked for, if one is; an extension may stand alone."""
    told = contact(query)
    by_telephone = told is _CONTACTS[0][1]
    return (
        told is None
        or told.fullmatch(cell) is not None
        or (by_telephone and _BARE_EXTENSION.fullmatch(cell) is not None)
    )


def told_as(query: Query) -> re.Pattern[str] | None:
    """What a contact or a street address that is asked for looks like; None for neither."""
    street = _ASKS_ADDRESS.search(query.text) is not None
    return contact(query) or (_ADDRESS if street else None)


def lacks_contact(judged: Judged) -> bool:
    """Whether a telephone number, a mail, web or street address is asked for and none is read.

    That of a person must stand near the name.
    """
    query = judged.spans.query
    wanted = told_as(query)
    if wanted is None:
        return False
    passages = [read.passage for read in judged.spans.reads]
    texts = [one.text for one in (passages if contact(query) else _naming(query, passages))]
    return not any(
        not is_of_other_person(query, text, found.start())
        for text in texts
        for found in wanted.finditer(text)
    )


def is_of_other_person(query: Query, text: str, start: int) -> bool:
    """Whether a contact of a person is asked for, and this one stands away from the name.

    In a table, and behind the label of something else, it must be on the line, in a letter a few
    lines around.
    """
    name = _person(query) if contact(query) else ""
    if name and (last := _named_last(text, start)):
        return last != name
    low = text.rfind("\n", 0, start) + 1
    own = _OF_OTHER.match(text, low) is not None and not _LABEL.match(text, low)
    near = 0 if text.startswith("|", low) or own else _NEAR_LINES
    lines = text[:low].splitlines()[-near:] if near else []
    after = text[low:].splitlines()[: near + 1]
    return name not in "\n".join([*lines, *after])


def _named_last(text: str, start: int) -> str:
    """Who is named last on a line before a number; '' for nobody."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return next((one for one in reversed(_NAMES.findall(before)) if may_name_person(one)), "")


def _person(query: Query) -> str:
    """The name of the person that a question is about, '' for none.

    It has a title after it, or looks like nothing but a name.
    """
    found, owner = _PERSON.search(query.text), _OWNER.search(query.text)
    if found and not is_common(found[1]):
        return found[1]
    return owner[1] if owner and may_name_person(owner[1]) else ""


def contact_told(judged: Judged) -> bool:
    """Whether a sentence with the telephone number that is asked for says whose it is.

    Whose a street address is may stand in the titles as well, and whom '문의: …' is about. Where
    nobody's in particular is asked for, just one must be told.
    """
    query = judged.spans.query
    wanted, street = told_as(query), contact(query) is None
    if wanted is None:
        return False
    owners = [term for term in query.terms if term not in _CONTACT_WORDS]
    if not owners:
        return (
            len({found[0] for one in judged.candidates for found in wanted.finditer(one.text)}) == 1
        )
    return any(
        wanted.search(one.text) and all(word in said for word in owners)
        for one in judged.candidates
        for titled in [street or _LABEL.match(one.text) is not None]
        for said in [f"{one.passage.context * titled} {one.text}"]
    )


def street_address(judged: Judged) -> tuple[Candidate, str] | None:
    """The address that is asked for, of the sentence that says most of the question.

    No address is told in a passage that has fewer names of the question than another one.
    """
    query = judged.spans.query
    if _ASKS_ADDRESS.search(query.text) is None or contact(query):
        return None
    naming = _naming(query, [read.passage for read in judged.spans.reads])
    own = [one for one in judged.candidates if one.passage in naming]
    told = [(one, found[0]) for one in own if (found := _ADDRESS.search(one.text))]
    return max(told, key=lambda pair: (pair[0].coverage, pair[0].score), default=None)


def _naming(query: Query, passages: Sequence[Passage]) -> list[Passage]:
    """The passages with most names of a question, in their titles or the top of their document.

    A person is named where the address stands: other people live elsewhere.
    """
    if name := _person(query):
        return [one for one in passages if name in f"{one.context} {one.text}"]
    names = [m.form for m in query.morphemes if m.tag in ("NNP", "SL")]
    around = [f"{one.titles} {one.head} {one.text}" for one in passages]
    counts = [sum(name in text for name in names) for text in around]
    return [one for one, count in zip(passages, counts, strict=True) if count == max(counts)]


def bank(judged: Judged) -> tuple[Candidate, str] | None:
    """The bank of the only account that the likeliest passage tells: '어느 은행으로 보내?'."""
    if _ASKS_BANK.search(judged.spans.query.text) is None:
        return None
    first = judged.candidates[0].passage
    told = [
        (one, found["bank"])
        for one in judged.candidates
        if one.passage == first
        for found in _ACCOUNT.finditer(one.text)
        if found["bank"]
    ]
    return told[0] if len({name for _, name in told}) == 1 else None


def is_in_account(text: str, start: int, end: int) -> bool:
    """Whether a span of a text is of the number of an account, with or without its bank."""
    return any(not _DATE.search(m[0]) for m in _around(_ACCOUNT, text, start, end))


def is_in_address(text: str, start: int, end: int) -> bool:
    """Whether a span of a text is of a street address."""
    return any(_around(_ADDRESS, text, start, end))


def _around(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What of a pattern on the line of a span has a part of it."""
    low = text.rfind("\n", 0, start) + 1
    found = pattern.finditer(text, low, text.find("\n", start) + 1 or len(text))
    return (m for m in found if m.start() < end and start < m.end())


def is_contact(said: str) -> bool:
    """Whether a text is a telephone number or a mail address; firms are named like web ones."""
    return any(told.fullmatch(said) for _, told in _CONTACTS[:2])
