"""One interview with speech at once in the formats of linguists and of subtitles, each made here as text.

Agreed on pieces, words and speakers by hand, on the files of these tests: praatio 6.2.2 (both forms of TextGrid),
TextGrid 1.6.1 (the long form; it fails on the short one), pylangacq 0.23.0, ttconv 1.2.3 and pycaption 2.3.14 (TTML),
FoLiA 2.5.12; and pympi-ling 1.71 on a file that it wrote itself.
"""

import json
import os
import random
from pathlib import Path

import pytest
from exchange.transcripts.test_json_files import PROGRAMS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange.transcripts import Transcript, read_transcript

TEXT = 'Noor: Hoe gaat het met \'t loket?\nAd: Hm.\nNoor: Vertel eens & begin.\nAd: Goed, "heel" goed.'
SECONDS = [0.5, 1.25, 2.25, 4.5]
SAID = [
    ("Noor", 0.5, 2.0, "Hoe gaat het met 't loket?"),
    ("Ad", 1.25, 1.5, "Hm."),
    ("Noor", 2.25, 4.0, "Vertel eens & begin."),
    ("Ad", 4.5, 6.0, 'Goed, "heel" goed.'),
]


def reading(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Transcript:
    (folder / name).write_text(content, encoding=encoding, newline="")
    return read_transcript(folder / name)


def assumptions(transcript: Transcript) -> list[str]:
    usual = ("No speaker is marked as the interviewer.", "Read as UTF-16.")
    return [str(one) for one in transcript.assumptions if str(one) not in usual]


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def by_speaker(speaker: str) -> list[tuple[str, float, float, str]]:
    return [one for one in SAID if one[0] == speaker]


def as_elan(tiers: str = "", participants: bool = True) -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{edge}{number}" TIME_VALUE="{int(moment * 1000)}"/>'
        for number, (_, start, end, _) in enumerate(SAID)
        for edge, moment in (("b", start), ("e", end))
    )
    own = ""
    for speaker in ("Noor", "Ad"):
        annotations = "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{number}" TIME_SLOT_REF1="b{number}" '
            f'TIME_SLOT_REF2="e{number}"><ANNOTATION_VALUE>{escaped(words)}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION>"
            for number, (who, _, _, words) in enumerate(SAID)
            if who == speaker
        )
        name = f'TIER_ID="t-{speaker}" PARTICIPANT="{speaker}"' if participants else f'TIER_ID="{speaker}"'
        own += f'<TIER LINGUISTIC_TYPE_REF="utterance" {name}>{annotations}</TIER>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT AUTHOR="" FORMAT="3.0" VERSION="3.0"'
        f' DATE="2026-01-01T00:00:00+00:00" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd"><HEADER TIME_UNITS="milliseconds"/>'
        f'<TIME_ORDER>{slots}<TIME_SLOT TIME_SLOT_ID="x"/></TIME_ORDER>{own}{tiers}</ANNOTATION_DOCUMENT>'
    )


TRANSLATION = (
    '<TIER TIER_ID="vertaling" PARENT_REF="t-Ad" PARTICIPANT="Ad" LINGUISTIC_TYPE_REF="translation"><ANNOTATION>'
    '<REF_ANNOTATION ANNOTATION_ID="r1" ANNOTATION_REF="a3"><ANNOTATION_VALUE>Fine, very fine.</ANNOTATION_VALUE>'
    "</REF_ANNOTATION></ANNOTATION></TIER>"
)
UNALIGNED = (
    '<TIER TIER_ID="Els" LINGUISTIC_TYPE_REF="utterance"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="u" '
    'TIME_SLOT_REF1="x" TIME_SLOT_REF2="x"><ANNOTATION_VALUE>Nou.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>'
    "</ANNOTATION></TIER>"
)


