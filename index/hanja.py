"""Hanja as they are read in Korean, so that 國民 and 국민 find each other."""

import re
from bisect import bisect_right

# KS X 1001 orders its 4,888 Hanja by reading: each reading with its first character is enough.
_READINGS = (
    "가伽각刻간侃갈乫감勘갑匣강剛개介객喀갱坑갹醵거倨건乾걸乞검儉겁劫게偈격擊견堅결抉겸兼경京계係"
    "고古곡哭곤困골汨공供과串관串과寡곽廓관冠괄刮광侊괘卦괴乖굉宏교交구丘국國군君굴堀궁宮권倦궐厥"
    "궤机귀晷규叫균勻귤橘극克근僅금今급伋긍亘기企긴緊길佶끽金금金끽喫나儺난諾낙諾난暖날捏남南납納"
    "낭囊내乃녀女년年념念녕寧노努농濃뇌惱뇨尿눈嫩눌訥뉴杻능能니尼닉匿다多단丹달撻담啖답沓당唐대代"
    "덕宅택宅덕德도倒독毒돈墩돌乭동仝두兜둔屯득得등嶝라喇락洛란亂랄剌람嵐랍拉랑廊래來랭冷략掠량亮"
    "려侶력力련憐렬冽렴廉렵獵령令례例로勞록碌론論롱壟뢰儡료了룡龍루壘류劉륙六륜侖률律륭隆륵勒름凜"
    "릉凌리俚린吝림林립砬마摩막寞만万말唜망亡매埋맥脈맹孟멱冪면免멸滅명冥몌袂모侮목木몰歿몽夢묘卯"
    "무務묵墨문們물勿미味민岷밀密박剝반伴발勃방倣배倍백伯번幡벌伐범凡법法벽僻변卞별別병丙보保복伏"
    "본本볼乶봉俸부不북北분分불佛붕崩비丕빈嚬빙憑사乍삭削산傘살乷삼三삽揷상上새塞색嗇생牲서墅석夕"
    "선仙설卨섬剡섭攝성城세世소召속俗손孫솔率송宋쇄刷쇠衰수修숙叔순巡술戌숭崇슬瑟습濕승丞시侍식埴"
    "신伸실失심審십什쌍雙씨氏아亞악堊안安알斡암唵압壓앙仰애厓액厄앵櫻야也약弱양佯어圄억億언偃얼孼"
    "엄俺업嶪엔円여予역亦연嚥열悅염厭엽曄영塋예乂오五옥屋온溫올兀옹壅와渦완婉왈曰왕往왜倭외外요僥"
    "욕慾용俑우于욱勖운云울蔚웅熊원元월月위位유乳육堉윤允율聿융戎은垠을乙음吟읍揖응凝의依이二익瀷"
    "인人일一임任입入잉仍자仔작作잔孱잠岑잡雜장丈재再쟁爭저佇적勣전佃절切점占접接정丁제制조俎족族"
    "존存졸卒종倧좌佐죄罪주主죽竹준俊줄茁중中즉卽즐櫛즙楫증增지之직直진唇질侄짐斟집執징徵차且착捉"
    "찬撰찰刹참僭창倉채債책冊처凄척倜천仟철凸첨僉첩堞청廳체剃초初촉促촌寸총叢촬撮최催추墜축丑춘春"
    "출出충充췌悴취取측側층層치侈칙則친親칠七침侵칩蟄칭秤쾌快타他탁倬탄呑탈奪탐探탑塔탕宕태兌택擇"
    "탱撑터攄토兎통慟퇴堆투偸특慝틈闖파坡판判팔八패佩팽彭퍅愎편便폄貶평坪폐吠포佈폭幅표俵품品풍楓"
    "피彼필匹핍乏하下학壑한寒할割함函합合항亢해亥핵劾행倖향享허噓헌憲헐歇험險혁奕현俔혈孑혐嫌협俠"
    "형亨혜兮호乎혹惑혼婚홀忽홍哄화化확擴환丸활活황凰회匯획劃횡宖효哮후侯훈勛훙薨훤喧훼卉휘彙휴休"
    "휼恤흉兇흑黑흔昕흘吃흠欠흡吸흥興희僖힐詰"
)
_FIRST = [character.encode("euc-kr") for character in _READINGS[1::2]]
_HANJA = re.compile("[\u4e00-\u9fff]+")
# At the start of a word ㄹ and ㄴ are not spoken as they are inside it: 勞動 노동, but 勤勞 근로.
_INITIALS = dict(
    zip(
        "라락란랄람랍랑래랭로록론롱뢰루르륵름릉략량려력련렬렴령례료룡류륙륜률륭리린림립녀뇨뉴니닉",
        "나낙난날남납낭내냉노녹논농뇌누느늑늠능약양여역연열염영예요용유육윤율융이인임입여요유이익",
        strict=True,
    )
)


def hanja_reading(text: str) -> str:
    """The text (NFC) with its Hanja in Hangul; characters outside KS X 1001 stay."""
    return _HANJA.sub(_word, text)


def _word(match: re.Match[str]) -> str:
    read = "".join(map(_character, match.group()))
    return _INITIALS.get(read[0], read[0]) + read[1:]


def _character(character: str) -> str:
    try:
        code = character.encode("euc-kr")
    except UnicodeEncodeError:
        return character
    return _READINGS[2 * bisect_right(_FIRST, code) - 2]
