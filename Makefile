# The one list of tasks; CI calls the same. ARGS go to the command: make run ARGS="--windowed 1366x768"

PYTHON := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell command -v $(name) 2>/dev/null)))
BIN := .venv/bin
SOURCE := kiosk/content/darien
ARGS ?=
ROOT ?=

.PHONY: help setup run tour test endure torture bench check lint types content strings pictures pictures-unchanged sheets package lock clean

help:  ## say what each task does
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

.venv/run: ; @$(PYTHON) packaging/bootstrap.py run
.venv/package: ; @$(PYTHON) packaging/bootstrap.py package
.PHONY: .venv/run .venv/package

setup:  ## make .venv with all that running and developing need
	@$(PYTHON) packaging/bootstrap.py dev

run: .venv/run  ## open the kiosk; without a display, render its screens to build/tour
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
		$(BIN)/kiosk run $(ARGS); \
	else \
		echo "No display here: rendering every screen to build/tour"; \
		$(BIN)/kiosk tour --out build/tour $(ARGS); \
	fi

tour: setup  ## render every screen in every language, size, theme and text size to build/tour
	@$(BIN)/kiosk tour --all --pseudo --out build/tour $(ARGS)

test: check  ## all that has to hold before a change lands
	@$(BIN)/pytest -n auto $(ARGS)

endure: setup  ## have strangers do 100,000 things for each of three seeds; ARGS="--seed 7 --events 20000"
	@$(BIN)/python -m tests.strangers $(ARGS)

torture: setup  ## kill, fail and cut the power at every step of an installation: minutes, and root for the power cuts
	@$(BIN)/pytest -n auto -m torture $(ARGS)

bench: setup  ## measure content, search and installation beside a peer; not a test
	@$(BIN)/python -m benchmarks.content
	@$(BIN)/python -m benchmarks.install

check: lint types content  ## the part of test that runs no code of the kiosk's window

lint: setup  ## style and formatting
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: setup  ## strict types
	@$(BIN)/mypy

content: setup  ## the shipped content, as an editor would check it
	@$(BIN)/kiosk author check $(SOURCE)

strings: setup  ## bring translations/ up to date with the texts in the code
	@$(BIN)/python packaging/strings.py $(ARGS)

pictures: setup  ## render the pictures of the README and of the staff's guide
	@$(BIN)/kiosk tour --language en --out build/pictures
	@mkdir -p docs/pictures
	@cp build/pictures/home__en__1366x768__normal__100.png docs/pictures/home.png
	@$(BIN)/python packaging/sheets.py --pictures

pictures-unchanged: setup  ## compare every picture with those of HEAD; ARGS="--since REVISION --all"
	@$(BIN)/python packaging/pictures_unchanged.py $(ARGS)

sheets: setup  ## render the pictures of the staff's guide, and print it to build/sheets: one A4 page in each language
	@$(BIN)/python packaging/sheets.py

package: .venv/package  ## build build/package/kiosk, a folder that runs without Python; ROOT=FILE is whom it trusts
	@$(BIN)/kiosk author build $(SOURCE) --out build/package/factory
	@KIOSK_ROOT="$(ROOT)" $(BIN)/python -P -m PyInstaller packaging/kiosk.spec --noconfirm --log-level ERROR \
		--distpath build/package --workpath build/package/work
	@du -sh build/package/kiosk

lock:  ## write the lock files anew (needs uv); ARGS=--upgrade takes newer versions
	@packaging/lock.sh $(ARGS)

clean:  ## remove all that was made here, .venv too
	@rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find kiosk tests packaging -name __pycache__ -type d -prune -exec rm -r {} +
