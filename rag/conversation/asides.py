"""Messages that ask nothing of the documents, and what is said to them.

People greet and thank, ask about the folder, about Mundap or about the last answer, and send what
holds nothing to look for.
"""

import re
from collections.abc import Sequence

from index import analyse
from rag.language.phrases import has_coda

NOTHING_ASKED = "무엇을 찾으시는지 알 수 없습니다. 문서에 나올 만한 낱말을 넣어 다시 물어 주세요."
GREETING = re.compile(
    r"(?:안녕(?:하세요|하십니까|하신가요)?|하이|헬로우?|반가워요?|반갑습니다|여보세요|hi|hello"
    r"|(?:좋은|굿) ?(?:아침|저녁|모닝)(?:입니다|이에요)?)",
    re.IGNORECASE,
)
_THANKS = (
    r"(?:(?:정말|진짜|너무|대단히|답변|알려 ?주셔서|도와 ?주셔서|네,?|아,?|오,?)\s?){0,2}"
    r"(?:고마워요?|고맙습니다|감사합니다|감사해요?|감사드립니다|땡큐|thanks?(?: you)?"
    r"|수고(?:하세요|했어요?|하셨습니다|하십시오)|(?:잘 )?(?:알겠습니다|알겠어요?|이해했어요?)"
    r"|안녕히 (?:계세요|가세요)|미리 감사(?:합니다|드립니다)|부탁(?:드립니다|드려요|해요?))"
)
_END = r"[\s~!.,^ㅎㅋㅠㅜ;:)]*"
_GREETING_ALONE, _THANKS_ALONE = (
    re.compile(f"{said}{_END}", re.IGNORECASE) for said in (GREETING.pattern, _THANKS)
)
_ASSENT = re.compile(
    r"(?:(?:응|네|예|넵|넹|그래|그렇구나|그렇군요?|좋아|좋아요|오케이|ㅇㅇ|ㅇㅋ|ok|okay|아하|굿)"
    rf"{_END})+",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"(?:(?:그게|그거|이거|이게|답이|아니)\s?)?"
    r"(?:확실(?:해|한가|합니까)|정말(?:이야|인가)?|진짜(?:야|인가)?|사실(?:이야|인가)"
    r"|맞(?:아|나|는 거야|습니까)|틀렸(?:어|네|습니다|는데)|틀린 (?:거|것) ?같(?:아|은데|습니다)"
    r"|잘못(?:됐어|된 거 ?아니야)|아니(?:야|에요|잖아|라고|거든)?|아닌데|이상(?:해|한데)"
    r"|엉뚱(?:해|한 답이야)|그거 말고|딴소리야)요?[\s?.!~]*"
)
# Who asks about Mundap says so: documents are about models, too.
_YOU = (
    r"(?:너|넌|네가|니가|당신|문답|여기|이거|이건|이 ?(?:프로그램|앱|챗봇|시스템))"
    r"(?:은|는|이|가)?\s?"
)
_ABOUT_YOU = re.compile(
    rf"(?:{_YOU})?"
    r"(?:(?:누구|뭐|뭐 ?하는 (?:거|애|프로그램))(?:야|니|예요|에요|세요|인가요|입니까)"
    r"|(?:뭘|무엇을|뭐를?|어떤 (?:걸|것을|질문을)) (?:물어볼|물어 볼|물을|할|도와줄) ?수 ?있\S{0,4}"
    r"|(?:도움말|사용법|사용 방법)(?:은|을|이)?(?: 알려\s?\S{0,4}| 뭐\S{0,3})?|help)[\s?!.]*",
    re.IGNORECASE,
)
_YOUR_MODEL = re.compile(
    rf"{_YOU}(?:(?:무슨|어떤|뭔)\s)?(?:AI|인공지능|언어\s?모델|모델|LLM|챗GPT|GPT)\S{{0,3}}"
    r"(?:\s?(?:뭐|무엇|쓰|써|사용|이용|기반)\S{0,5}){0,2}[\s?!.]*",
    re.IGNORECASE,
)
_PRIVACY = re.compile(
    rf"(?:{_YOU})?(?:(?:내|제|우리)\s)?(?:가\s)?"
    r"(?:(?:질문|대화)(?: ?내용)?|(?:올린|넣은) (?:문서|파일|자료))\S{0,3}\s"
    r"(?:(?:밖|외부|인터넷|서버|클라우드|어디|다른 데)\S{0,3}\s?)?"
    r"(?:나가|보내|전송|올라가|저장|유출|새|남|수집|학습|가)\S{0,6}(?:\s\S{1,5})?[\s?!.]*"
)
_TODAY = re.compile(
    r"(?:(?:오늘|지금|현재|내일|어제)(?:은|이|의)?\s)(?:날짜가?\s?)?"
    r"(?:며칠|몇\s?월\s?며칠|몇\s?일|무슨 요일|몇\s?시|날짜|시각|시간)\S{0,5}(?:\s\S{1,4})?[\s?!.]*"
)
_FOLDER = re.compile(
    r"(?:(?:이|지금|현재)\s)?(?:(?:폴더|여기|목록)(?:에|에는)?\s?)?"
    r"(?:(?:어떤|무슨)\s?(?:문서|파일|자료)들?(?:이|가|은|는|을|를)?\s?(?:들어\s?)?"
    r"(?:있\S{0,4}|가지고 있\S{0,4}|갖고 있\S{0,4})"
    r"|(?:폴더|여기|목록)(?:에는|에|엔)\s?(?:뭐가|뭐|무엇이|뭐뭐)\s?(?:들어\s?있|들었|있)\S{0,4}"
    r"|(?:문서|파일|자료)(?:가|는|들이)?\s?(?:뭐가|무엇이|뭐뭐|어떤 (?:게|것이|것들이)) 있\S{0,4}"
    r"|(?:문서|파일|자료)\s?(?:목록|리스트|이름)(?:을|를|은|는|이)?\s?(?:좀\s?)?"
    r"(?:보여|알려|뭐|말해|어떻게)?\s?\S{0,4}"
    r"|(?:있는 |이 )?(?:문서|파일|자료)들?(?:은|는|이|의|에는)?\s?"
    r"(?:(?:무슨|어떤) 내용\S{0,6}(?: 있\S{0,4}| 거\S{0,3})?|내용(?:은|이) (?:뭐|무엇)\S{0,4})"
    r"|(?:문서|파일|자료)(?:가|는|들은|들이)?\s?(?:모두|총|전부|다)?\s?"
    r"몇\s?(?:개|건|가지)\S{0,6}(?:\s(?:들어\s?)?있\S{0,4})?)[\s?!.]*"
)
# Sorts of documents, which their names tell: '어떤 계약서가 있어?'.
_SORT = (
    r"(?P<sort>(?:[가-힣]{1,6}\s?)?(?:계약서|보고서|회의록|규정|규칙|조례|지침|논문|계획서|제안서|매뉴얼|설명서"
    r"|공고|공문|안내문|신청서|견적서|명세서|판결문|내용증명|초록|메모))"
)
_OF_SORT = re.compile(
    rf"(?:어떤|무슨)\s{_SORT}(?:들이|들은|이|가|은|는)?\s?(?:들어\s?)?있\S{{0,4}}[\s?!.]*"
    rf"|{_SORT.replace('<sort>', '<other>')}(?:에는|들은|은|는|이|가)?\s?"
    r"(?:뭐뭐|뭐가|무엇무엇이?|어떤 (?:게|것이|것들이)|몇\s?(?:개나?|건|편|종류))"
    r"\s?있\S{0,4}[\s?!.]*"
)
_WHERE = re.compile(
    r"(?:(?:그|이|방금|위|앞)(?:의|에)?\s(?:한\s)?)?(?:(?:답|답변|말|내용|얘기)(?:의|은|이)?\s)?"
    r"(?:(?:출처|근거|원문)(?:가|는|은|이|를|을)?\s?(?:좀\s)?(?:어디|뭐|무엇|알려|보여|있|대)?\S{0,4}"
    r"(?:\s(?:있|줘|주)\S{0,4})?"
    r"|(?:그게|그건|그거|이게|이건)?\s?(?:어디(?:에|에서|서)?\s?(?:나와|나오|적혀|쓰여|써 ?있|나온)"
    r"|(?:어느|무슨|어떤|몇) ?(?:문서|파일|자료|쪽|페이지|부분|대목)(?:에|에서|이|의)?\s?"
    r"(?:있|나와|나오|나온|적혀|쓰여|야|예요|이에요|인가|이야|입니까))\S{0,5}"
    r"(?:\s(?:있|거|내용|얘기)\S{0,4})?)[\s?.!]*"
)
_LAST_QUESTION = re.compile(
    r"(?:내|제)가\s(?:(?:아까|방금|앞에서|전에|조금 전에|지금까지)\s?)?"
    r"(?:뭐|뭘|무엇을|뭐라고|무슨 질문을?)\s?(?:라고\s)?"
    r"(?:물어\s?\S{0,5}|물었\S{0,5}|질문했\S{0,5}|했\S{0,4})[\s?.!]*"
)
# What is looked for is none of these.
_HOLLOW = frozenset(
    "이거 그거 저거 이것 그것 저것 것 거 뭐 무엇 무슨 어떤 어느 어떻 어떻게 어떠하 왜 어디 "
    "언제 누구 몇 얼마 알리 알 모르 가르치 설명 설명하 말 말하 이야기 이야기하 얘기 얘기하 "
    "보이 보 하 되 있 없 좋 싶 찾 들 주 대답 대답하 답 답변 답하 질문 질문하 묻 물어보 궁금 "
    "궁금하 부탁 부탁하 돕 도와주 자세히 자세하 더 좀 다시 또 그냥 빨리 쉽 쉽게 이 그 저 여기 "
    "거기 나 너 저희 우리 맞 아니 그렇 이렇 저렇 다 다른 예 예시 내용 관련 관하 대하 정말 "
    "진짜 번 하나 그래서 그러면 그럼 그리고 근데 하지만 혹시 지금 아까 방금 오늘 계속 이해 "
    "이해하 안 못 번역 번역하 요약 요약하 정리 정리하 표 출처 근거".split()
)
_CONTENT = ("NN", "SL", "SH", "NR", "XR", "VV", "VA", "MA", "MM", "NP")
_LISTED = 20


