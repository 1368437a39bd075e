"""What the system says of a failure is told in Korean."""

import errno
import os

import pytest

from corpus.errors import cause


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENOENT])
def test_what_happens_to_people_is_told_in_korean(code: int) -> None:
    told = cause(OSError(code, os.strerror(code)))
    assert told.endswith("니다")
    assert not any("a" <= letter.lower() <= "z" for letter in told)


def test_what_is_rare_is_told_as_the_system_has_it() -> None:
    assert cause(OSError(errno.ELOOP, "Too many links")) == "Too many links"
    assert cause(OSError("그 밖의 문제")) == "그 밖의 문제"
