"""Embedders: the bundled static model on numpy alone, or any sentence-transformers model."""

import hashlib
import json
import re
import struct
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus import MundapError, UsageError
from corpus.particles import quoted

MODEL = Path(__file__).parent / "model"
BUNDLED = "mundap-static-ko"
_FINGERPRINT_VALUES = 1024
_SHARED_OUT = 64
# E5 models that follow instructions do without the two plain prompts.
_E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])(?!.*instruct)")
Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into rows whose inner products tell how near the texts are.

    Rows have length one, unless a model was trained for the dot product. `name` identifies the
    model and its weights in an index's manifest.
    """

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
            for row, ids in enumerate(self._ids(batch), start):
                if ids:
                    rows[row] = self._table[ids].sum(axis=0, dtype=np.float32)
        return unit_rows(rows)

    def _ids(self, texts: list[str]) -> list[list[int]]:
        """The numbers of the pieces of each text; to share out a few among threads takes longer."""
        if len(texts) < _SHARED_OUT:
            found = [self._tokenizer.encode(text, add_special_tokens=False) for text in texts]
        else:
            found = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [encoding.ids for encoding in found]


class TransformerEmbedder:
    """Any sentence-transformers model, by name or path, with its own query and passage prompts.

    Loaded from disk where it is there already; otherwise downloaded, unless `download` is false.
    """

    def __init__(self, name: str, *, download: bool = True) -> None:
        self._model = load_model("SentenceTransformer", name, download)
        self._query_prompt, self._passage_prompt = _prompts(self._model.prompts, name)
        # Models trained for the dot product say more with the length of their vectors.
        self._unit = self._model.similarity_fn_name != "dot"
        self.name = f"{lasting(name)}@{self._fingerprint()}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension), the model's query prompt applied."""
        return self._rows(
            self._model.encode_query(
                list(texts), prompt=self._query_prompt, show_progress_bar=False
            )
        )

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Rows of shape (len(texts), dimension), the model's passage prompt applied."""
        return self._rows(
            self._model.encode_document(
                list(texts), prompt=self._passage_prompt, show_progress_bar=False
            )
        )

    def _rows(self, encoded: object) -> Vectors:
        rows = np.asarray(encoded, np.float32).reshape(-1, self.dimension)
        return unit_rows(rows) if self._unit else rows

    def _fingerprint(self) -> str:
        """Tells models of one name apart: by their prompts and the start of every weight tensor."""
        digest = hashlib.sha256(f"{self._query_prompt}\0{self._passage_prompt}".encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            start = tensor.flatten()[:_FINGERPRINT_VALUES].float().cpu().numpy()
            digest.update(f"{name}{tuple(tensor.shape)}".encode() + start.tobytes())
        return digest.hexdigest()[:12]


def is_bundled(embedder: Embedder) -> bool:
    """Whether an embedder is the one that comes with Mundap."""
    return isinstance(embedder, StaticEmbedder)


def load_embedder(name: str | None = None, *, download: bool = True) -> Embedder:
    """The bundled embedder, or the sentence-transformers model of that name or path.

    `name` may also be the name that an index remembers, fingerprint and all. Raises UsageError
    where the model is absent and cannot be downloaded.
    """
    plain = name and re.sub(r"@[0-9a-f]{12}$", "", name)
    if not plain or plain == BUNDLED:
        return _bundled()
    return TransformerEmbedder(plain, download=download)


@cache
def _bundled() -> StaticEmbedder:
    # The library and the reader both want it, and reading its tokenizer takes .08 s.
    return StaticEmbedder()


def load_model(kind: str, name: str, download: bool) -> Any:  # noqa: ANN401 - of three packages
    """A `SentenceTransformer` or `CrossEncoder`, from disk or else, if allowed, downloaded.

    Raises UsageError where there is no such model.
    """
    import sentence_transformers
    from huggingface_hub import HfApi
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    model = getattr(sentence_transformers, kind)
    try:
        try:
            return model(name, local_files_only=True)
        except Exception:
            if not download or Path(name).exists():
                raise
            # Fails at once where there is no network or no such model; loading tries for a minute.
            HfApi().model_info(name, timeout=10)
            return model(name)
    except Exception as error:
        advice = _advice(kind, name, download)
        raise UsageError(f"모델 {quoted(name, '을')} 불러올 수 없습니다. {advice}") from error


def _advice(kind: str, name: str, download: bool) -> str:
    if Path(name).exists():
        return "폴더에 sentence-transformers 모델이 온전히 들어 있는지 확인해 주세요."
    if download:
        return "모델 이름이나 폴더 경로와 인터넷 연결을 확인해 주세요."
    if kind == "CrossEncoder":
        return (
            f"이 색인과 함께 쓰던 모델이므로 {quoted(f'--reranker {name}', '으로')} 다시 지정해 "
            "받거나, '--reranker none'으로 빼 주세요."
        )
    return (
        f"색인을 만든 모델이므로 {quoted(f'--embedder {name}', '으로')} 다시 지정해 받거나, "
        f"'--embedder {BUNDLED}'로 내장 모델의 색인을 새로 만들어 주세요."
    )


def _prompts(configured: Mapping[str, str], name: str) -> tuple[str, str]:
    """The prompts before queries and passages; E5 models need theirs though few name them."""
    query = configured.get("query") or ""
    named = (configured.get(key) for key in ("document", "passage", "corpus"))
    passage = next((prompt for prompt in named if prompt), "")
    # The last three parts of a path hold the model's name in a download cache too.
    if not query and not passage and _E5.search("/".join(Path(name).parts[-3:]).lower()):
        return "query: ", "passage: "
    return query, passage


def lasting(name: str) -> str:
    """A path that holds from every folder; names of models stay as they are."""
    return str(Path(name).resolve()) if Path(name).is_dir() else name


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
    # As a plain array: slicing a memmap takes far longer than what is sliced.
    return np.asarray(np.memmap(path, np.float16, "r", offset, tuple(tensor["shape"])))