def own_words(text: str, titles: Sequence[str], *, last: str = "", model: str = "") -> str:
    """What is said to a message that asks nothing of the documents; '' to others.

    `titles` are those of the documents, `last` is the question before, `model` the name of the
    language model that answers, '' where none does.
    """
    text = text.strip()
    if _FOLDER.fullmatch(text):
        return _listing(titles)
    if own := _of_sort(text, titles):
        return own
    if _ABOUT_YOU.fullmatch(text):
        return (
            f"저는 문답입니다. 폴더에 있는 문서 {len(titles):,}개에서 답을 찾아, 근거가 된 원문과 "
            "함께 보여 드립니다. 문서에 적힌 것을 물어보세요."
        )
    if _YOUR_MODEL.fullmatch(text):
        return _model(model)
    if _PRIVACY.fullmatch(text):
        return _privacy(model)
    if _TODAY.fullmatch(text):
        return "저는 문서에 적힌 것만 답합니다. 오늘의 날짜나 시각은 알려 드리지 못합니다."
    if _GREETING_ALONE.fullmatch(text):
        return f"안녕하세요. 문서 {len(titles):,}개에서 답을 찾아 드립니다. 궁금한 것을 물어보세요."
    if _THANKS_ALONE.fullmatch(text):
        return "고맙습니다. 더 궁금한 것이 있으면 물어보세요."
    return _about_last(text, last)


