"""Talks of messengers and speech recognition, each in the form of its program."""

import json
from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read

WINDOWS = """해오름 봉사단 님과 카카오톡 대화
저장한 날짜 : 2027-05-02 10:00:00

--------------- 2027년 5월 1일 토요일 ---------------
[노을] [오전 9:10] 내일 몇 시에 모이나요?
[노을] [오전 9:10] 저는 9시가 좋아요
[단장 서하] [오후 1:05] 9시로 하죠
장갑은 제가 챙깁니다
[노을] [오후 1:06] 이모티콘
새벽님이 들어왔습니다.
--------------- 2027년 5월 2일 일요일 ---------------
[새벽] [오전 8:55] 도착했습니다
"""
TELEPHONE = """해오름 봉사단 님과 카카오톡 대화
저장한 날짜 : 2027년 5월 2일 오전 10:00


2027년 5월 1일 오전 9:10
2027년 5월 1일 오전 9:10, 노을 : 내일 몇 시에 모이나요?
2027년 5월 1일 오전 9:10, 노을 : 저는 9시가 좋아요
2027년 5월 1일 오후 1:05, 단장 서하 : 9시로 하죠
장갑은 제가 챙깁니다
2027년 5월 1일 오후 1:06, 노을 : (이모티콘)
2027년 5월 1일 오후 1:09, 새벽님이 들어왔습니다.

2027년 5월 2일 오전 8:55
2027년 5월 2일 오전 8:55, 새벽 : 도착했습니다
"""
TOLD = """2027년 5월 1일 토요일
노을 (오전 9:10): 내일 몇 시에 모이나요?
저는 9시가 좋아요
단장 서하 (오후 1:05): 9시로 하죠
장갑은 제가 챙깁니다
새벽님이 들어왔습니다.

2027년 5월 2일 일요일
새벽 (오전 8:55): 도착했습니다"""


