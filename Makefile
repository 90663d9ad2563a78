# The registry's jobs. `make help` lists them.

VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help site check serve sign-sample test accept lint format bench lock clean

help: ## list the jobs
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

site: $(VENV)/.site ## set up, check the records, build site/
	$(RUN) build.py

check: $(VENV)/.site ## every fault in the records
	$(RUN) build.py check

serve: $(VENV)/.site ## build, serve on 127.0.0.1, rebuild on save
	$(RUN) build.py serve

sign-sample: $(VENV)/.site ## after the sample's names or days were edited: sign it anew
	@sh scripts/sign_sample.sh $(RUN) .

test: $(VENV)/.dev ## set up, then every test
	@sh scripts/programs.sh
	$(RUN) -X dev -bb -m pytest -n auto --dist loadfile $(PYTEST)

accept: $(VENV)/.dev ## rewrite the expected reports and pages from what is printed now
	$(RUN) -m tests.accept

lint: $(VENV)/.dev ## types, lint and format
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

format: $(VENV)/.dev ## format the code
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/.dev ## measure the work on a registry of ten thousand products
	$(RUN) -m bench

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --upgrade \
	  --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 \
	  --upgrade --no-header --no-annotate --quiet -o requirements-dev.lock

clean: ## remove what the jobs made
	rm -rf $(VENV) site site-members .site.lock .site.new out .cache

# The environment: uv makes it faster where it is installed; it is never required.
$(VENV)/.site: requirements.lock
	@sh scripts/environment.sh $(PYTHON) $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock
	@sh scripts/environment.sh $(PYTHON) $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/.site
