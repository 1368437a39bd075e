import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from benchmarks.serving import serving
from rag import Library

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared/data"


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int] | str) -> None:
        if not isinstance(address, str) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a connection to {address} was tried")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Makes a BERT of two layers with seeded weights that reads text letter by letter.

    Without outputs it is an encoder, with outputs a classifier of pairs; no more than 24 tokens.
    """

    def make(outputs: int = 0) -> Path:
        import torch
        import transformers
        from tokenizers import Tokenizer, models, pre_tokenizers, processors

        letters = [chr(code) for code in (*range(32, 127), *range(ord("가"), ord("힣") + 1))]
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        vocabulary = {piece: number for number, piece in enumerate(special + letters)}
        tokenizer = Tokenizer(models.WordLevel(vocabulary, "[UNK]"))
        tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
        tokenizer.post_processor = processors.TemplateProcessing(
            "[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", [("[CLS]", 2), ("[SEP]", 3)]
        )
        names = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep")}
        wrapped = transformers.PreTrainedTokenizerFast(
            tokenizer_object=tokenizer, model_max_length=24, **names
        )
        config = transformers.BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=24,
            num_labels=outputs or 2,
            initializer_range=0.5,
        )
        torch.manual_seed(outputs)
        kind = transformers.BertForSequenceClassification if outputs else transformers.BertModel
        place = tmp_path_factory.mktemp("bert")
        kind(config).save_pretrained(place)
        wrapped.save_pretrained(place)
        return place

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/data")
    return SHARED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three small documents, one of them in CP949."""
    place = tmp_path / "문서"
    place.mkdir()
    (place / "휴가.md").write_text(
        "---\ntitle: 휴가 규정\ndate: 2024-01-02\n---\n# 휴가 규정\n\n## 연차\n\n"
        "연차 휴가는 1년에 15일을 준다. 3년마다 하루를 더한다.\n\n## 병가\n\n"
        "병가는 연 60일까지 쓸 수 있다. 진단서를 내야 한다.\n",
        encoding="utf-8",
    )
    (place / "급여.txt").write_bytes(
        "급여는 매월 25일에 지급한다. 상여금은 연 400%다.\n".encode("cp949")
    )
    (place / "출장.txt").write_text(
        "국내 출장비는 하루 7만 원이다. 해외 출장은 부서장이 승인한다.\n", encoding="utf-16"
    )
    return place


@pytest.fixture
def library(folder: Path) -> Library:
    """The documents of `folder`, indexed there."""
    library = Library.open(folder)
    library.update()
    return library


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """Serves the page about a folder while a block runs; gives its address."""
    return serving
