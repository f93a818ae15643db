# The two commands: `make handout` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: handout test test-system test-lowest test-newest check format golden lock bench brand-corpus docs-pictures release release-check clean

handout: $(VENV)/runtime.stamp
	@$(BIN)/python -c "import os; os.makedirs('out', exist_ok=True)"
	@$(BIN)/python generate.py patient --stage subacute --brand examples/brands/riverside \
	  --out out/sample-handout.pdf --force

test: check
	$(BIN)/python -m pytest -n auto -m "not system"

# What takes long, or takes the machine itself: many kills, a thousand patients, a cluster.
test-system: check
	$(BIN)/python -m pytest -n auto -m system

# The same tests with the lowest and with the newest versions that pyproject.toml allows.
TESTS ?= -m "not system"
test-lowest: RESOLUTION := lowest-direct
test-newest: RESOLUTION := highest
test-lowest test-newest: $(VENV)/test.stamp $(VENV)/lock.stamp
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/$@
	$(BIN)/uv pip install --quiet --python $(VENV)/$@ --require-hashes -r requirements-test.txt
	$(BIN)/uv pip install --quiet --python $(VENV)/$@ --upgrade --resolution $(RESOLUTION) --editable .
	$(BIN)/uv pip list --python $(VENV)/$@
	$(VENV)/$@/$(notdir $(BIN))/python -m pytest -n auto $(TESTS)

# Wheel, source archive, list of parts and digests, in dist/.
release: $(VENV)/release.stamp
	$(BIN)/python -m release.build dist

release-check: $(VENV)/release.stamp
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.txt

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/test.stamp
	$(BIN)/python -m pytest tests/layout -n auto --update-golden

bench: $(VENV)/bench.stamp
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.pictures
	$(BIN)/python -m benchmarks.batch
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.brand_check

# What clinics bring: FOLDERS="folder ..." with font files. Not in CI.
brand-corpus: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.brand_corpus $(FOLDERS)

docs-pictures: $(VENV)/test.stamp
	$(BIN)/python docs/make_pictures.py
	$(BIN)/python docs/make_exercise_pictures.py

# A lock names versions and hashes, never the place they came from.
lock: $(VENV)/lock.stamp
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  pyproject.toml --group test -o requirements-test.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  pyproject.toml --extra bench -o requirements-bench.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  pyproject.toml --group release --constraint requirements-test.txt -o requirements-release.txt

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.txt | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-test.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements-test.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/runtime.stamp

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/test.stamp
	$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

$(VENV)/release.stamp: requirements-release.txt $(VENV)/test.stamp
	$(PIP) install --require-hashes -r requirements-release.txt
	@touch $@

$(VENV)/lock.stamp: | $(BIN)/python
	$(PIP) install uv==0.13.9
	@touch $@

clean:
	rm -rf $(VENV) out dist
