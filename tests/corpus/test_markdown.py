from pathlib import Path

import pytest

from corpus import Document
from corpus.reading import read

CODE = "```bash\n# 서버 재시작\nsudo reboot\n```\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{CODE}\n# 운영 지침\n", "운영 지침"),
        (f"{CODE}\n본문이다.\n", "지침"),
        (f"~~~\n# 가\n```\n# 나\n~~~\n# 다 #\n{CODE}", "다"),
        ("운영 지침\n=========\n\n# 총칙\n", "운영 지침"),
        ("# 총칙\n===\n본문이다.\n", "총칙"),
        ("```\n차례\n===\n```\n운영 지침  \n=\n", "운영 지침"),
        ("본문이다.\n\n===\n# 총칙\n", "총칙"),
    ],
)
def test_the_title_is_the_first_heading_that_people_see(
    text: str, title: str, tmp_path: Path
) -> None:
    path = tmp_path / "지침.md"
    path.write_text(text, encoding="utf-8")
    (document,) = read(path, path.name)
    assert isinstance(document, Document)
    assert (document.title, document.text) == (title, text)
