"""What only says where something is to be found: addresses of pages, names of files, headings.

A page that tells more, the file that is enclosed and the number of a chapter stand beside what is
asked for in most office papers, and are it only where just they are asked for.
"""

import re

from rag.reading.kinds.contacts import contact
from rag.reading.scoring.query import Query

_PAGE = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:[a-z\d-]+\.)+(?:kr|com|net|org|io|gov|edu|info)/\S*",
    re.IGNORECASE,
)
_ASKS_PAGE = re.compile(
    r"주소|사이트|홈페이지|누리집|웹|링크|연락|메일|접속|도메인|블로그|계정|온라인|인터넷|어디|채널"
    r"|url|qr|link|site",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[^\s|/\\:][^|/\\:\n]*\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|md|html?|eml|zip"
    r"|jpe?g|png|gif|bmp|tiff?|mp[34]|json|ya?ml|xml)",
    re.IGNORECASE,
)
_ASKS_FILE = re.compile(
    r"파일|첨부|붙임|별첨|서식|양식|문서|서류|자료|사진|그림|이미지|영상|제출|내려|다운|올리|올려|저장|이름|명칭|어디"
    r"|file",
    re.IGNORECASE,
)
# '# 3.2 신청 방법', '2.1.4 시험 조건', 'Ⅲ. 추진 일정', '3. 회의 안건': what stands before a title.
_HEADING = re.compile(
    r"(?:#{1,6}\s+\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2}){2,}|[Ⅰ-Ⅻ]{1,3}|\d{1,2}(?=[.)]\s[가-힣]))"
    r"[.)]?"
)
_TITLE = re.compile(r"[.)]?\s+[가-힣A-Za-z]")


def is_mere_reference(query: Query, said: str) -> bool:
    """Whether a text is the address of a page or the name of a file, and no such is asked for."""
    if _PAGE.fullmatch(said):
        return _ASKS_PAGE.search(query.text) is None and contact(query) is None
    return _FILE.fullmatch(said) is not None and _ASKS_FILE.search(query.text) is None


def is_of_heading(text: str, start: int, end: int) -> bool:
    """Whether a span of a text is of the number before a title or an item."""
    low = text.rfind("\n", 0, start) + 1
    number = _HEADING.match(text, low)
    return bool(number and end <= number.end() and _TITLE.match(text, number.end()))
