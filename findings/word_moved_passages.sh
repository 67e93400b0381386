#!/usr/bin/env bash
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1.
# Expected: whoever leaves out tracked deletions (w:del) also leaves out the old place of a moved passage (w:moveFrom),
#   and hidden text (w:vanish) is no text.
# Seen: all four leave out the deletion. docx2txt and docx2python keep the old place of a moved passage and so read it
#   twice; python-docx reads neither the insertion nor the new place; mammoth alone reads both once. All four read
#   hidden text. Word saves all of these in an ordinary file with tracked changes.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
    python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1
cd "$place"
cat > read.py <<'PYTHON'
import docx
import docx2txt
import mammoth
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx2python import docx2python


def tracked(paragraph, kind, number, text):
    change = OxmlElement(kind)
    for name, value in (("id", str(number)), ("author", "codeur"), ("date", "2026-01-01T00:00:00Z")):
        change.set(qn(f"w:{name}"), value)
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText" if kind == "w:del" else "w:t")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


made = docx.Document()
paragraph = made.add_paragraph("begin ")
tracked(paragraph, "w:del", 1, "WEG")
tracked(paragraph, "w:ins", 2, "ERBIJ")
tracked(paragraph, "w:moveFrom", 3, "VERPLAATST")
paragraph.add_run(" midden ")
tracked(paragraph, "w:moveTo", 4, "VERPLAATST")
paragraph.add_run(" ONZICHTBAAR").font.hidden = True
made.save("changes.docx")

with docx2python("changes.docx") as read:
    by_docx2python = read.text
texts = {
    "python-docx": "\n".join(each.text for each in docx.Document("changes.docx").paragraphs),
    "mammoth": mammoth.extract_raw_text(open("changes.docx", "rb")).value,
    "docx2txt": docx2txt.process("changes.docx"),
    "docx2python": by_docx2python,
}
print("times read    deleted  inserted  moved  hidden")
for name, text in texts.items():
    print(f"{name:<13} " + "  ".join(f"{text.count(word):>6}" for word in ("WEG", "ERBIJ", "VERPLAATST", "ONZICHTBAAR")))
PYTHON
"$place/venv/bin/python" read.py | tee seen.txt
cat > expected.txt <<'TEXT'
times read    deleted  inserted  moved  hidden
python-docx        0       0       0       1
mammoth            0       1       1       1
docx2txt           0       1       2       1
docx2python        0       1       2       1
TEXT
diff expected.txt seen.txt && echo "As described."
