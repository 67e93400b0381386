"""The `wijk` command. Each subcommand is a module of this package with one function of the same name, read when asked.

Nothing but the standard library is imported before a command is chosen, so that `wijk --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from wijkresearch import __version__
from wijkresearch.errors import Problem, StudyError, did_you_mean, file_problem, without_sentences


@dataclass(frozen=True)
class Command:
    """One subcommand: its name, the module with a function of the same name, and what it does in one line."""

    name: str
    module: str
    summary: str


STOPPED = 130
"""The exit code after Ctrl-C, which Typer gives as well when a command was at work."""
SHORT = {"new": "new municipality"}
"""Commands that may be typed in short."""
COMMANDS = (
    Command("run", "run", "Run the notebooks of a study in order, only what changed."),
    Command("report", "report", "Run what changed and say where the report is."),
    Command("check", "check", "Check a study's folder and list every problem."),
    Command("claims", "claims", "Print every claim with its rule and what would tip it."),
    Command("passage", "passage", "Show a passage in its place, with its codes and claims."),
    Command("passages", "passages", "Show or write all passages with a code, a reading list."),
    Command("freeze", "freeze", "Freeze the claims, so that later edits are reported."),
    Command("new municipality", "new", "Make the folder of a new municipality."),
    Command("new study", "new_study", "Make the folder of a new study."),
    Command("topics", "topics", "Say which topics were raised in which interview."),
    Command("plan", "plan", "Say how much to code twice and how many people to interview."),
    Command("import", "importing", "Take over codings from ATLAS.ti, QualCoder and other programs."),
    Command("transcript", "transcript", "Show what was understood of a transcript, and write its text."),
    Command("pseudonymise", "pseudonymise", "Put pseudonyms for names in a transcript, and tick off the rest."),
    Command("export", "export", "Write codings for other programs."),
    Command("select", "select", "Compare and choose municipalities."),
    Command("frame", "frame", "Bring the figures of all municipalities up to date."),
    Command("audit", "audit", "Compare the numbers in a report's text with the tables."),
    Command("compare", "compare", "Compare the codings of two coders, and what would change."),
    Command("agree", "agree", "Record what coders agreed on after talking."),
    Command("memos", "memos", "Print the memos by code, case and kind; they are for your eyes."),
    Command("dictionary", "dictionary", "Print the data dictionary."),
    Command("lab", "lab", "Open JupyterLab with the notebooks, to run by hand."),
    Command("test", "test", "Check the style, the layers and the types, and run the tests."),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code: 0 when it went well, 2 for something the user can correct."""
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
    code = _attempt(*split_name(given))
    if code == STOPPED:
        print("Stopped.", file=sys.stderr)  # noqa: T201 - the command's answer
    return code


def _attempt(name: str, arguments: Sequence[str]) -> int:
    """The exit code of a command; what the user can correct is reported in words."""
    try:
        return carry_out(find_command(name), arguments)
    except (StudyError, OSError) as trouble:
        error = trouble if isinstance(trouble, StudyError) else StudyError(file_problem(trouble))
        return _refuse(error, [name, *arguments])
    except KeyboardInterrupt:
        return STOPPED


def split_name(given: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The name of the command, of two words or of one, and what it is given.

    >>> split_name(["new", "study", "scholen"]), split_name(["new", "Gouda"])
    (('new study', ['scholen']), ('new municipality', ['Gouda']))
    """
    long = " ".join(given[:2])
    if long in {command.name for command in COMMANDS}:
        return long, given[2:]
    return SHORT.get(given[0], given[0]), given[1:]


def _refuse(error: StudyError, arguments: Sequence[str]) -> int:
    """Print what the user can correct, in the language of the study; return the exit code."""
    try:
        from wijkresearch.io.language import tell_problems  # noqa: PLC0415 - only when there is something to tell

        tell = tell_problems(*arguments)
    except ModuleNotFoundError:  # a Python without the packages of the project
        tell = str
    told = without_sentences(error.told(tell), arguments, tell=tell)
    print(told, file=sys.stderr)  # noqa: T201 - the message that a researcher reads
    return 2


def overview() -> str:
    """Every command with what it does."""
    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name.ljust(width)}  {command.summary}" for command in COMMANDS]
    usage = "Usage: wijk COMMAND [OPTIONS]\n\nRerun a multiple case study, from coded interviews to conclusions."
    return "\n".join([usage, "", "Commands:", *lines, "", "wijk COMMAND --help lists the options of a command."])


def find_command(name: str) -> Command:
    """The command of this name.

    Raises:
        StudyError: there is no such command.
    """
    known = {command.name: command for command in COMMANDS}
    if name in known:
        return known[name]
    raise StudyError(
        Problem("wijk", f"there is no command '{name}'", f"one of {', '.join(known)}", did_you_mean(name, known))
    )


def carry_out(command: Command, arguments: Sequence[str]) -> int:
    """Read the command's module, call it with the arguments, and return the exit code.

    Raises:
        StudyError: this is a Python in which the project was not set up.
    """
    try:
        import typer  # noqa: PLC0415 - only when a command is carried out
    except ModuleNotFoundError as missing:
        found = f"this Python ({sys.version.split()[0]}) has no packages of the project, such as {missing.name}"
        remedy = f"Type `python bootstrap.py {command.name}` instead; on Windows `py bootstrap.py {command.name}`"
        raise StudyError(Problem("wijk", found, remedy=remedy)) from None

    from wijkresearch.cli.typed import DiscreetCommand  # noqa: PLC0415 - for the same reason

    module = import_module(f"wijkresearch.cli.{command.module}")
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command(name=command.name, cls=DiscreetCommand)(getattr(module, command.module))
    try:
        app(list(arguments), prog_name=f"wijk {command.name}")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
