import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus import UsageError
from index.embedding import MODEL, StaticEmbedder, load_embedder
from rag import Library

Maker = Callable[[int], Path]


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


def test_the_fast_path_gives_what_sentence_transformers_gives(embedder: StaticEmbedder) -> None:
    texts = ["네이버의 하이퍼클로바X", "Anthropic 기업가치 190억 달러", "법 물 집" * 40]
    from sentence_transformers import SentenceTransformer

    expected = SentenceTransformer(str(MODEL), device="cpu").float().encode(texts)
    np.testing.assert_allclose(embedder.encode_document(texts), expected, atol=1e-5)


def test_spacing_does_not_matter(embedder: StaticEmbedder) -> None:
    broken, whole = embedder.encode_query(["네이 버의 모 델", "네이버의모델"])
    np.testing.assert_array_equal(broken, whole)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("전기를 얼마나 쓰나", "연간 소비전력량", "영화 감독의 이름"),
        ("가격이 얼마야", "개당 비용은 천만 원이다", "학교는 아침 아홉 시에 연다"),
        ("휴가를 며칠 쓸 수 있나", "연차는 열닷새이다", "반도체 공정의 미세화"),
    ],
)
def test_a_paraphrase_is_nearer_than_another_topic(
    embedder: StaticEmbedder, query: str, near: str, far: str
) -> None:
    rows = embedder.encode_document([query, near, far])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.05


def test_rows_have_length_one_or_nothing(embedder: StaticEmbedder) -> None:
    rows = embedder.encode_document(["문서", "", " \n"])
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 0, 0], atol=1e-6)


def test_asking_does_not_import_torch() -> None:
    code = (
        "import sys; from index import load_embedder; load_embedder().encode_query(['문서'])\n"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_name_tells_the_weights(embedder: StaticEmbedder) -> None:
    digest = hashlib.sha256((MODEL / "model.safetensors").read_bytes()).hexdigest()
    assert load_embedder().name == embedder.name == f"mundap-static-ko@{digest[:12]}"


@pytest.fixture(scope="module")
def bert(tiny_bert: Maker) -> Path:
    return tiny_bert(0)


def renamed(bert: Path, place: Path, **configuration: object) -> str:
    """A copy of the model under another name, with its sentence-transformers configuration."""
    from sentence_transformers import SentenceTransformer

    if not configuration:
        shutil.copytree(bert, place)
        return str(place)
    SentenceTransformer(str(bert)).save_pretrained(str(place), create_model_card=False)
    file = place / "config_sentence_transformers.json"
    file.write_text(json.dumps({**json.loads(file.read_bytes()), **configuration}))
    return str(place)


def encoded(bert: Path, text: str) -> np.ndarray:
    """Mean pooling over the tokens of what transformers itself gives."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokens = AutoTokenizer.from_pretrained(bert)(text, truncation=True, return_tensors="pt")
    with torch.no_grad():
        return AutoModel.from_pretrained(bert)(**tokens).last_hidden_state[0].mean(0).numpy()


def unit(row: np.ndarray) -> np.ndarray:
    return row / np.linalg.norm(row)


def test_a_transformer_gives_unit_rows_of_its_own_dimension(bert: Path) -> None:
    embedder = load_embedder(str(bert))
    rows = embedder.encode_document(["물은 셋", "가나다라마바사 " * 20])
    assert rows.shape == (2, embedder.dimension) == (2, 16)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows[0], unit(encoded(bert, "물은 셋")), atol=1e-5)
    np.testing.assert_allclose(rows[1], unit(encoded(bert, "가나다라마바사 " * 20)), atol=1e-5)
    assert embedder.encode_query([]).shape == (0, 16)


@pytest.mark.parametrize(
    ("name", "prompts", "query", "passage"),
    [
        ("kure", {}, "", ""),
        ("multilingual-e5-small", {}, "query: ", "passage: "),
        ("models--intfloat--e5-base/snapshots/0123", {}, "query: ", "passage: "),
        ("multilingual-e5-large-instruct", {}, "", ""),
        ("me5000", {}, "", ""),
        ("e5-ko", {"query": "질의: ", "document": "글: "}, "질의: ", "글: "),
        ("other", {"query": "", "passage": "단락: "}, "", "단락: "),
        ("third", {"query": "Q", "document": "", "corpus": "C"}, "Q", "C"),
    ],
)
def test_prompts_come_from_the_model(
    bert: Path, tmp_path: Path, name: str, prompts: dict[str, str], query: str, passage: str
) -> None:
    embedder = load_embedder(renamed(bert, tmp_path / name, prompts=prompts))
    (asked,), (told,) = embedder.encode_query(["물"]), embedder.encode_document(["물"])
    np.testing.assert_allclose(asked, unit(encoded(bert, query + "물")), atol=1e-5)
    np.testing.assert_allclose(told, unit(encoded(bert, passage + "물")), atol=1e-5)


def test_models_for_the_dot_product_keep_their_lengths(bert: Path, tmp_path: Path) -> None:
    embedder = load_embedder(renamed(bert, tmp_path / "dot", similarity_fn_name="dot"))
    np.testing.assert_allclose(
        embedder.encode_query(["물"])[0], encoded(bert, "물"), rtol=1e-4, atol=1e-5
    )


def test_the_name_of_a_model_tells_its_weights_and_prompts(
    bert: Path, tiny_bert: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_embedder(renamed(bert, tmp_path / "m")).name
    monkeypatch.chdir(tmp_path)
    assert load_embedder("m").name == load_embedder(first).name == first
    assert first.startswith(f"{tmp_path / 'm'}@")
    shutil.rmtree("m")
    other = load_embedder(renamed(bert, tmp_path / "m", prompts={"query": "Q"})).name
    shutil.rmtree("m")
    retrained = load_embedder(renamed(tiny_bert(1), tmp_path / "m")).name
    assert len({first, other, retrained}) == 3


@pytest.mark.parametrize(
    ("name", "download", "part"),
    [
        ("nobody/absent", True, "인터넷 연결"),
        ("nobody/absent", False, "--embedder mundap-static-ko"),
        (".", True, "온전히"),
    ],
)
def test_an_absent_model_is_one_korean_sentence(name: str, download: bool, part: str) -> None:
    with pytest.raises(UsageError, match=part):
        load_embedder(name, download=download)


def test_an_index_remembers_its_embedder(bert: Path, folder: Path, tmp_path: Path) -> None:
    model = renamed(bert, tmp_path / "model")
    library = Library.open(folder, embedder=model)
    library.update()
    again = Library.open(folder)
    assert again.embedder_name == library.embedder_name != StaticEmbedder().name
    assert again.update().unchanged == 3
    assert again.search("연차 휴가") == library.search("연차 휴가")

    shutil.rmtree(model)
    with pytest.raises(UsageError, match="--embedder mundap-static-ko"):
        Library.open(folder)
    bundled = Library.open(folder, embedder="mundap-static-ko")
    with pytest.raises(UsageError, match="mundap index"):
        bundled.search("연차 휴가")
    bundled.update()
    assert bundled.search("연차 휴가")[0].passage.source == "휴가.md"
    assert Library.open(folder).embedder_name == StaticEmbedder().name
    with pytest.raises(UsageError, match="mundap index"):
        again.search("연차 휴가")
