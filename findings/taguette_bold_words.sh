#!/usr/bin/env bash
# Version: taguette 1.5.2 (its own database, cutting of passages and export of highlights to CSV).
# Expected: the column "content" of exported highlights holds the words as they stand in the document.
# Seen: there is a space wherever the formatting changes. A sentence with one bold word reads "loket , dat", and a word
#   that is half bold reads as two words, "wijk verbinder": looking for words, or for text with white space made equal,
#   does not find these passages. Without any white space all of them are found.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check taguette==1.5.2
cd "$place"
cat > highlight.py <<'PYTHON'
import csv
import io

from taguette import database, export, extract

lines = [
    ("plain", "Een loket, dat helpt."),
    ("bold word", "Een <b>loket</b>, dat helpt."),
    ("half a word bold", "De wijk<b>verbinder</b> helpt."),
    ("link in brackets", "Het (<a>nieuwe</a>) loket."),
]
contents = "".join(f"<p>{html}</p>" for _, html in lines)
texts = [html.replace("<b>", "").replace("</b>", "").replace("<a>", "").replace("</a>", "") for _, html in lines]

db = database.connect("sqlite:///project.sqlite3")()
project = database.Project(name="Wijk", description="")
document = database.Document(
    name="D1", description="", filename="d1.html", project=project, contents=contents,
    text_direction=database.TextDirection.LEFT_TO_RIGHT,
)
tag = database.Tag(project=project, path="rol", description="")
start = 0
for text in texts:
    end = start + len(text.encode())
    snippet = extract.extract(contents, start, end)
    db.add(database.Highlight(document=document, start_offset=start, end_offset=end, snippet=snippet, tags=[tag]))
    start = end
db.commit()
file = io.StringIO()
export.highlights_csv(db, project.id, "", file)
rows = list(csv.DictReader(io.StringIO(file.getvalue())))
for (name, _), text, row in zip(lines, texts, rows, strict=True):
    said = row["content"]
    spaced = " ".join(said.split()) == " ".join(text.split())
    squeezed = "".join(said.split()) == "".join(text.split())
    print(f"{name}: {said} | as in the document: {spaced} | without white space: {squeezed}")
PYTHON
"$place/venv/bin/python" highlight.py 2> errors.txt | tee seen.txt || { tail -5 errors.txt; exit 1; }
cat > expected.txt <<'TEXT'
plain: Een loket, dat helpt. | as in the document: True | without white space: True
bold word: Een loket , dat helpt. | as in the document: False | without white space: True
half a word bold: De wijk verbinder helpt. | as in the document: False | without white space: True
link in brackets: Het ( nieuwe ) loket. | as in the document: False | without white space: True
TEXT
diff expected.txt seen.txt && echo "As described."
