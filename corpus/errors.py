"""What can go wrong, in the user's words.

MundapError            something failed; exit code 1
└── UsageError         the user asked for something impossible; exit code 2

The message is one Korean sentence that says what is wrong, where, and what to do.
"""

import errno

_CAUSES = {
    errno.EACCES: "권한이 없습니다",
    errno.EPERM: "권한이 없습니다",
    errno.EROFS: "읽기만 할 수 있는 곳입니다",
    errno.ENOSPC: "디스크가 가득 찼습니다",
    errno.EFBIG: "더 큰 파일을 쓸 수 없는 곳입니다",
    errno.ENOENT: "그런 파일이나 폴더가 없습니다",
    errno.ENOTDIR: "폴더가 아닙니다",
    errno.EISDIR: "파일이 아니라 폴더입니다",
    errno.ENAMETOOLONG: "이름이 너무 깁니다",
    errno.EBUSY: "다른 프로그램이 쓰고 있습니다",
    errno.EIO: "저장 장치를 읽거나 쓰지 못했습니다",
}


def cause(error: OSError) -> str:
    """What the system says of a failure, in Korean where that is known."""
    return _CAUSES.get(error.errno or 0, error.strerror or str(error))


class MundapError(Exception):
    """A failure with a sentence for the user."""

    kind = "failure"


class UsageError(MundapError):
    """Misuse: a wrong path, flag or question."""

    kind = "usage"
