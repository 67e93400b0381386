"""The command that checks everything: which programs it starts, and in what surroundings."""

import os
import sys

from wijkresearch.cli import main
from wijkresearch.cli.test import tool_environment


def test_a_tool_that_is_not_there_is_said_and_where_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert main(["test", "--quick"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  wijk test: ruff is not installed in this environment. "
        "Type `python bootstrap.py test`; on Windows `py bootstrap.py test`.\n"
    )


def test_on_windows_the_tools_read_text_as_utf_8(monkeypatch):
    monkeypatch.delenv("PYTHONUTF8", raising=False)
    assert tool_environment(on_windows=True) == {**os.environ, "PYTHONUTF8": "1"}
    assert tool_environment(on_windows=False) == os.environ
