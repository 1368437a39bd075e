"""When a mail was written reads as Koreans write it, and can be asked for."""

from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read
from rag import Library

MAIL = (
    "From: kim@example.kr\nSubject: {subject}\n{date}"
    "Content-Type: text/plain; charset=utf-8\n\n{body}\n"
)
SUBJECT = "=?utf-8?b?7ISc67KEIOygkOqygCDslYjrgrQ=?="  # 서버 점검 안내
BODY = (
    "서버 점검은 3월 10일 밤 10시부터 자정까지 진행합니다.\n\n문의는 전산실로 해 주시기 바랍니다."
)


def written(folder: Path, date: str) -> Path:
    path = folder / "점검.eml"
    head = f"Date: {date}\n" if date else ""
    path.write_text(MAIL.format(subject=SUBJECT, date=head, body=BODY), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("Mon, 3 Mar 2025 14:05:00 +0900", "2025년 3월 3일 (월) 14:05"),
        ("Sun, 2 Mar 2025 20:05:00 -0500 (EST)", "2025년 3월 3일 (월) 10:05"),
        ("Mon, 03 Mar 2025 05:05:00 -0000", "2025년 3월 3일 (월) 14:05"),
        ("Mon, 3 Mar 2025 14:05:00", "2025년 3월 3일 (월) 14:05"),
        ("Mon, 30 Feb 2025 14:05:00 +0900", "Mon, 30 Feb 2025 14:05:00 +0900"),
        ("2025.3.3 14:05", "2025.3.3 14:05"),
    ],
)
def test_the_date_of_a_mail_is_in_korean(tmp_path: Path, date: str, told: str) -> None:
    [mail] = read(written(tmp_path, date), "점검.eml")
    assert isinstance(mail, Document)
    assert f"\n메일 보낸 날짜: {told}\n" in mail.text


def test_a_mail_without_a_date_tells_none(tmp_path: Path) -> None:
    [mail] = read(written(tmp_path, ""), "점검.eml")
    assert isinstance(mail, Document)
    assert "날짜" not in mail.text


def test_when_a_mail_came_can_be_asked(tmp_path: Path) -> None:
    written(tmp_path, "Mon, 3 Mar 2025 14:05:00 +0900")
    library = Library.open(tmp_path)
    library.update()
    answer = library.ask("메일은 언제 왔어?")
    assert answer.short == "2025년 3월 3일"
    quote = answer.sentences[0].citations[0]
    assert quote.quote == "메일 보낸 날짜: 2025년 3월 3일 (월) 14:05"
    assert library.documents["점검.eml"].text[quote.start : quote.end] == quote.quote
