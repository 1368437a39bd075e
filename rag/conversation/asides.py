"""Messages that ask nothing of the documents, and what is said to them.

People greet and thank, ask about the folder, about Mundap or about the last answer, and send what
holds nothing to look for.
"""

import re
from collections.abc import Sequence

from corpus.particles import has_coda
from index import Morpheme, analyse
from rag.conversation.topics import Turn
from rag.language.phrases import ASKING
from rag.reading.layout.definitions import asked_what

NOTHING_ASKED = "무엇을 찾으시는지 알 수 없습니다. 문서에 나올 만한 낱말을 넣어 다시 물어 주세요."
GREETING = re.compile(
    r"(?:안녕(?:하세요|하십니까|하신가요)?|하이요?|ㅎㅇ|저기요|헬로우?|반가워요?|반갑습니다|여보세요|hi|hello"
    r"|(?:좋은|굿) ?(?:아침|저녁|모닝)(?:입니다|이에요)?)",
    re.IGNORECASE,
)
_THANKS = (
    r"(?:(?:정말|진짜|너무|대단히|답변|알려 ?주셔서|도와 ?주셔서|네,?|아,?|오,?)\s?){0,2}"
    r"(?:고마워요?|고맙습니다|감사합니다|감사해요?|감사드립니다|땡큐|thanks?(?: you)?"
    r"|수고(?:하세요|했어요?|하셨습니다|하십시오)|(?:잘 )?(?:알겠습니다|알겠어요?|이해했어요?)"
    r"|(?:좋은|즐거운|편안한|행복한) (?:하루|아침|오후|저녁|밤|주말|시간|연휴) ?(?:보내|되)\S{1,4}"
    r"|안녕히 (?:계세요|가세요)|미리 감사(?:합니다|드립니다)|부탁(?:드립니다|드려요|해요?))"
)
_END = r"[\s~!.,^ㅎㅋㅠㅜ;:)]*"
_GREETING_ALONE, _THANKS_ALONE = (
    re.compile(f"{said}{_END}", re.IGNORECASE) for said in (GREETING.pattern, _THANKS)
)
_ASSENT = re.compile(
    r"(?:(?:응|네|예|넵|넹|그래|그렇구나|그렇군요?|좋아|좋아요|오케이|오케|오키|ㅇㅇ|ㅇㅋ|ok|okay|아하|굿)"
    rf"{_END})+",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"(?:(?:그게|그거|이거|이게|답이|아니|엥|헐|어|음)\s?)?"
    r"(?:확실(?:해|한가|합니까|한 거\S{1,4})|정말(?:이야|인가)?|진짜(?:야|인가)?|사실(?:이야|인가)"
    r"|맞(?:아|나|는 거야|습니까)|틀렸(?:어|네|습니다|는데)|틀린 (?:거|것) ?같(?:아|은데|습니다)"
    r"|잘못(?:됐어|된 거 ?아니야)|아니(?:야|에요|잖아|라고|거든)?|아닌데|이상(?:해|한데)"
    r"|엉뚱(?:해|한 답이야)|그거 말고|딴소리야)요?[\s?.!~]*"
)
# Who asks about Mundap says so: documents are about models, too.
_SELF, _TOPIC = "너|넌|네가|니가|당신|문답", r"(?:은|는|이|가)?\s?"
_YOU = rf"(?:{_SELF}|여기|이거|이건|이 ?(?:프로그램|앱|챗봇|시스템)){_TOPIC}"
_LEAD = r"(?:(?:안녕(?:하세요|하십니까)?|야|저기요?|근데|그런데|혹시|아|네|음|오)[,.!~\s]+)*"
_IS = r"(?:이?[야니냐]|이?예요|이에요|이세요|인가요|입니까)"
_BEING = r"(?:사람|인간|로봇|기계|챗봇|봇)"
_ABOUT_YOU = re.compile(
    rf"{_LEAD}(?:(?:{_SELF}){_TOPIC}(?:(?:정말|진짜|혹시)\s)?"
    rf"{_BEING}{_IS}(?:,?\s(?:아니면\s)?(?:{_BEING}|AI|인공지능){_IS})?|사람이(?:세요|십니까)"
    rf"|(?:{_YOU})?"
    r"(?:(?:누구|뭐|뭐 ?하는 (?:거|애|프로그램|챗봇|곳))(?:야|니|예요|에요|세요|인가요|입니까)"
    r"|(?:뭘|무엇을|뭐를?|어떤 (?:걸|것을|질문을))\s?(?:물어 ?볼|물을|할|도와줄)\s?수\s?있\S{0,4}"
    r"|(?:처음 (?:써|쓰)\S{0,5}\s?(?:보\S{1,3}\s)?)?(?:그냥\s)?물어보면 (?:되|돼|됩)\S{0,4}"
    r"|(?:네 |너의 )?이름(?:은|이)? 뭐\S{1,4}|챗\s?(?:GPT|지피티)\S{1,3}"
    r"|(?:도움말|사용법|사용 방법)(?:은|을|이)?(?: 알려\s?\S{0,4}| 뭐\S{0,3})?|help))[\s?!.]*",
    re.IGNORECASE,
)
_YOUR_MODEL = re.compile(
    rf"{_YOU}(?:(?:무슨|어떤|뭔)\s)?(?:AI|인공지능|언어\s?모델|모델|LLM|챗GPT|GPT)\S{{0,3}}"
    r"(?:\s?(?:뭐|무엇|쓰|써|사용|이용|기반)\S{0,5}){0,2}[\s?!.]*",
    re.IGNORECASE,
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
    r"|(?:(?:그|이)(?:게|건|거)\s)?(?:어디(?:에|에서|서)?\s?(?:나와|나오|적혀|쓰여|써 ?있|나온)"
    r"|어디(?:에서|서)\s?(?:보고|찾은|본|가져온)"
    r"|(?:어느|무슨|어떤|몇) ?(?:문서|파일|자료|쪽|페이지|부분|대목)(?:에|에서|이|의)?\s?"
    r"(?:있|나와|나오|나온|적혀|쓰여|찾|본|야|예요|이에요|인가|이야|입니까))\S{0,5}"
    r"(?:\s(?:있|거|내용|얘기|말)\S{0,4}){0,2}"
    r"|(?:출처 표기\S{1,8}\s(?:하는데\s)?)?(?:문서|파일) (?:이름|제목)이 (?:뭐|뭔|무엇)\S{0,4}"
    # The answer once more.
    r"|(?:방금|아까|조금 전)\s?(?:그거|그것|거|것|답|답변|내용|말)?(?:을|를)?\s?다시"
    r"(?:\s(?:한\s?번만?))?(?:\s?(?:좀\s)?(?:보여|알려|말해|설명해)\s?\S{0,5})?)[\s?.!]*"
)
_ITS_SUMMARY = re.compile(
    r"(?:그|이|해당|방금(?: 그)?) (?:문서|파일|자료|글|보고서|회의록|규정|안내문?|설명서|공고문?"
    r"|계약서)"
    r"(?:를|을|의 내용을?)?\s?(?:좀\s)?(?:전체\s)?(?:요약|정리)\S{0,8}(?:\s\S{1,4})?[\s?.!]*"
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
# Words of who only remarks on something.
_REMARKS = _HOLLOW | frozenset(
    "고맙 감사 감사하 수고 수고하 안녕 안녕하 반갑 덕분 알아듣 신기하 아쉽 친절 친절하 많 적 "
    "길 짧 오래 걸리 똑똑하 아깝 역시 잘 쓰 대단하 소리 재밌 재미있 답답하 답답 빠르 느리 "
    "생각 보다 쓸모없 땡큐 굿 넵 처음 어쩌 하이 최고 훌륭하 놀랍 어렵 복잡하 비싸 싸 나쁘 "
    "괜찮 그러 이러 이렇 짜 그런 이런 저런 올 다행 하루 보내 고민 고민하 생각하 참고 참고하 "
    "나중 이따".split()
)
_GREETING_WORDS = frozenset("안녕 안녕하 반갑".split())
_POLITE = frozenset("고맙 감사 감사하 수고 수고하 땡큐".split())
_EXCLAIMING = re.compile(
    r"(?:네|네요|군|군요|구나|구만|구먼|는구나|는구만|는군|다|ᆯ게|ᆯ게요|을게|을게요|습니다|ᆸ니다)"
)
# '감사는?' asks of the auditor.
_ASKS_OF = re.compile(r"[가-힣][은는]요?\s*\?$")
_UNDERSTOOD = re.compile(r"(?:알(?:겠|았)|확인했)(?:어요?|습니다|네요?|다)")
_SEEN = re.compile(r"(?:는|ᆫ)?(?:구나|구만|구먼|군|군요)")
# Who asks where what was typed here goes to.
_HERE = frozenset("이거 여기 나 올리 질문 질문하 대화 물어보 치 너".split())
_GOES = frozenset(
    "인터넷 외부 밖 서버 클라우드 저장 저장되 유출 유출되 전송 전송되 수집 수집되 학습 기록".split()
)
_AWAY = frozenset("올라가 나가 보내 새 남 회사 입력 입력하 넣 올리 파일 문서 자료".split())
_ALLOWED = re.compile(r"도 (?:되|돼|괜찮)")
# '3상 언제 해?', but not '1+1은?'.
_COUNTED = re.compile(r"\d(?![은는이가을를의에도])[가-힣]")
_CONTENT = ("NN", "SL", "SH", "NR", "XR", "VV", "VA", "MA", "MM", "NP")
_LISTED = 20
_FEW_WORDS = 6


def own_words(
    text: str, titles: Sequence[str], *, last: Turn | None = None, model: str = ""
) -> str:
    """What is said to a message that asks nothing of the documents; '' to others.

    `titles` are those of the documents, `last` is the turn before, `model` the name of the language
    model that answers, '' where none does.
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
    if _asks_where_it_goes(text):
        return _privacy(model)
    if _TODAY.fullmatch(text):
        return "저는 문서에 적힌 것만 답합니다. 오늘의 날짜나 시각은 알려 드리지 못합니다."
    if _GREETING_ALONE.fullmatch(text) or _greets(text):
        return f"안녕하세요. 문서 {len(titles):,}개에서 답을 찾아 드립니다. 궁금한 것을 물어보세요."
    if _THANKS_ALONE.fullmatch(text):
        return "고맙습니다. 더 궁금한 것이 있으면 물어보세요."
    return _about_last(text, last)


def asks_where(text: str) -> bool:
    """Whether the last answer is to be shown again: '출처가 어디야?', '방금 그거 다시'."""
    return _WHERE.fullmatch(text.strip()) is not None


def asks_its_summary(text: str) -> bool:
    """Whether the document of the last answer is to be summed up."""
    return _ITS_SUMMARY.fullmatch(text.strip()) is not None


def is_aside(text: str) -> bool:
    """Whether a message is no topic of what is asked next."""
    return (
        asks_where(text) or asks_its_summary(text) or bool(own_words(text, (), last=Turn("", "")))
    )


def without_asides(history: Sequence[Turn]) -> list[Turn]:
    """The turns that ask of the documents."""
    return [turn for turn in history if not is_aside(turn.question)]


def is_polite(text: str) -> bool:
    """Whether a piece of a message only greets or thanks."""
    return any(said.fullmatch(text) for said in (_GREETING_ALONE, _THANKS_ALONE))


def asks_nothing(text: str) -> bool:
    """Whether a question holds nothing that could be looked for: '이거 어떻게 해?', '1+1은?'."""
    named = asked_what(text) or _COUNTED.search(text)
    return not named and all(word in _HOLLOW for word in _words(text))


def _of_sort(text: str, titles: Sequence[str]) -> str:
    sort = _OF_SORT.fullmatch(text)
    named = "".join((sort["sort"] or sort["other"]).split()) if sort else ""
    own = [title for title in titles if named in "".join(title.split())] if named else []
    return _listing(own, f"이름에 ‘{named}’{'이' if has_coda(named) else '가'} 든 ") if own else ""


def _words(text: str) -> list[str]:
    return [m.form for m in analyse(text) if m.tag.startswith(_CONTENT)]


def _greets(text: str) -> bool:
    words = {*_words(text)}
    return bool(words & _GREETING_WORDS) and words <= _REMARKS | {"아침", "저녁"}


def _remarks(text: str, said: str = "") -> bool:
    """Whether something is only remarked: '신기하네요', '네 고마워요', 'ㅋㅋ', '역시 좋구만'.

    `said` is what was said before, whose words bring nothing new.
    """
    morphemes, words = analyse(text), _words(text)
    if any(m.form in ASKING for m in morphemes) or len(text.split()) > _FEW_WORDS:
        return False
    if _ASKS_OF.search(text):
        return False
    endings = [m.form for m in morphemes if m.tag == "EF"]
    exclaims = bool(endings) and _EXCLAIMING.fullmatch(endings[-1]) is not None
    exclaims |= not endings and (not words or morphemes[-1].tag.startswith("VA"))
    if said and _realises(morphemes, said):
        return True
    polite = any(word in _POLITE for word in words) or _UNDERSTOOD.search(text) is not None
    nothing_new = all(word in _REMARKS or word in said for word in words)
    return (polite and (exclaims or nothing_new)) or (nothing_new and exclaims)


def _realises(morphemes: Sequence[Morpheme], said: str) -> bool:
    """Whether somebody sees that what was told is so: '벌써 지났네', '그래서 안 켜졌구나'.

    '냄새가 나네요' and '영수증을 잃어버렸네요' tell of a trouble.
    """
    ends = [n for n, m in enumerate(morphemes) if m.tag == "EF"]
    if not ends or morphemes[-1].form == "?":
        return False
    ending, before = morphemes[ends[-1]].form, morphemes[ends[-1] - 1]
    if _SEEN.fullmatch(ending):
        return True
    told = all(m.form in said for m in morphemes if m.tag.startswith("NN"))
    is_so = told and (before.tag == "EP" or before.tag.startswith("VA"))
    felt = before.form == "겠" or before.form in _REMARKS - _HOLLOW or is_so
    return felt and ending in ("네", "네요") and before.form not in ("있", "없")


def _asks_where_it_goes(text: str) -> bool:
    words = {*_words(text)}
    away = bool(words & _HERE) and bool(words & _GOES) and words <= _AWAY | _HERE | _GOES | _HOLLOW
    return away and not _ALLOWED.search(text)


def _about_last(text: str, last: Turn | None) -> str:
    """What is said to a message about the question before and its answer, where there is one."""
    if last is None:
        return "더 궁금한 것이 있으면 물어보세요." if _remarks(text) and _words(text) else ""
    if _ASSENT.fullmatch(text) or _remarks(text, f"{last.question} {last.answer}"):
        return "더 궁금한 것이 있으면 물어보세요."
    if _LAST_QUESTION.fullmatch(text):
        return f"바로 앞에 ‘{last.question}’라고 물으셨습니다."
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
