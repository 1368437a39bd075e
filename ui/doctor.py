"""Checks of the installation."""

import importlib.metadata
import sys
from collections.abc import Iterator

from corpus import SAMPLE, MundapError

_PACKAGES = ("numpy", "faiss-cpu", "kiwipiepy", "tokenizers", "gradio", "sentence-transformers")
_PARSERS = ("olefile", "pypdfium2", "lxml", "openpyxl", "python-calamine", "striprtf")


def checks() -> Iterator[tuple[str, bool, str]]:
    """For each check its name, whether all is well, and a Korean detail."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield "Python", sys.version_info >= (3, 11), version
    for package in (*_PACKAGES, *_PARSERS):
        try:
            yield package, True, importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            remedy = "'make install'이나 'pip install .'로 설치해 주세요."
            yield package, False, f"설치되어 있지 않습니다. {remedy}"
    yield _model()
    yield _analyser()
    yield _ocr()
    yield _old_office()
    count = len(list(SAMPLE.glob("*.md")))
    yield "예제 문서", count > 0, f"{count}개"


def _model() -> tuple[str, bool, str]:
    from index import load_embedder

    try:
        return "내장 임베딩 모델", True, load_embedder().name
    except MundapError as error:
        return "내장 임베딩 모델", False, str(error)


def _ocr() -> tuple[str, bool, str]:
    """Nothing is wrong without it, but then pictures of text are not read."""
    from corpus.readers import ocr
    from corpus.reasons import NO_OCR

    found = ocr.program()
    return "OCR(선택)", True, f"Tesseract, 한국어({found})" if found else f"없습니다. {NO_OCR}"


def _old_office() -> tuple[str, bool, str]:
    """Nothing is wrong without it, but then .doc, .ppt and HWP 3 are not read."""
    from corpus.readers import old_office

    found = old_office.program()
    without = "없습니다. 설치하면 .doc와 .ppt, 한글 3.x 문서도 읽습니다."
    return "LibreOffice(선택)", True, found or without


def _analyser() -> tuple[str, bool, str]:
    from index import analyse

    words = [morpheme.form for morpheme in analyse("문서에 묻고 답을 받습니다")]
    return "형태소 분석기", "문서" in words, " ".join(words)
