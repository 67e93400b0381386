"""What the pages for people name exists: commands with their options, files, links, terms; the dictionary is fresh."""

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
import typer
import yaml

from wijkresearch.cli import COMMANDS, find_command, main, split_name
from wijkresearch.cli.test import CHECKS
from wijkresearch.errors import StudyError
from wijkresearch.io.read import read_study
from wijkresearch.tables import ALL_TABLES

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").rglob("*.md")])
CODE = re.compile(r"^    (.+)$|`([^`\n]+)`", re.MULTILINE)
COMMAND = re.compile(r"(?:py |python )?(?:\S*/)?(?:wijk|bootstrap\.py) ([a-z]+)\b([^#]*)")
OPTION = re.compile(r"(?<=\s)--[a-z-]+")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")
PLACE = re.compile(r"(?:data|docs|notebooks|tests|wijkresearch|benchmarks|\.ci)/[\w./-]*")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def code_in(text):
    """Every indented line and every span between backticks."""
    return [line or span for line, span in CODE.findall(text)]


def commands_in(text):
    """Every `wijk` command in the code of a page, with the options that are given to it."""
    found = [match for code in code_in(text) if (match := COMMAND.match(code))]
    return [(split_name(f"{match[1]}{match[2]}".split())[0], OPTION.findall(match[2])) for match in found]


def options_of(name):
    """What a command can be told, in the names that are typed; a StudyError when there is no such command."""
    command = find_command(name)
    app = typer.Typer(add_completion=False)
    app.command()(getattr(import_module(f"wijkresearch.cli.{command.module}"), command.module))
    return {option for parameter in typer.main.get_command(app).params for option in parameter.opts}


@every_page
def test_every_command_on_the_page_exists_and_takes_the_options_that_it_is_given(page):
    unknown = [
        (name, option)
        for name, options in commands_in(page.read_text(encoding="utf-8"))
        for option in [None, *options]
        if option not in {None, "--help", *options_of(name)}
    ]
    assert unknown == []


def test_commands_and_options_are_seen_and_unknown_ones_refused():
    text = "De wijk.\n\n    wijk run --cold  # wijk --no\n    py bootstrap.py check\n\nEn `wijk import x --json`."
    assert commands_in(text) == [("run", ["--cold"]), ("check", []), ("import", ["--json"])]
    assert "--warm" not in options_of("run")
    with pytest.raises(StudyError):
        options_of("fly")


def test_the_pages_show_every_command_but_one_that_speaks_for_itself():
    shown = {name for page in PAGES for name, _ in commands_in(page.read_text(encoding="utf-8"))}
    assert {command.name for command in COMMANDS} - shown == {"frame"}


def test_every_way_to_export_that_a_page_shows_works_on_the_shipped_study(tmp_path, monkeypatch, capsys):
    """With a municipality of the study for the one that serves as the example of one still to come."""
    shown = {
        re.split(r" {2,}", match[2].replace("gouda", "katwijk").strip())[0]
        for page in PAGES
        for code in code_in(page.read_text(encoding="utf-8"))
        if (match := COMMAND.match(code)) and match[1] == "export"
    }
    monkeypatch.setenv("WIJK_ROOT", str(ROOT))
    monkeypatch.chdir(tmp_path)
    refused = [options for options in sorted(shown) if main(["export", *options.split()]) != 0]
    assert (len(shown) > 4, refused, capsys.readouterr().err) == (True, [], "")


def test_the_commands_that_make_a_study_and_its_cases_work_as_the_page_prints_them(tmp_path, monkeypatch, capsys):
    page = (ROOT / "docs" / "your_own_study.md").read_text("utf-8")
    shown = [shlex.split(match[0])[1:] for code in code_in(page) if (match := COMMAND.match(code))]
    made = [given for given in shown if given[0] in ("new", "check") and (given[:2] != ["new", "study"] or given[3:])]
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    assert [(given, capsys.readouterr().err) for given in made if main(given) != 0] == []
    assert sorted(path.name for path in (tmp_path / "data/raw/scholen").iterdir() if path.is_dir()) == [
        "gouda",
        "gouwdam",
    ]


