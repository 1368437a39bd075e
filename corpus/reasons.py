"""Why a file gives no document: what is wrong and what to do, in one or two Korean sentences."""

from collections.abc import Sequence

from corpus.errors import MundapError


class UnreadableError(MundapError):
    """A file cannot be read; the message is the reason that its user sees."""


EMPTY_FILE = "비어 있는 파일(0바이트)입니다. 원본이 제대로 저장되었는지 확인해 주세요."
NO_TEXT = "글자가 없는 문서입니다. 내용이 제대로 저장되었는지 확인해 주세요."
ONLY_PICTURES = "글자 없이 그림만 있는 문서입니다."
PASSWORD = "암호가 걸려 있습니다. 암호를 풀어 저장한 파일을 넣어 주세요."
DRM = "DRM(문서 보안)으로 잠겨 있습니다. 보안을 해제해 저장한 파일을 넣어 주세요."
DISTRIBUTION = (
    "배포용 한글 문서라 내용이 잠겨 있습니다. "
    "한글에서 열어 배포용이 아닌 문서나 PDF로 저장해 주세요."
)
HWP_3 = (
    "한글 3.x 이하의 옛 형식입니다. LibreOffice를 설치하거나, 한글에서 열어 .hwpx나 .hwp(5.0)로 "
    "다시 저장해 주세요."
)
HWPML = "HWPML(XML) 형식의 한글 문서입니다. 한글에서 열어 .hwpx나 .hwp로 다시 저장해 주세요."
OLD_WORD = (
    "옛 워드 형식(.doc)입니다. LibreOffice를 설치하거나, 워드나 한글에서 열어 .docx로 다시 저장해 "
    "주세요."
)
OLD_SLIDES = (
    "옛 파워포인트 형식(.ppt)입니다. LibreOffice를 설치하거나, 파워포인트에서 열어 .pptx로 다시 "
    "저장해 주세요."
)
OUTLOOK = "글이 서식으로만 저장된 아웃룩 메일(.msg)입니다. 메일 프로그램에서 .eml로 저장해 주세요."
OTHER_OFFICE = "아직 읽지 못하는 형식입니다. .docx, .pptx, .xlsx나 PDF로 저장해 주세요."
OTHER_ARCHIVE = "이 압축 형식은 읽지 못합니다. 압축을 풀어 넣거나 ZIP으로 다시 묶어 주세요."
OTHER_PICTURE = "이 사진 형식은 읽지 못합니다. JPG나 PNG로 저장해 주세요."
QUESTIONS = "질문 집합은 색인하지 않습니다."
GARBLED = (
    "글자가 깨져 나오는 파일입니다. 원본을 다시 받거나, 원본 프로그램에서 PDF로 새로 저장해 주세요."
)
UNCOUNTED = (
    "{sheet}에 계산된 값이 저장되지 않은 수식이 {count}개 있어 그 칸은 읽지 못했습니다. "
    "엑셀에서 열어 다시 저장해 주세요."
)
PART = (
    "문서 안에 넣은 다른 파일의 내용은 읽지 못했습니다. 워드에서 열어 다시 저장하거나 그 파일을 "
    "따로 넣어 주세요."
)
DAMAGED = "파일이 손상되었거나 중간에 잘렸습니다. 원본을 다시 받거나 저장해 주세요."
BOMB = "압축을 풀면 지나치게 커지는 파일이라 열지 않았습니다. 믿을 수 있는 파일인지 확인해 주세요."
NESTED = "압축 파일 속의 압축 파일이 너무 깊이 들어 있습니다. 압축을 풀어 넣어 주세요."
NO_DOCUMENTS = "압축 파일 안에 읽을 수 있는 문서가 없습니다."
TIMEOUT = "읽는 데 너무 오래 걸려 멈추었습니다. 파일을 나누거나 다른 형식으로 저장해 주세요."
MEMORY = "읽는 데 메모리가 너무 많이 들어 멈추었습니다. 파일을 나누어 주세요."
CRASHED = "읽는 도중 프로그램이 멈추었습니다. 파일이 손상되지 않았는지 확인해 주세요."
NO_OCR = (
    "글자가 그림으로 되어 있어 OCR 프로그램 Tesseract가 필요합니다. 설치한 뒤 다시 색인해 주세요"
    "(Ubuntu: sudo apt install tesseract-ocr-kor, macOS: brew install tesseract tesseract-lang, "
    "Windows: winget install UB-Mannheim.TesseractOCR)."
)
EMPTY_SCAN = "스캔한 그림에서 글자를 찾지 못했습니다. 더 또렷하게 다시 스캔해 주세요."


def other_kind(suffix: str) -> str:
    """A file of a kind that is not read at all."""
    if suffix == ".jsonl":
        return ".jsonl 파일은 문서로 읽지 않습니다. 문서라면 .json이나 .txt로 저장해 주세요."
    return "문서로 읽는 형식이 아닙니다."


def passed_over(names: Sequence[str]) -> str:
    """What is no document in a file that holds several."""
    few = ", ".join(names[:3]) + (f" 등 {len(names):,}개" if len(names) > 3 else "")
    return f"문서가 아닌 파일은 읽지 않았습니다({few})."


def wrong_extension(suffix: str) -> str:
    """A file whose content is not what its name says and nothing else that can be read."""
    return (
        f"내용이 {suffix} 형식이 아닙니다. 확장자를 바꾸었거나 파일이 손상되지 않았는지 "
        "확인해 주세요."
    )


def too_large(size: int, limit: int) -> str:
    """A file that is not even opened."""
    return (
        f"파일이 너무 큽니다({size / 2**20:,.0f}MB, 한도 {limit >> 20}MB). "
        "여러 파일로 나누어 주세요."
    )
