"""Progress: a plain line per event where nobody watches, a moving line per notebook on a terminal."""

import io

from wijkresearch.cli.progress import progress


def test_off_a_terminal_every_event_is_a_plain_line():
    stream = io.StringIO()
    with progress(stream) as tell:
        tell("02_coding", "starts", "rows.csv changed")
        tell("02_coding", "done", "0.6 s")
        tell("03_axial_grouping", "up to date", "")
    assert stream.getvalue().splitlines() == [
        "02_coding           starts (rows.csv changed)",
        "02_coding           done (0.6 s)",
        "03_axial_grouping   up to date",
    ]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_on_a_terminal_every_notebook_is_one_line_that_ends_in_its_last_state(capsys):
    with progress(Terminal()) as tell:
        tell("02_coding", "starts", "rows[1].csv changed")
        tell("02_coding", "done", "0.6 s")
    shown = capsys.readouterr().out
    assert shown.count("02_coding") == 1
    assert "02_coding           done (0.6 s)" in shown
