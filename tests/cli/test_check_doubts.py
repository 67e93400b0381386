"""`wijk check` tells the owner of a study where it is doubtful whether a hidden municipality is named."""

from dataclasses import replace

from made_studies import write_study

from wijkresearch.cli import main
from wijkresearch.example import example_study
from wijkresearch.study import Transcripts


def test_a_doubtful_word_is_told_with_its_place_and_not_repeated(root, capsys):
    study = example_study()
    documents = study.documents.assign(consent_municipality="pseudonym")
    named = study.municipalities.assign(name=["Buren", "Bosrade"])
    text = study.transcripts["D1"]
    texts = Transcripts({**study.transcripts, "D1": f"{text}\n\nBuren zijn er genoeg.\n"})
    write_study(replace(study, documents=documents, municipalities=named, transcripts=texts), root)
    main(["check"])
    told = [line for line in capsys.readouterr().out.splitlines() if "doubtful" in line]
    assert told == [f"D1: doubtful whether a hidden municipality is named: at character {len(text) + 2} (left)"]


def test_other_names_of_a_case_that_the_study_has_not_got_are_refused(root, capsys):
    study = example_study()
    write_study(replace(study, settings={**study.settings, "also_called": {"aardm": "Voorstraat"}}), root)
    assert main(["check"]) == 2
    assert "study.yml also_called: municipality 'aardm' is not known" in capsys.readouterr().err
