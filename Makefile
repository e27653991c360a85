# Everything is installed into .venv, in the versions of uv.lock; nothing outside it.
PYTHON ?= python3
STUDY ?= data
BIN := .venv/bin
UV := UV_CACHE_DIR=.venv/cache UV_PYTHON_DOWNLOADS=never $(BIN)/uv
INSTALLED := .venv/installed

# Tests start hundreds of commands: none has to compile the library anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help report check test test-versions package audit expected accessibility words \
    guide guide-book guide-pictures soak lint bench environment clean

help:           ## say what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' Makefile

report: $(INSTALLED)   ## build the report of the study in STUDY (data), and say where it is
	$(BIN)/hiteval report --study $(STUDY)

check: lint            ## lint, and run the first tier of tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal \
	    -m "not (integration or book or browser)"

test: $(INSTALLED)     ## run every test, on as many cores as there are
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal \
	    --hypothesis-profile thorough

test-versions: $(INSTALLED)   ## run the first tier on other versions (downloads them)
	UV_CACHE_DIR=.venv/cache $(BIN)/python tests/versions.py

# pyroma gives 8 of 10 until pyproject.toml names an address and an e-mail.
package: $(INSTALLED)  ## build the package and check it (downloads the checkers)
	rm -rf dist && $(UV) build --quiet
	$(UV) tool run --from 'validate-pyproject[all]' validate-pyproject pyproject.toml
	$(UV) tool run check-wheel-contents dist/*.whl
	$(UV) tool run twine check --strict dist/*
	$(UV) tool run pyroma --min 8 .
	$(UV) tool run --from 'sp-repo-review[cli]' repo-review .
	$(UV) tool run zizmor --offline .github

audit: $(INSTALLED)    ## make the report again from its bundle, run each page's cells again
	$(BIN)/hiteval verify
	$(BIN)/python -m pytest -q -p no:cacheprovider --nbval book/results book/areas book/teams

expected: $(INSTALLED) ## write tests/expected/ again, where results changed and are meant to
	$(BIN)/python tests/back_tests.py

words: $(INSTALLED)    ## collect the fixed words of reports for those who translate them
	$(BIN)/python tests/messages.py

accessibility: $(INSTALLED)   ## check the built report with axe-core, and write what it finds
	$(BIN)/python tests/axe_pages.py _build/html

guide: $(INSTALLED)   ## write the pages of the guide that come from the code
	$(BIN)/python tests/guide_tables.py
	$(BIN)/python tests/guide_commands.py

guide-book: $(INSTALLED)   ## build the guide as a site, and say where it is
	$(BIN)/jupyter-book build book/guide --path-output _build/guide -W --keep-going

guide-pictures: $(INSTALLED)   ## follow the guide's page on an Excel list, and draw it
	$(BIN)/python tests/guide_pictures.py

soak: TESTS = tests:tests/readers:tests/importers:tests/whole
soak: $(INSTALLED)     ## damage files, kill builders, switch guards off (hours)
	PYTHONPATH=$(TESTS) $(BIN)/python tests/soak/hostile_text.py
	PYTHONPATH=$(TESTS) $(BIN)/python tests/soak/kills.py
	PYTHONPATH=$(TESTS) $(BIN)/python tests/soak/damaged_files.py
	$(BIN)/python tests/soak/guards.py

lint: $(INSTALLED)     ## put the code in order, and check style, types and floors
	$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/mypy && $(BIN)/lint-imports

bench: $(INSTALLED)    ## time reports, statistics, readers (downloads packages to compare)
	$(BIN)/hiteval report && $(BIN)/python benchmarks/bench_targets.py
	$(UV) run --quiet --frozen --with krippendorff python benchmarks/bench_agreement.py
	$(BIN)/python benchmarks/bench_robustness.py
	$(BIN)/python benchmarks/bench_tables_and_search.py
	$(BIN)/python benchmarks/bench_reading.py _build/html
	$(BIN)/python benchmarks/bench_import.py
	$(BIN)/python benchmarks/bench_formats.py
	$(BIN)/python benchmarks/bench_damages.py
	$(UV) run --quiet --frozen --with pyrefiqda --with pyqdpx --with qdpxlib \
	    python benchmarks/bench_readers.py

environment: $(INSTALLED)   ## write environment.yml from uv.lock
	{ printf '%s\n' 'name: hiteval' 'channels: [conda-forge]' 'dependencies:' \
	    '  - python=3.11' '  - pip' '  - pip:'; \
	  $(UV) export --quiet --frozen --no-hashes --no-emit-project --no-annotate \
	    --no-header | sed 's/^/    - /'; \
	  echo '    - -e .'; } > environment.yml

clean:          ## take away what was built; the study and the code stay
	rm -rf _build book/results book/areas book/teams

$(INSTALLED): uv.lock pyproject.toml
	test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --no-cache-dir uv==0.13.9; }
	$(UV) sync --quiet --frozen --inexact --compile-bytecode
	touch $@
