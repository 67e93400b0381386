"""The `wijk` command. Each subcommand is a module of this package with one function of the same name, read when asked.

Nothing but the standard library is imported before a command is chosen, so that `wijk --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from wijkresearch import __version__
from wijkresearch.errors import Problem, StudyError, did_you_mean


@dataclass(frozen=True)
class Command:
    """One subcommand: what it is called, the module that has it, and what it does in one line."""

    name: str
    module: str
    summary: str

    @property
    def function(self) -> str:
        """The name of its function: that of the module."""
        return self.module

    @property
    def is_here(self) -> bool:
        """Is the module part of this installation?"""
        return (Path(__file__).parent / f"{self.module}.py").exists()


STOPPED = 130
"""The exit code after Ctrl-C, which Typer gives as well when a command was at work."""
COMMANDS = (
    Command("run", "run", "Run the notebooks of a study in order, only what changed."),
    Command("report", "report", "Run what changed and say where the report is."),
    Command("check", "check", "Check a study's folder and list every problem."),
    Command("freeze", "freeze", "Freeze the claims, so that later edits are told."),
    Command("new", "new", "Make the folder of a new municipality."),
    Command("plan", "plan", "Say how much to code twice and how many people to interview."),
    Command("import", "importing", "Take over codings from ATLAS.ti, QualCoder and other programs."),
    Command("export", "export", "Write codings for other programs."),
    Command("select", "select", "Compare and choose municipalities."),
    Command("frame", "frame", "Bring the figures of all municipalities up to date."),
    Command("audit", "audit", "Hold the numbers in a report's text against the tables."),
    Command("compare", "compare", "Compare the codings of two coders, and what would change."),
    Command("dictionary", "dictionary", "Print the data dictionary."),
    Command("lab", "lab", "Open JupyterLab with the notebooks, to run by hand."),
    Command("test", "test", "Check the style, the layers and the types, and run the tests."),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code: 0 when it went well, 2 for something the user can mend."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not given or given[0] in ("--help", "-h", "help"):
        print(overview())  # noqa: T201 - the command's answer
        return 0
    if given[0] == "--version":
        print(f"wijk {__version__}")  # noqa: T201 - the command's answer
        return 0
    try:
        code = carry_out(find_command(given[0]), given[1:])
    except StudyError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the message that a researcher reads
        return 2
    except KeyboardInterrupt:
        code = STOPPED
    if code == STOPPED:
        print("Stopped.", file=sys.stderr)  # noqa: T201 - the command's answer
    return code


def overview() -> str:
    """Every command that is here with what it does."""
    here = [command for command in COMMANDS if command.is_here]
    width = max(len(command.name) for command in here)
    lines = [f"  {command.name.ljust(width)}  {command.summary}" for command in here]
    usage = "Usage: wijk COMMAND [OPTIONS]\n\nRerun a multiple case study, from coded interviews to conclusions."
    return "\n".join([usage, "", "Commands:", *lines, "", "wijk COMMAND --help says what a command can be told."])


def find_command(name: str) -> Command:
    """The command of this name.

    Raises:
        StudyError: there is no such command, or it is not part of this installation.
    """
    known = {command.name: command for command in COMMANDS if command.is_here}
    if name in known:
        return known[name]
    if any(command.name == name for command in COMMANDS):
        raise StudyError(Problem("wijk", f"the command '{name}' is not part of this version"))
    raise StudyError(
        Problem("wijk", f"there is no command '{name}'", f"one of {', '.join(known)}", did_you_mean(name, known))
    )


def carry_out(command: Command, arguments: Sequence[str]) -> int:
    """Read the command's module, hand it the arguments, and return the exit code."""
    import typer  # noqa: PLC0415 - only when a command is carried out

    module = import_module(f"wijkresearch.cli.{command.module}")
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command(name=command.name)(getattr(module, command.function))
    try:
        app(list(arguments), prog_name=f"wijk {command.name}")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
