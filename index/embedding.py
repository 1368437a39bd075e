"""Embedders: the bundled static model on numpy alone, or any sentence-transformers model."""

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus import MundapError, UsageError

MODEL = Path(__file__).parent / "model"
Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit rows; `name` identifies the model in an index's manifest."""

    name: str
    dimension: int

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension)."""

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension)."""


class StaticEmbedder:
    """The bundled model: a text's vector is the normalised sum of its pieces' vectors.

    The same numbers as sentence-transformers' StaticEmbedding, without importing torch.
    """

    def __init__(self, folder: Path = MODEL) -> None:
        try:
            fingerprint = json.loads((folder / "fingerprint.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(_only(folder, "tokenizer.json")))
            self._table = _map_tensor(_only(folder, "model.safetensors"))
        except (OSError, ValueError, KeyError) as error:
            raise MundapError(
                f"내장 임베딩 모델을 읽을 수 없습니다({folder}). 문답을 다시 설치해 주세요."
            ) from error
        self.name = f"{fingerprint['name']}@{fingerprint['sha256'][:12]}"
        self.dimension = int(self._table.shape[1])

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension); a text without known pieces gives zeros."""
        return self.encode_document(texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension); a text without known pieces gives zeros."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), 1024):
            batch = list(texts[start : start + 1024])
            encodings = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(encodings, start):
                if encoding.ids:
                    rows[row] = self._table[encoding.ids].sum(axis=0, dtype=np.float32)
        return unit_rows(rows)


class TransformerEmbedder:
    """Any sentence-transformers model, by name or path, with its own query and passage prompts.

    Loaded from disk where it is there already; otherwise downloaded, since the user named it.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            try:
                self._model = SentenceTransformer(name, device="cpu", local_files_only=True)
            except Exception:
                self._model = SentenceTransformer(name, device="cpu")
        except Exception as error:
            raise UsageError(
                f"임베딩 모델 '{name}'을(를) 불러올 수 없습니다. "
                "모델 이름이나 폴더 경로와 인터넷 연결을 확인해 주세요."
            ) from error
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension), the model's query prompt applied."""
        rows = self._model.encode_query(list(texts), show_progress_bar=False)
        return unit_rows(np.asarray(rows, np.float32))

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension), the model's passage prompt applied."""
        rows = self._model.encode_document(list(texts), show_progress_bar=False)
        return unit_rows(np.asarray(rows, np.float32))


def load_embedder(name: str | None = None) -> Embedder:
    """The bundled embedder, or the sentence-transformers model of that name or path."""
    return StaticEmbedder() if name is None else TransformerEmbedder(name)


def unit_rows(rows: Vectors) -> Vectors:
    """Rows scaled to length one; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)


def _only(folder: Path, name: str) -> Path:
    found = sorted(folder.rglob(name))
    if not found:
        raise FileNotFoundError(folder / name)
    return found[0]


def _map_tensor(path: Path) -> NDArray[np.float16]:
    """Memory-map the one half-precision tensor of a safetensors file."""
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    (tensor,) = (value for key, value in header.items() if key != "__metadata__")
    if tensor["dtype"] != "F16":
        raise ValueError(tensor["dtype"])
    offset = 8 + length + tensor["data_offsets"][0]
    return np.memmap(path, np.float16, "r", offset, tuple(tensor["shape"]))
