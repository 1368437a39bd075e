"""A mail is read whole, however programs nest and code what is in it."""

from base64 import b64encode
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read

PLAIN, PAGE = MIMEText("점검은 3월 15일이다."), MIMEText("<p>점검은 3월 15일이다.</p>", "html")
REMARK = MIMEText("이 메일은 받는 사람만을 위한 것이며 비밀을 담고 있을 수 있습니다. " * 4)
SAID, REMARKED = "점검은 3월 15일이다.", REMARK.get_payload(decode=True).decode().strip()
HEAD = "메일 제목: 점검\n보낸 사람: a@b.kr\n\n"


def group(kind: str, *parts: MIMENonMultipart | MIMEMultipart) -> MIMEMultipart:
    return MIMEMultipart(kind, _subparts=parts)


def table() -> MIMEApplication:
    part = MIMEApplication("품목,수량\n의자,3\n".encode())
    part.add_header("Content-Disposition", "attachment", filename="list.csv")
    return part


def named(text: str, name: str) -> MIMEText:
    part = MIMEText(text)
    part.set_param("name", name)
    return part


def documents(mail: MIMEMultipart, path: Path) -> list[Document]:
    mail["Subject"], mail["From"] = "점검", "a@b.kr"
    path.write_bytes(mail.as_bytes())
    return [one for one in read(path, path.name) if isinstance(one, Document)]


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        (
            group("mixed", group("related", PAGE, MIMEImage(b"a", "png")), REMARK),
            [SAID, REMARKED],
        ),
        (group("mixed", PAGE, REMARK), [SAID, REMARKED]),
        (group("mixed", group("alternative", PLAIN, PAGE), REMARK), [SAID, REMARKED]),
        (group("mixed", named(SAID, "letter.txt"), MIMEImage(b"a", "png")), [SAID]),
        (group("signed", group("mixed", PLAIN, REMARK), MIMEApplication(b"a")), [SAID, REMARKED]),
        (group("report", PLAIN, MIMEText("To: c@d.kr", "rfc822-headers")), [SAID]),
    ],
    ids=["related", "page", "forms", "named", "signed", "report"],
)
def test_all_of_a_letter_is_read_in_its_order(
    mail: MIMEMultipart, said: list[str], tmp_path: Path
) -> None:
    (letter,) = documents(mail, tmp_path / "점검.eml")
    assert letter.text == HEAD + "\n\n".join(said)


@pytest.mark.parametrize(
    "mail",
    [
        group("alternative", PLAIN, group("mixed", PAGE, table())),
        group("mixed", group("mixed", PLAIN, table()), MIMEText(" ")),
        group("signed", group("mixed", PLAIN, table()), MIMEApplication(b"a")),
        group("mixed", PLAIN, group("mixed", named("품목\t수량\n의자\t3\n", "list.tsv"))),
    ],
    ids=["forms", "nested", "signed", "inline"],
)
def test_what_is_attached_is_read_at_any_depth(mail: MIMEMultipart, tmp_path: Path) -> None:
    letter, attached = documents(mail, tmp_path / "점검.eml")
    assert letter.text == HEAD + SAID
    assert attached.text == "| 품목 | 수량 |\n| 품목: 의자 | 수량: 3 |"


@pytest.mark.parametrize("charset", ["ks_c_5601-1987", "EUC-KR"])
def test_korean_headers_may_hold_any_syllable(charset: str, tmp_path: Path) -> None:
    def coded(text: str) -> str:
        return f"=?{charset}?B?{b64encode(text.encode('cp949')).decode()}?="

    head = f"Subject: {coded('똠얌꿍 급식')}\nFrom: {coded('설똠')} <a@b.kr>\n"
    parts = group("mixed", PLAIN, table()).as_string()
    names = (f'"{coded("똠.csv")}"', f"{charset}''%8Cc.csv")
    for name, key in zip(names, ("filename=", "filename*="), strict=True):
        path = tmp_path / "급식.eml"
        path.write_text(head + parts.replace('filename="list.csv"', key + name))
        letter, attached = read(path, path.name)
        assert isinstance(letter, Document)
        assert letter.text.startswith("메일 제목: 똠얌꿍 급식\n보낸 사람: 설똠 <a@b.kr>\n")
        assert attached.source == "급식.eml/똠.csv"


QUOTED = """네, 확인했습니다. 참가 신청은 3월 20일까지 받아
주세요.

> 2025년 3월 2일, 김하나 <k@b.kr>님이 작성:
> 워크숍은 4월 3일에 강릉에서 열
> 립니다. 참가비는 5만원입니
> 다.
>
> 준비물
> - 신분증
> - 세면도구
>> 지난해에는 속초에서 열렸으며 모두 서른두 명이 이틀 동안 함께
>> 머물렀습니다.
> 김하나 드림
> 총무팀 대리"""


