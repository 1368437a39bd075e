"""Saving the table as an ordinary sentence-transformers model."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer


def export(table: NDArray[np.float32], tokenizer: Tokenizer, folder: Path) -> None:
    """Write the model in half precision, with `fingerprint.json` to name it without hashing."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    tokenizer.no_padding()
    tokenizer.no_truncation()
    # Rows of equal mean length keep half precision exact enough; the scale cancels out.
    scaled = table / np.abs(table).max()
    static = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(scaled))
    static.embedding.weight.data = static.embedding.weight.data.half()
    card = folder / "README.md"
    text = card.read_text(encoding="utf-8") if card.exists() else ""
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    model.save_pretrained(str(folder), create_model_card=False)
    if text:
        card.write_text(text, encoding="utf-8")
    weights = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    fingerprint = {"name": "mundap-static-ko", "sha256": weights}
    (folder / "fingerprint.json").write_text(json.dumps(fingerprint) + "\n", encoding="utf-8")
