"""Calendars and address books: each entry below its name, what it tells under labels."""

from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read

CALENDAR = """BEGIN:VCALENDAR
X-WR-CALNAME:모임 달력
BEGIN:VEVENT
DTSTART:20270501T003000Z
DTEND:20270501T020000Z
SUMMARY:나무 심기
LOCATION:뒷산 입구
DESCRIPTION:장갑\\n물병
STATUS:CANCELLED
BEGIN:VALARM
DESCRIPTION:알림
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20271230
DTEND;VALUE=DATE:20280102
SUMMARY:겨울 쉼
ATTENDEE;CN=노을;PARTSTAT=ACCEPTED:mailto:n@example.com
END:VEVENT
BEGIN:VTODO
DUE;VALUE=DATE:20270531
SUMMARY:회비 정산
END:VTODO
END:VCALENDAR
"""
EVENTS = """## 나무 심기

제목: 나무 심기
일시: 2027년 5월 1일 (토) 09:30 ~ 11:00
장소: 뒷산 입구
상태: 취소됨

장갑
물병

## 겨울 쉼

제목: 겨울 쉼
일시: 2027년 12월 30일 (목) ~ 2028년 1월 1일 (토)
참석자: 노을(n@example.com)

## 회비 정산

제목: 회비 정산
기한: 2027년 5월 31일 (월)"""
REPEATED = (
    (
        "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270831T145959Z",
        "매주 화요일·목요일 19:00 ~ 20:00 (2027년 6월 1일부터 2027년 8월 31일까지)",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=4",
        "2주마다 화요일 19:00 ~ 20:00 (2027년 6월 1일부터 4회)",
    ),
    ("FREQ=YEARLY", "매년 6월 1일 19:00 ~ 20:00 (2027년 6월 1일부터)"),
    ("FREQ=MONTHLY;BYMONTHDAY=1", "매월 1일 19:00 ~ 20:00 (2027년 6월 1일부터)"),
)
CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EB=85=B8;=EC=9D=84;;;
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=ED=99=94=EC=9A=94=EC=9D=BC=
=20=ED=9C=B4=EB=AC=B4
EMAIL:n@example.com
TEL;CELL;PREF:010-0000-1111
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:새벽 목공소
ORG:새벽;가구부
BDAY:19900203
item1.TEL;TYPE=WORK,FAX:02-000-1234
ADR;TYPE=WORK:;2층;나무길 3\\, 1호;가람시;라온도;01234;대한민국
PHOTO;ENCODING=b:/9j/4AAQSkZJRgABAQ
 AAAQABAAD=
END:VCARD
"""
PEOPLE = """## 노을

이름: 노을
휴대전화: 010-0000-1111
이메일: n@example.com

메모: 화요일 휴무

## 새벽 목공소

이름: 새벽 목공소
직장 팩스: 02-000-1234
소속: 새벽 가구부
생일: 1990년 2월 3일
직장 주소: 라온도 가람시 나무길 3, 1호 2층 (01234)"""


def document(path: Path, text: str) -> Document:
    path.write_bytes(text.replace("\n", "\r\n").encode())
    (found,) = read(path, path.name)
    assert isinstance(found, Document)
    return found


def test_a_calendar_tells_when_and_where_each_event_is(tmp_path: Path) -> None:
    found = document(tmp_path / "달력.ics", CALENDAR)
    assert (found.title, found.text) == ("모임 달력", EVENTS)


@pytest.mark.parametrize(("rule", "told"), REPEATED)
def test_what_is_again_and_again_tells_how_often(rule: str, told: str, tmp_path: Path) -> None:
    event = (
        "BEGIN:VEVENT\nSUMMARY:물 주기\nDTSTART;TZID=Asia/Seoul:20270601T190000\n"
        f"DTEND;TZID=Asia/Seoul:20270601T200000\nRRULE:{rule}\nEND:VEVENT\n"
    )
    text = document(tmp_path / "달력.ics", event).text
    assert text.endswith(f"제목: 물 주기\n일시: {told}")


def test_an_event_whose_calendar_is_cut_is_read(tmp_path: Path) -> None:
    cut = CALENDAR[: CALENDAR.index("LOCATION")]
    assert "09:30 ~ 11:00" in document(tmp_path / "달력.ics", cut).text


def test_an_address_book_tells_of_each_what_its_card_does(tmp_path: Path) -> None:
    assert document(tmp_path / "연락처.vcf", CARDS).text == PEOPLE