def test_sentences_in_quoted_mails_are_whole(tmp_path: Path) -> None:
    (letter,) = documents(group("mixed", MIMEText(QUOTED)), tmp_path / "점검.eml")
    own, quoted = letter.text.removeprefix(HEAD).split("\n\n")
    assert own == QUOTED.split("\n\n")[0]
    assert quoted.split("\n") == [
        "> 2025년 3월 2일, 김하나 <k@b.kr>님이 작성:",
        "> 워크숍은 4월 3일에 강릉에서 열립니다. 참가비는 5만원입니다.",
        ">",
        "> 준비물",
        "> - 신분증",
        "> - 세면도구",
        ">> 지난해에는 속초에서 열렸으며 모두 서른두 명이 이틀 동안 함께 머물렀습니다.",
        "> 김하나 드림",
        "> 총무팀 대리",
    ]


OWN = (
    "지난주 회의에서 말씀드린 대로 본관 승강기 교체 공사는 다음 달 둘째 주에 시작하여 약 열흘 동안 "
    "이어질 예정이니 그동안은 별관 쪽 승강기를 이용해 주시기 바랍니다. 공사 소음이 큰 시간은 오전 "
    "열 시부터 정오까지이며 점심시간에는 작업을 멈춥니다.",
    "공사가 끝나면 안전 검사를 받은 뒤 다시 안내해 드리겠으며 그 전에는 자재를 쌓아 둔 일 층 "
    "복도로 다니지 않도록 부서 직원들에게 널리 알려 주시기 바랍니다.",
)
# Ends of lines without a full stop that somebody typed.
TYPED = "장소: 별관 삼 층 대회의실(주차는 건너편 공영 주차장)\n시간: 오후 두 시\n준비물: 신분증"


@pytest.mark.parametrize("soft", ["", " "])
def test_sentences_that_a_mail_program_wrapped_are_whole(tmp_path: Path, soft: str) -> None:
    """Where the next line goes on a space may be left at the end."""

    def wrapped(text: str) -> str:
        lines = [""]
        for word in text.split():
            if lines[-1] and len(f"{lines[-1]} {word}".encode("cp949")) > 72:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        return f"{soft}\n".join(lines)

    body = "\n\n".join([*map(wrapped, OWN), TYPED])
    (letter,) = documents(group("mixed", MIMEText(body)), tmp_path / "점검.eml")
    *own, typed = letter.text.removeprefix(HEAD).split("\n\n")
    assert own == [*OWN]
    assert typed == TYPED


def test_lines_that_somebody_ended_stay_apart(tmp_path: Path) -> None:
    body = f"{TYPED}\n\n연락처: 총무팀 이바다 대리(내선 4107, 전화는 여섯 시 이후)\n비고: 없음"
    (letter,) = documents(group("mixed", MIMEText(body)), tmp_path / "점검.eml")
    assert letter.text.removeprefix(HEAD) == body


def test_a_form_of_the_letter_that_cannot_be_decoded_costs_only_itself(tmp_path: Path) -> None:
    page = MIMENonMultipart("text", "html")
    page.set_payload(b"<p>Temperatura 5\xb0, umidit\xe0 80\xb0</p>".decode("latin-1"))
    page["Content-Transfer-Encoding"] = "8bit"
    mail = group("alternative", PLAIN, page)
    mail["Subject"], mail["From"] = "test", "a@b.kr"
    (tmp_path / "가.eml").write_bytes(mail.as_string().encode("latin-1"))
    (document,) = read(tmp_path / "가.eml", "가.eml")
    assert isinstance(document, Document)
    assert SAID in document.text


def test_a_report_that_a_mail_did_not_arrive_is_read_with_its_file(tmp_path: Path) -> None:
    status = MIMEMultipart("x")
    status.set_type("message/delivery-status")
    status.del_param("boundary")
    status.set_payload([])
    status.set_param("name", "DSN1.txt")
    mail = group("report", PLAIN, status)
    mail["Subject"], mail["From"] = "반송", "a@b.kr"
    head, mark, end = mail.as_bytes().partition(b'name="DSN1.txt"\n')
    assert mark
    report = b"MIME-Version: 1.0\n\nReporting-MTA: dns; b.kr\n\nAction: failed\nStatus: 4.2.2\n"
    (tmp_path / "가.eml").write_bytes(head + mark + report + end.partition(b"\n\n")[2])
    letter, file = read(tmp_path / "가.eml", "가.eml")
    assert isinstance(letter, Document)
    assert isinstance(file, Document)
    assert "Reporting-MTA: dns; b.kr" in file.text
    assert "Status: 4.2.2" in file.text
