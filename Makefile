# Two commands do everything: `make chat` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check
TRAINING_DATA ?= ../shared/data

.PHONY: chat test install wheels check model held-out bench clean

chat: install
	$(BIN)/mundap chat $(FOLDER)

test: $(VENV)/.test
	$(BIN)/python -m pytest

install: $(VENV)/.install

# All that a machine without a network needs, in the versions of this one.
wheels: install
	mkdir -p build
	$(BIN)/python -m pip freeze --exclude-editable > build/constraints.txt
	$(call torch,download --no-deps --dest wheels)
	$(PIP) wheel --constraint build/constraints.txt --find-links wheels --wheel-dir wheels .

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
	rm -rf $(VENV) build dist wheels

# The ordinary Linux wheel of PyTorch brings gigabytes of CUDA packages, so its CPU build comes
# first, from where pip finds it or else from PyTorch's own index of CPU builds.
torch = $(PIP) $(1) 'torch==2.13.0+cpu' || \
	$(PIP) $(1) torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu

$(VENV)/.torch:
	$(PYTHON) -m venv $(VENV)
	$(call torch,install)
	touch $@

$(VENV)/.install: $(VENV)/.torch pyproject.toml
	$(PIP) install -e .
	touch $@

$(VENV)/.test: $(VENV)/.install
	$(PIP) install -e '.[test]'
	touch $@

$(VENV)/.train: $(VENV)/.install
	$(PIP) install -e '.[train]'
	touch $@
