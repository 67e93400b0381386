# Every recipe makes the environment first, when that has not been done yet. Without make: python bootstrap.py COMMAND

PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help setup report check test lab clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: ## Make the environment in .venv, and nothing else
	@$(PYTHON) bootstrap.py

report: ## Make everything anew and compare (the first time), then only what changed; one study: make report STUDY=name
	@$(PYTHON) bootstrap.py report $(if $(STUDY),--study $(STUDY))

check: ## Check style, layers and types
	@$(PYTHON) bootstrap.py test --quick

test: ## Check style, layers and types, and run the tests
	@$(PYTHON) bootstrap.py test

lab: ## Open JupyterLab with the notebooks, to run by hand
	@$(PYTHON) bootstrap.py lab

clean: ## Remove the environment and what programs left behind; data and reports stay
	rm -rf .venv .wijk .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	find wijkresearch tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