def document(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8")
    (found,) = read(path, path.name)
    assert isinstance(found, Document)
    return found


# The client for iOS writes days with points, and who came in behind a colon.
IOS = (
    TELEPHONE.replace("2027년 5월 1일 오전 9:10\n", "2027년 5월 1일 토요일\n", 1)
    .replace("2027년 5월 2일 오전 8:55\n", "2027년 5월 2일 일요일\n", 1)
    .replace("2027년 5월 1일 오후 1:09, ", "2027. 5. 1. 오후 1:09: ")
    .replace("2027년 5월 1일 오", "2027. 5. 1. 오")
    .replace("2027년 5월 2일 오전 8", "2027. 5. 2. 오전 8")
)


@pytest.mark.parametrize("text", [WINDOWS, TELEPHONE, IOS], ids=["windows", "telephone", "ios"])
def test_messages_stand_below_their_day_behind_who_says_them_and_when(
    text: str, tmp_path: Path
) -> None:
    told = document(tmp_path / "대화.txt", text).text.strip()
    assert told.endswith(TOLD)
    assert told.startswith("해오름 봉사단 님과 카카오톡 대화\n저장한 날짜")


@pytest.mark.parametrize(
    "text",
    [
        "주간 회의\n\n참석자 1 00:03\n시작하죠.\n\n참석자 2 00:09\n네. 저부터요.\n\n"
        "참석자 1 01:10\n끝.\n",
        "주간 회의\n\n참석자 1 [00:03]\n시작하죠.\n\n참석자 2 [00:09]\n네. 저부터요.\n\n"
        "참석자 1 [01:10]\n끝.\n",
    ],
    ids=["lines", "brackets"],
)
def test_what_speech_recognition_writes_is_a_line_a_turn(text: str, tmp_path: Path) -> None:
    assert document(tmp_path / "녹취.txt", text).text == (
        "주간 회의\n\n참석자 1 (00:03): 시작하죠.\n\n참석자 2 (00:09): 네. 저부터요.\n\n"
        "참석자 1 (01:10): 끝.\n"
    )


def test_a_long_notice_in_a_chat_and_a_speaker_who_says_nothing_stay(tmp_path: Path) -> None:
    notice = "\n".join(f"{n}. 준비물" for n in range(30))
    text = f"[노을] [오전 9:10] 알립니다\n{notice}\n[서하] [오전 9:12] 네\n[노을] [오전 9:13] 네"
    told = document(tmp_path / "대화.txt", text).text
    assert told == text.replace("[노을] [", "노을 (").replace("[서하] [", "서하 (").replace(
        "] ", "): "
    )
    text = "노을 00:01\n네.\n서하 00:02\n\n노을 00:03\n끝.\n"
    told = document(tmp_path / "녹취.txt", text).text
    assert told == "노을 (00:01): 네.\n서하 00:02\n노을 (00:03): 끝.\n"


SLACK = [
    {
        "user": "U1",
        "ts": "1809130200.0001",
        "text": "<@U2> 표를 <https://a.kr/1|여기>에 올렸어요",
        "user_profile": {"real_name": "노을"},
    },
    {"user": "U2", "ts": "1809133800.5", "text": "고마워요", "user_profile": {"real_name": "서하"}},
]
DISCORD = {
    "channel": {"name": "잡담"},
    "messages": [
        {
            "timestamp": "2027-05-01T09:10:00+09:00",
            "content": "표를 올렸어요",
            "author": {"name": "noeul", "nickname": "노을"},
        },
        {
            "timestamp": "2027-05-01T01:10:00+00:00",
            "content": "고마워요",
            "author": {"name": "seoha", "nickname": "서하"},
        },
    ],
}
TELEGRAM = {
    "messages": [
        {"date": "2027-05-01T09:10:00", "from": "노을", "text": ["표를 ", {"text": "올렸어요"}]},
        {"date": "2027-05-01T10:10:00", "from": "서하", "text": "고마워요"},
    ]
}


@pytest.mark.parametrize("kept", [SLACK, DISCORD, TELEGRAM], ids=["slack", "discord", "telegram"])
def test_messages_that_programs_keep_as_records_are_talks(kept: object, tmp_path: Path) -> None:
    told = document(tmp_path / "2027-05-01.json", json.dumps(kept, ensure_ascii=False)).text
    day, first, second = told.split("\n")
    assert day == "2027년 5월 1일 토요일"
    assert first.startswith("노을 (오전 9:10): ")
    assert first.endswith("올렸어요")
    assert second == "서하 (오전 10:10): 고마워요"
    assert "<" not in told


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "공지", "content": "쉽니다", "author": "노을", "date": "2027-05-01"},'
        ' {"title": "안내", "content": "엽니다", "author": "서하", "date": "2027-05-02"}]',
        '[{"name": "연필", "text": "흑심", "date": "2027-05-01"},'
        ' {"name": "자", "text": "30cm", "date": "2027-05-02"}]',
        '{"휴가": 15}',
    ],
    ids=["articles", "goods", "other"],
)
def test_other_records_stay_as_they_are(text: str, tmp_path: Path) -> None:
    assert document(tmp_path / "자료.json", text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "상영 시간표\n1관 10:00\n2관 12:30\n3관 14:00\n입장은 10분 전부터 합니다.\n문의는 전화로.\n"
        * 3,
        "[공지] [오후 3:12] 점검이 있습니다\n본문은 아래와 같습니다.\n",
        "[00:03] 노을: 네.\n[00:09] 서하: 네.\n[01:10] 노을: 끝.\n",
        "개회 10:00\n강당에 모인다.\n축사 10:20\n촌장\n점심 12:00\n마을회관\n",
        "개회 10:00\n축사 10:20\n점심 12:00\n",
    ],
)
def test_what_only_looks_like_a_talk_stays(text: str, tmp_path: Path) -> None:
    assert document(tmp_path / "글.txt", text).text == text
