"""The training counterpart of `rag.trees`: trees that LightGBM grows, as arrays.

LightGBM: Ke et al., 2017.
"""

from collections.abc import Mapping
from typing import Any

import lightgbm
import numpy as np

from rag.arrays import Floats
from rag.trees import Trees

# A node that a tree's own format calls a split has these two below it.
_BELOW = ("left_child", "right_child")


def boosted(
    inputs: Floats, labels: Floats, weights: Floats, *, trees: int, leaves: int, rate: float
) -> Trees:
    """Trees that tell rows of either label apart, shapes (rows, features), (rows,), (rows,).

    Each sees half of the rows and a quarter of the features.
    """
    model = lightgbm.LGBMClassifier(
        n_estimators=trees,
        num_leaves=leaves,
        learning_rate=rate,
        reg_lambda=5,
        min_child_samples=40,
        subsample=0.5,
        subsample_freq=1,
        colsample_bytree=0.25,
        random_state=0,
        n_jobs=1,
        deterministic=True,
        force_row_wise=True,
        verbose=-1,
    ).fit(inputs, labels, weights)
    return _arrays([one["tree_structure"] for one in model.booster_.dump_model()["tree_info"]])


def _arrays(trees: list[Mapping[str, Any]]) -> Trees:
    """The nodes of all trees; thresholds are rounded down, so that no float32 changes side."""
    nodes: list[tuple[int, float, int, int, float]] = []
    depths: list[int] = []
    roots = [_add(tree, nodes, depths, 0) for tree in trees]
    feature, threshold, left, right, value = (
        np.array(column) for column in zip(*nodes, strict=True)
    )
    rounded = threshold.astype(np.float32)
    below = np.nextafter(rounded, np.float32(-np.inf))
    return Trees(
        roots=np.array(roots, np.int32),
        feature=feature.astype(np.int16),
        threshold=np.where(rounded > threshold, below, rounded),
        left=left.astype(np.int32),
        right=right.astype(np.int32),
        value=value.astype(np.float32),
        depth=max(depths),
    )


def _add(
    node: Mapping[str, Any],
    nodes: list[tuple[int, float, int, int, float]],
    depths: list[int],
    depth: int,
) -> int:
    """Add a node and all below it; its number."""
    number = len(nodes)
    if "leaf_value" in node:
        nodes.append((0, 0.0, number, number, float(node["leaf_value"])))
        depths.append(depth)
        return number
    nodes.append((0, 0.0, 0, 0, 0.0))
    left, right = (_add(node[side], nodes, depths, depth + 1) for side in _BELOW)
    nodes[number] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
    return number
