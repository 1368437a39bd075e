import hashlib
import json
import subprocess
import sys

import numpy as np
import pytest

from index.embedding import MODEL, StaticEmbedder, load_embedder


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


def test_the_fast_path_gives_what_sentence_transformers_gives(embedder: StaticEmbedder) -> None:
    texts = ["네이버의 하이퍼클로바X", "Anthropic 기업가치 190억 달러", "법 물 집" * 40]
    code = (
        "import sys, json, warnings; warnings.simplefilter('ignore')\n"
        "from sentence_transformers import SentenceTransformer\n"
        "model = SentenceTransformer(sys.argv[1], device='cpu')\n"
        "model.float()\n"
        "json.dump(model.encode(json.loads(sys.argv[2])).tolist(), sys.stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(MODEL), json.dumps(texts)], capture_output=True, check=True
    )
    expected = np.array(json.loads(done.stdout), np.float32)
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