def as_exmaralda(times: bool = True) -> str:
    edges = sorted({moment for _, start, end, _ in SAID for moment in (start, end)})
    points = "".join(f'<tli id="T{moment}"' + (f' time="{moment}"' if times else "") + "/>" for moment in edges)
    speakers = "".join(f'<speaker id="S{who}"><abbreviation>{who}</abbreviation></speaker>' for who in ("Noor", "Ad"))
    tiers = "".join(
        f'<tier id="TIE{who}" speaker="S{who}" category="v" type="t" display-name="{who} [v]">'
        + "".join(
            f'<event start="T{start}" end="T{end}">{escaped(words)} </event>'
            for _, start, end, words in by_speaker(who)
        )
        + "</tier>"
        for who in ("Noor", "Ad")
    )
    described = '<tier id="TIEX" category="nv" type="d"><event start="T0.5" end="T2.0">lacht</event></tier>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><basic-transcription><head><speakertable>{speakers}</speakertable>'
        f"</head><basic-body><common-timeline>{points}</common-timeline>{tiers}{described}</basic-body>"
        "</basic-transcription>"
    )


def with_silence(speaker: str) -> list[tuple[float, float, str]]:
    intervals, moment = [], 0.0
    for _, start, end, words in by_speaker(speaker):
        intervals += [(moment, start, "")] if start > moment else []
        intervals.append((start, end, words.replace('"', '""')))
        moment = end
    return [*intervals, *([(moment, 6.0, "")] if moment < 6 else [])]


def as_textgrid(short: bool) -> str:
    """Praat's two forms: the short one has the values of the long one, without the words around them."""
    tiers = [(f'"{who}"', with_silence(who)) for who in ("Noor", "Ad")]
    lines = ["xmin = 0", "xmax = 6", "tiers? <exists>", "size = 3", "item []:"]
    for number, (name, intervals) in enumerate(tiers, 1):
        lines += [f"    item [{number}]:", '        class = "IntervalTier"', f"        name = {name}"]
        lines += ["        xmin = 0", "        xmax = 6", f"        intervals: size = {len(intervals)}"]
        for place, (start, end, words) in enumerate(intervals, 1):
            lines += [f"        intervals [{place}]:", f"            xmin = {start}", f"            xmax = {end}"]
            lines += [f'            text = "{words}"']
    lines += [
        "    item [3]:",
        '        class = "TextTier"',
        '        name = "kuch"',
        "        xmin = 0",
        "        xmax = 6",
    ]
    lines += ["        points: size = 1", "        points [1]:", "            number = 1.5", '            mark = "x"']
    if short:
        values = [line.split(" = ")[-1].removeprefix("tiers? ") for line in lines if " = " in line or "?" in line[:6]]
        return "\n".join(['File type = "ooTextFile"', 'Object class = "TextGrid"', "", *values, ""])
    return "\n".join(['File type = "ooTextFile"', 'Object class = "TextGrid"', "", *(f"{line} " for line in lines), ""])


def as_chat() -> str:
    lines = ["@UTF8", "@Begin", "@Languages:\tnld", "@Participants:\tNoor Noor Investigator, Ad Ad Adult"]
    for speaker, start, end, words in SAID:
        first, last = words.rsplit(" ", 1) if " " in words else (words, "")
        lines += [f"*{speaker}:\t{first}", f"\t{last} \x15{int(start * 1000)}_{int(end * 1000)}\x15", "%com:\tlacht"]
    return "\n".join([*lines, "@Comment:\tdeur", "@End", ""])


def as_ttml(begin: str = 'begin="{:.3f}s"') -> str:
    agents = "".join(
        f'<ttm:agent xml:id="{who[0]}" type="person"><ttm:name type="full">{who}</ttm:name></ttm:agent>'
        for who in ("Noor", "Ad")
    )
    lines = "".join(
        f'<p {begin.format(start)} ttm:agent="{who[0]}">{escaped(words).replace(" ", "<br/>", 1)}</p>'
        for who, start, _, words in SAID
    )
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
        'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="24" ttp:tickRate="1000">'
        f"<head><metadata>{agents}</metadata></head><body><div>{lines}</div></body></tt>"
    )