def asks_where(text: str) -> bool:
    """Whether it is asked where the last answer stands: '출처가 어디야?', '몇 쪽이야?'."""
    return _WHERE.fullmatch(text.strip()) is not None


def is_aside(text: str) -> bool:
    """Whether a message is no topic of what is asked next."""
    return asks_where(text) or bool(own_words(text, (), last="?"))


def is_polite(text: str) -> bool:
    """Whether a piece of a message only greets or thanks."""
    return any(said.fullmatch(text) for said in (_GREETING_ALONE, _THANKS_ALONE))


def asks_nothing(text: str) -> bool:
    """Whether a question holds nothing that could be looked for: '이거 어떻게 해?', '1+1은?'."""
    return all(m.form in _HOLLOW or not m.tag.startswith(_CONTENT) for m in analyse(text))


def _of_sort(text: str, titles: Sequence[str]) -> str:
    sort = _OF_SORT.fullmatch(text)
    named = "".join((sort["sort"] or sort["other"]).split()) if sort else ""
    own = [title for title in titles if named in "".join(title.split())] if named else []
    return _listing(own, f"이름에 ‘{named}’{'이' if has_coda(named) else '가'} 든 ") if own else ""


def _about_last(text: str, last: str) -> str:
    """What is said to a message about the question before and its answer, where there is one."""
    if not last:
        return ""
    if _ASSENT.fullmatch(text):
        return "더 궁금한 것이 있으면 물어보세요."
    if _LAST_QUESTION.fullmatch(text):
        return f"바로 앞에 ‘{last}’라고 물으셨습니다."
    if _DOUBT.fullmatch(text):
        return (
            "앞의 답은 문서에서 찾은 것입니다. 함께 보여 드린 근거 대목에서 확인해 주세요. "
            "찾으시는 것과 다르면 낱말을 바꾸거나 더 자세히 적어 다시 물어 주세요."
        )
    return ""


def _model(name: str) -> str:
    if name:
        return (
            f"연결된 언어 모델은 ‘{name}’입니다. 모델이 쓴 문장은 원문과 맞추어 보고 보여 드립니다."
        )
    return "언어 모델 없이, 문서에서 찾은 문장을 그대로 보여 드립니다."


def _privacy(model: str) -> str:
    if model:
        return (
            f"질문과 찾은 대목은 설정하신 언어 모델(‘{model}’)의 서버로 갑니다. "
            "그 밖에는 어디로도 보내지 않습니다."
        )
    return "질문과 문서는 이 컴퓨터를 떠나지 않습니다. 찾고 답하는 일을 모두 이 컴퓨터에서 합니다."


def _listing(titles: Sequence[str], sort: str = "") -> str:
    if not titles:
        return "색인된 문서가 없습니다. 폴더에 문서를 넣고 다시 색인해 주세요."
    more = len(titles) - _LISTED
    tail = f" 밖에 {more:,}개가 더 있습니다." if more > 0 else ""
    return f"{sort}문서 {len(titles):,}개가 있습니다: {', '.join(titles[:_LISTED])}.{tail}"
