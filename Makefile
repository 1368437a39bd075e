# Two commands do everything: `make chat` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAINING_DATA ?= ../shared/data

.PHONY: chat test install check model held-out bench clean

chat: install
	$(BIN)/mundap chat $(FOLDER)

test: $(VENV)/.test
	$(BIN)/python -m pytest

install: $(VENV)/.install

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

model: $(VENV)/.train
	$(BIN)/python -m index.train --data $(TRAINING_DATA)/train/pairs.jsonl.gz --out index/model
	$(BIN)/python -m index.train.frequencies --data $(TRAINING_DATA)/train/pairs.jsonl.gz --out index/model
	$(BIN)/python -m index.train.neighbours --out index/model
	$(BIN)/python -m index.train.translations --data $(TRAINING_DATA)/train/pairs.jsonl.gz --out index/model
	$(BIN)/python -m rag.train.synonyms
	$(BIN)/python -m rag.train.fusion --data $(TRAINING_DATA)/korquad_v1_dev_half.json
	$(BIN)/python -m rag.train.ranking --data $(TRAINING_DATA)/korquad_v1_dev_half.json
	$(BIN)/python -m rag.train --data $(TRAINING_DATA)/korquad_v1_dev_half.json
	$(BIN)/python -m rag.train.entailment
	$(BIN)/python -m rag.train.deciding

# What reads, as it comes with Mundap, has seen all of the training data; this has seen half of it,
# and is measured on the other half.
held-out: export MUNDAP_WEIGHTS = build/held-out
held-out: $(VENV)/.train
	mkdir -p $(MUNDAP_WEIGHTS)
	$(BIN)/python -m rag.train.ranking --held-out --data $(TRAINING_DATA)/korquad_v1_dev_half.json
	$(BIN)/python -m rag.train --held-out --data $(TRAINING_DATA)/korquad_v1_dev_half.json
	$(BIN)/python -m benchmarks.reading $(TRAINING_DATA)/korquad_v1_dev_half.json
	$(BIN)/python -m benchmarks.refusal $(TRAINING_DATA)/korquad_v1_dev_half.json

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.retrieval $(TRAINING_DATA)/korquad_v1_dev_half.json
	$(BIN)/python -m benchmarks.ablation $(TRAINING_DATA)/korquad_v1_dev_half.json

clean:
	rm -rf $(VENV) build dist

# The ordinary Linux wheel of PyTorch brings gigabytes of CUDA packages, so its CPU build comes
# first, from where pip finds it or else from PyTorch's own index of CPU builds.
$(VENV)/.torch:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'torch==2.13.0+cpu' || \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 \
		--index-url https://download.pytorch.org/whl/cpu
	touch $@

$(VENV)/.install: $(VENV)/.torch pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.test: $(VENV)/.install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

$(VENV)/.train: $(VENV)/.install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	touch $@