def as_folia() -> str:
    utterances = "".join(
        f'<utt speaker="{who}" begintime="00:00:{start:06.3f}">'
        + "".join(
            f'<w class="X"{space}><t>{escaped(word)}</t></w>'
            for whole in words.split()
            for word, space in ([(whole[:-1], ' space="no"'), (whole[-1], "")] if whole[-1] in "?,." else [(whole, "")])
        )
        + "</utt>"
        for who, start, _, words in SAID
    )
    return f'<FoLiA xmlns="http://ilk.uvt.nl/folia" version="2.5"><speech>{utterances}</speech></FoLiA>'


def as_table() -> str:
    rows = "\n".join(
        f"{start}\t{end}\t{who}\t" + (f'"{words}"'.replace('"heel"', '""heel""') if '"' in words else words)
        for who, start, end, words in SAID
    )
    return f"Begin\tEinde\tSpreker\tTekst\n{rows}\n"


def as_sbv() -> str:
    cues = [f"0:00:{start:06.3f},0:00:{end:06.3f}\n{who}: {words}" for who, start, end, words in SAID]
    return "\n\n".join(cues).replace("gaat het", "gaat[br]het") + "\n"


NOT_NAMED = "2 tiers name no speaker: each is read as one speaker, called as the tier. Take out tiers without speech."
FORMATS = {
    "D1.eaf": (as_elan(TRANSLATION), ["1 tiers that depend on another, such as translations, were left out."]),
    "tiers.eaf": (as_elan(participants=False), [NOT_NAMED]),
    "D1.exb": (as_exmaralda(), ["1 tiers with descriptions or annotations were left out."]),
    "long.TextGrid": (
        as_textgrid(short=False),
        ["1 tiers with points, not with stretches of speech, were left out.", NOT_NAMED],
    ),
    "short.TextGrid": (
        as_textgrid(short=True),
        ["1 tiers with points, not with stretches of speech, were left out.", NOT_NAMED],
    ),
    "D1.cha": (
        as_chat(),
        [
            "Codes of CHAT, such as those of pauses and corrections, stay in the words.",
            "5 lines with notes on what was said were left out.",
        ],
    ),
    "D1.ttml": (as_ttml(), []),
    "clock.dfxp": (as_ttml('begin="00:00:{:06.3f}"'), []),
    "ticks.xml": (as_ttml('begin="{:.3f}t"').replace('tickRate="1000"', 'tickRate="1"'), []),
    "D1.folia.xml": (as_folia(), []),
    "D1.tsv": (as_table(), []),
    "D1.sbv": (as_sbv(), []),
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_gives_the_same_turns_in_the_order_in_which_they_begin(tmp_path: Path, name: str) -> None:
    content, expected = FORMATS[name]
    transcript = reading(tmp_path, name, content)
    assert transcript.text == TEXT
    assert list(transcript.turns["seconds"]) == SECONDS
    words = [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()]
    assert words == [words for _, _, _, words in SAID]
    assert assumptions(transcript) == expected


def test_an_empty_tier_of_elan_says_nothing_and_needs_no_name(tmp_path: Path) -> None:
    transcript = reading(tmp_path, "D1.eaf", as_elan('<TIER LINGUISTIC_TYPE_REF="utterance" TIER_ID="default"/>'))
    assert (transcript.text, assumptions(transcript)) == (TEXT, [])


def test_a_textgrid_of_praat_may_be_in_utf_16(tmp_path: Path) -> None:
    transcript = reading(tmp_path, "D1.TextGrid", as_textgrid(short=False), "utf-16")
    assert (transcript.text, transcript.encoding) == (TEXT, "utf-16")


def test_an_annotation_without_a_time_gets_none_and_borrows_none(tmp_path: Path) -> None:
    transcript = reading(tmp_path, "D1.eaf", as_elan(UNALIGNED))
    assert transcript.text == f"Els: Nou.\n{TEXT}"
    assert transcript.turns["seconds"].isna().tolist() == [True, False, False, False, False]


def test_the_common_timeline_orders_turns_that_have_no_time(tmp_path: Path) -> None:
    transcript = reading(tmp_path, "D1.exb", as_exmaralda(times=False))
    assert transcript.text == TEXT
    assert transcript.turns["seconds"].isna().all()


def test_a_turn_that_overlap_cut_into_events_is_whole_again(tmp_path: Path) -> None:
    cut = as_exmaralda().replace(
        '<event start="T0.5" end="T2.0">Hoe gaat het met \'t loket? </event>',
        '<event start="T0.5" end="T1.25">Hoe gaat het </event><event start="T1.25" end="T1.5">met \'t lo</event>'
        '<event start="T1.5" end="T2.0">ket? </event>',
    )
    assert "met 't lo<" in cut
    assert reading(tmp_path, "D1.exb", cut).text == TEXT


def test_events_without_spaces_around_them_are_words_apart(tmp_path: Path) -> None:
    events = '<event start="T0.5" end="T1.25">Een</event><event start="T1.25" end="T1.5">twee</event>'
    whole = as_exmaralda()
    begin, end = whole.index('<event start="T0.5"'), whole.index("</tier>")
    assert reading(tmp_path, "D1.exb", whole[:begin] + events + whole[end:]).text.startswith("Noor: Een twee\n")


def test_the_times_of_ttml_count_from_what_they_stand_in_and_may_be_frames(tmp_path: Path) -> None:
    content = as_ttml('begin="00:00:01:12"').replace("<div>", '<div begin="10s">')
    assert reading(tmp_path, "D1.ttml", content).turns["seconds"].iloc[0] == 11.5


def test_two_voices_in_one_paragraph_of_ttml_are_two_turns(tmp_path: Path) -> None:
    own = '<span ttm:agent="N">Ja</span>\n <span ttm:agent="N">toch<span>?</span></span>'
    spans = f'{own}\n <span ttm:agent="A">Nee.</span>'
    content = as_ttml().replace("Hm.", spans).replace("het<br/>", "het ")
    assert "Ad: Nee.\n" in reading(tmp_path, "D1.ttml", content).text
    assert "loket? Ja toch?\n" in reading(tmp_path, "D1.ttml", content).text
    assert assumptions(reading(tmp_path, "D1.ttml", content)) == []


def test_the_codes_of_chat_stay_and_older_times_are_read(tmp_path: Path) -> None:
    words = 'en toen <de man> [//] de vrouw (.) xxx +... \x15%snd:"band 1"_1500_2000\x15'
    transcript = reading(tmp_path, "D1.cha", f"@Begin\n*INV:\t{words}\n*PAR:\tja [!] .\n@End\n")
    assert transcript.text == "INV: en toen <de man> [//] de vrouw (.) xxx +...\nPAR: ja [!] ."
    assert transcript.turns["seconds"].iloc[0] == 1.5


def test_the_original_of_a_correction_in_folia_is_not_the_text(tmp_path: Path) -> None:
    corrected = (
        "<w><correction><new><t>Hm</t></new><original auth='no'><t>Hmm</t></original></correction></w>"
        "<correction><new><w><t>ja</t></w></new><original auth='no'><w><t>nee</t></w></original></correction>"
    )
    content = as_folia().replace('<w class="X" space="no"><t>Hm</t></w>', corrected)
    transcript = reading(tmp_path, "D1.xml", content)
    assert "Ad: Hm ja .\n" in transcript.text
    assert assumptions(transcript) == [
        "2 corrections, suggestions and alternatives were read as the text that they led to."
    ]


def test_whisper_counts_in_milliseconds_and_quotes_as_it_was_said(tmp_path: Path) -> None:
    rows = 'start\tend\ttext\n0\t2500\t"Ja," zei hij.\n2500\t3000\t"Nee, \n'
    transcript = reading(tmp_path, "D1.tsv", rows)
    assert transcript.text == '"Ja," zei hij.\n"Nee,'
    assert assumptions(transcript) == [
        "Whole numbers in column 'start' are milliseconds.",
        "2 pieces of speech name no speaker and belong to no turn.",
    ]


def test_speakers_that_whisper_ctranslate2_writes_before_the_words_are_speakers(tmp_path: Path) -> None:
    rows = "start\tend\ttext\n0\t2500\t[SPEAKER_00]: Hoe?\n2500\t3000\t[SPEAKER_01]: Goed.\n"
    transcript = reading(tmp_path, "D1.tsv", rows)
    assert transcript.text == "SPEAKER_00: Hoe?\nSPEAKER_01: Goed."
    assert list(transcript.turns["seconds"]) == [0.0, 2.5]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "D1.xml",
            "<html/>",
            "this XML is no transcript of a form that is known here; expected one of the elements "
            "ANNOTATION_DOCUMENT, basic-transcription, FoLiA, tt around everything.",
        ),
        (
            "D1.eaf",
            "<!DOCTYPE x><x/>",
            "the XML holds a document type; expected none. Not read, for safety; export it again.",
        ),
        ("D1.eaf", "<ANNOTATION_DOCUMENT/>", "there is no text in this file; expected a transcript."),
        (
            "D1.TextGrid",
            "ooBinaryFile\x08TextGrid",
            "this is no TextGrid in text; expected a TextGrid of Praat. Save it in Praat with `Save as text file`.",
        ),
        (
            "D1.TextGrid",
            as_textgrid(short=True)[:-2],
            "the TextGrid is damaged or not complete; expected a text in quotes. Save it again.",
        ),
        ("D1.cha", "*INV: ja", "this is no CHAT; expected a file with a line @Begin and lines such as *INV:."),
        (
            "D1.tsv",
            "a\tb\n1\t2",
            "the first row has no heading for the words; expected a column text or tekst or words or transcript or "
            "utterance, separated by tabs.",
        ),
        (
            "D1.tsv",
            "tijd\ttekst\n1\tja\tgeheim",
            "a row has more cells than there are headings; expected 2 cells a row.",
        ),
        (
            "D1.tsv",
            'tijd\ttekst\n1\t"geheim',
            "the rows cannot be told apart; expected cells separated by tabs. A quotation mark may be missing.",
        ),
    ],
)
def test_what_is_not_whole_or_not_of_its_format_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    with pytest.raises(StudyError) as refusal:
        reading(tmp_path, name, content)
    assert str(refusal.value) == f"1 problem:\n  {name}: {message}"