@every_page
def test_every_target_of_make_on_the_page_exists(page):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = [re.match(r"make ([a-z]+)$", code.split("#")[0].strip()) for code in code_in(page.read_text("utf-8"))]
    assert [match[1] for match in named if match and match[1] not in targets] == []


@every_page
def test_every_link_on_the_page_leads_to_a_file(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@every_page
def test_every_file_of_the_project_that_the_page_names_exists(page):
    """But for the folder of the municipality that serves as the example of one still to come, and of any `<study>`."""
    spans = [code for code in code_in(page.read_text(encoding="utf-8")) if PLACE.fullmatch(code)]
    assert [place for place in spans if not re.search("gouda|scholen", place) and not (ROOT / place).exists()] == []


def test_the_data_dictionary_is_what_the_command_prints_now(capsys):
    """Otherwise: `wijk dictionary > docs/data_dictionary.md`."""
    assert main(["dictionary"]) == 0
    assert (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8") == capsys.readouterr().out


def test_the_data_dictionary_has_every_column_of_every_table():
    written = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    sections = dict(section.split("\n", 1) for section in written.split("\n## ")[1:])
    assert list(sections) == [table.name for table in ALL_TABLES]
    assert [
        (table.name, column.name)
        for table in ALL_TABLES
        for column in table.columns
        if f"| `{column.name}` | {column.kind} | {column.meaning}" not in sections[table.name]
    ] == []


def test_the_decisions_are_numbered_without_a_gap():
    lines = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").splitlines()
    numbers = [int(line.split(".")[0]) for line in lines if re.match(r"\d+\. ", line)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.fixture(scope="module")
def glossary():
    """Dutch term to English term, in lower case; each term of a row with several."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    assert all(len(row) == 4 for row in rows)
    return {
        dutch: english
        for row in rows
        for dutch, english in zip(row[0].split(", "), row[1].split(", ") * 3, strict=False)
    }


def test_roles_worlds_and_perspectives_are_called_as_in_the_glossary(glossary):
    study = read_study("wijkverbinders", root=ROOT)
    named = [entry for setting in ("roles", "worlds") for entry in study.settings[setting]]
    named += [entry for entry in study.settings["perspectives"] if entry["id"] in ("wijkverbinder", "wethouder")]
    labels = {entry["label_nl"].lower(): entry["label_en"].lower() for entry in named}
    assert {dutch: glossary.get(dutch) for dutch in labels} == labels


def test_levels_and_barriers_of_the_codebook_are_called_as_in_the_glossary(glossary):
    codebook = read_study("wijkverbinders", root=ROOT).codebook
    tops = codebook[codebook["parent"].isna() & codebook["kind"].isin(["role", "level", "barrier"])]
    labels = dict(zip(tops["label_nl"].str.lower(), tops["label_en"].str.lower(), strict=True))
    assert len(labels) == 11
    assert {dutch: glossary.get(dutch) for dutch in labels} == labels


def test_the_titles_of_the_connectors_are_those_of_the_municipalities(glossary):
    titles = read_study("wijkverbinders", root=ROOT).municipalities["official_title"]
    assert [title for title in titles if title.lower() not in glossary] == []


def test_the_page_on_adding_a_municipality_has_five_steps_and_names_every_column_that_must_be_filled_in():
    page = (ROOT / "docs" / "adding_a_municipality.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d)\. ", page, re.MULTILINE) == list("12345")
    columns = next(table for table in ALL_TABLES if table.name == "documents").columns
    assert [column.name for column in columns if not column.optional and f"`{column.name}`" not in page] == []


def test_the_workflow_runs_the_commands_of_the_readme_on_three_systems():
    job = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]["readme"]
    readme = [code.split("#")[0].strip() for code in code_in((ROOT / "README.md").read_text(encoding="utf-8"))]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs == ["make report", "make test", "py bootstrap.py report", "py bootstrap.py test"]
    assert set(runs) <= set(readme)
    assert {system.partition("-")[0] for system in job["strategy"]["matrix"]["os"]} == {"ubuntu", "windows", "macos"}


def test_the_hooks_before_a_commit_are_the_quick_checks():
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = [(hook["name"], hook["entry"].removesuffix(" --force-exclude")) for hook in local["hooks"]]
    checks = [(name, " ".join(part for part in command if part != ".")) for name, command in CHECKS]
    assert sorted(hooks) == sorted(checks)
