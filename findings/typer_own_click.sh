#!/usr/bin/env bash
# Versions: typer 0.29.2, click 8.5.1, both installed.
# Expected: a program of Typer raises the errors of click, as it was built on click for years, so that `except
#   click.UsageError` is where what a user mistyped can be put in other words.
# Seen: Typer carries a click of its own. Its errors are no errors of the click that is installed, so that clause catches
#   nothing and neither does `except click.ClickException`; a clause for typer.BadParameter catches a wrong value, and not
#   an unknown option or a word too many. Of Typer's public names only a base of typer.BadParameter covers all three.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check typer==0.29.2 click==8.5.1
cd "$place"
cat > mistype.py <<'PYTHON'
import click
import typer

app = typer.Typer()


@app.command()
def count(times: int = 1) -> None:
    """Count."""


usage = typer.BadParameter.__bases__[0]
known = (("click.UsageError", click.UsageError), ("click.ClickException", click.ClickException))
known += (("typer.BadParameter", typer.BadParameter), ("its base", usage))
for typed in (["--times", "often"], ["--tmies", "3"], ["more"]):
    try:
        app(typed, standalone_mode=False)
    except Exception as error:
        caught = [name for name, kind in known if isinstance(error, kind)]
        print(f"{' '.join(typed)}: {type(error).__name__}, caught by {', '.join(caught)}")
PYTHON
"$place/venv/bin/python" mistype.py | tee seen.txt
cat > expected.txt <<'TEXT'
--times often: BadParameter, caught by typer.BadParameter, its base
--tmies 3: NoSuchOption, caught by its base
more: UsageError, caught by its base
TEXT
diff expected.txt seen.txt && echo "As described."