MUTATED = {**{name: content for name, (content, _) in FORMATS.items()}, "D1.otr": '{"text": "<p>0:01 I: ja</p>"}'}
MUTATED |= {f"{number}.json": json.dumps(one) for number, (one, _) in enumerate(PROGRAMS.values())}
BREAKS = ["", "<", ">", '"', "{", "[]", "null", "-1", "9" * 30, "1e999", "\t", "\n", "\x15", "\x00", "*", "é", "\ud800"]


@settings(
    deadline=None,
    max_examples=int(os.environ.get("WIJK_FUZZ", "60")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(sorted(MUTATED)), st.integers(0, 2**32))
def test_a_mutated_transcript_is_read_with_turns_inside_its_text_or_refused(
    tmp_path: Path, name: str, seed: int
) -> None:
    source = random.Random(seed)
    content = MUTATED[name]
    for _ in range(source.randint(1, 12)):
        at = source.randrange(len(content) + 1)
        content = content[:at] + source.choice(BREAKS) + content[at + source.randint(0, 3) :]
    (tmp_path / name).write_bytes(content.encode("utf-8", "surrogatepass"))
    try:
        transcript = read_transcript(tmp_path / name)
    except StudyError:
        return
    edges = [edge for turn in transcript.turns.itertuples() for edge in (turn.start, turn.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(transcript.text) for edge in edges)
