#!/usr/bin/env bash
# Version: taguette 1.5.2 (a server on which several people code one project), on what pip installs with it.
# Expected: its log of commands says who made each highlight, so the project that it exports says so too.
# Seen: the export (the function behind "Export this project") writes one user, admin, for every command, whoever gave it.
#   Two people who gave one tag to the same words are two equal highlights in the file, which look like a double.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check taguette==1.5.2
cd "$place"
cat > export.py <<'PYTHON'
from taguette import database
from taguette.database import Command, Document, Highlight, Privileges, Project, ProjectMember, Tag, TextDirection, User
from taguette.extract import extract

server = database.connect("sqlite:///server.sqlite3")()
project = Project(name="wijk", description="")
server.add_all([User(login="noor"), User(login="sem"), project])
server.flush()
server.add(ProjectMember(project_id=project.id, user_login="noor", privileges=Privileges.ADMIN))
page = "<p> Het loket is dicht.</p>"
named = {"name": "D1", "description": "", "filename": "D1.html", "text_direction": TextDirection.LEFT_TO_RIGHT}
document = Document(**named, project_id=project.id, contents=page)
tag = Tag(project_id=project.id, path="loket", description="")
server.add_all([document, tag])
server.flush()
for login in ("noor", "sem"):
    highlight = Highlight(document=document, start_offset=5, end_offset=10, snippet=extract(page, 5, 10), tags=[tag])
    server.add(highlight)
    server.flush()
    server.add(Command.highlight_add(login, document, highlight, [tag.id]))
server.commit()

exported = database.connect("sqlite:///exported.sqlite3")()
exported.add(User(login="admin"))
exported.commit()
database.copy_project(server, exported, project.id, "admin")
exported.commit()
for place, session in (("server", server), ("exported", exported)):
    found = [(command.user_login, command.payload["highlight_id"]) for command in session.query(Command)]
    snippets = [highlight.snippet for highlight in session.query(Highlight)]
    print(f"{place}: {found} {snippets}")
PYTHON
"$place/venv/bin/python" export.py 2> trouble.txt | tee seen.txt || { cat trouble.txt; exit 1; }
cat > expected.txt <<'TEXT'
server: [('noor', 1), ('sem', 2)] ['<p>loket</p>', '<p>loket</p>']
exported: [('admin', 1), ('admin', 2)] ['<p>loket</p>', '<p>loket</p>']
TEXT
diff expected.txt seen.txt && echo "As described."
