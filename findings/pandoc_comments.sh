#!/usr/bin/env bash
# Version: pandoc 3.9 (pypandoc_binary 1.17), on a Word file written by python-docx 1.2.0.
# Expected: with --track-changes=all, which keeps comments, a comment of a .docx becomes a comment of an .odt, as it
#   becomes one of a .docx, or stays out where a format has no comments.
# Seen: in .odt (and in .html and plain text) what the comment says stands in the sentence itself, glued to the word that
#   follows, and no comment is left: a note of the researcher reads as said by the respondent. Only the .docx keeps it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17 python-docx==1.2.0
cd "$place"
cat > comment.py <<'PYTHON'
import re
import zipfile

import docx
import pypandoc

document = docx.Document()
paragraph = document.add_paragraph("R: ")
run = paragraph.add_run("Het loket is dicht.")
document.add_comment([run], text="twijfel", author="Codeur", initials="C")
document.save("D1.docx")

print("pandoc", pypandoc.get_pandoc_version())
keep = ["--track-changes=all"]
for kind, member in (("odt", "content.xml"), ("docx", "word/document.xml")):
    pypandoc.convert_file("D1.docx", kind, outputfile=f"out.{kind}", extra_args=keep)
    with zipfile.ZipFile(f"out.{kind}") as archive:
        xml = archive.read(member).decode()
        marks = len(re.findall(r"<office:annotation |<w:commentReference ", xml))
    body = xml.split("<office:text>")[-1].split("<w:body>")[-1]
    print(f"{kind}: {re.sub('<[^>]*>', '', body).strip()} | comments: {marks}")
print("plain:", pypandoc.convert_file("D1.docx", "plain", extra_args=keep).strip())
print("html:", re.sub("<[^>]*>", "", pypandoc.convert_file("D1.docx", "html", extra_args=keep)).strip())
print("by default:", pypandoc.convert_file("D1.docx", "plain").strip())
PYTHON
"$place/venv/bin/python" comment.py 2> errors.txt | tee seen.txt || { tail -5 errors.txt; exit 1; }
cat > expected.txt <<'TEXT'
pandoc 3.9
odt: R: twijfelHet loket is dicht. | comments: 0
docx: R: Het loket is dicht. | comments: 1
plain: R: twijfelHet loket is dicht.
html: R: twijfelHet loket is dicht.
by default: R: Het loket is dicht.
TEXT
diff expected.txt seen.txt && echo "As described."
