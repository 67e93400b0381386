"""What `wijk check` passes, `wijk run` can do: small studies of every shape, checked and then run in this process."""

import os

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from notebooks_here import run
from pictures import paint_nothing

from wijkresearch.errors import StudyError
from wijkresearch.run.check import check_whole

STUDY = "proef"
EXAMPLES = int(os.environ.get("WIJK_EXAMPLES", "4"))
"""How many studies are made; `WIJK_EXAMPLES=200` tries more of them than the suite has time for."""

CASES = ("aardam", "bosrade", "cederdam")
ROLES, WORLDS = ("luisteraar", "makelaar"), ("buiten", "binnen")
CONSENTS = ("informed", "voluntary", "processing", "recording", "quotes", "reuse", "observation")
LINES = [
    "spreker 1: De bakker stond vroeg op. Hij dacht aan de brug.",
    "interviewer: En toen?",
    "spreker 1: Het regende in de haven. Niemand keek om.",
    "spreker 2: Wij zagen de molen draaien. Dat was alles.",
]
TEXT = "\n".join(LINES) + "\n"
PASSAGES = ((11, 37), (38, 59), (93, 117), (118, 135))
FRAME = """code,municipality,province,inhabitants_2024,area_total_km2,area_land_km2,council_seats,urbanity
GM1,Aardam,Zuid,30000,12.5,12.0,23,3
GM2,Bosrade,Zuid,30000,12.5,12.0,23,3
GM3,Cederdam,Noord,40000,20.0,18.0,27,
GM4,Dennevoort,Zuid,55000,31.0,30.0,29,2
GM5,Eikenbroek,Noord,21000,9.0,8.5,21,4
"""


def named(*names, english=True):
    return [{"id": name, "label_nl": name.title(), **({"label_en": name.title()} if english else {})} for name in names]


@st.composite
def codebooks(draw, roles, worlds):
    """Rows of a codebook: the codes of the roles, some others, outcomes and directions."""
    rows = [(f"{role}_{world}", "open", role, world, "") for role in roles for world in worlds]
    rows += [(role, "role", role, "", "") for role in roles if draw(st.booleans())]
    rows += [(f"waarde_{role}", "value", role, "", "") for role in roles if draw(st.booleans())]
    rows += [("voor", "open", "", "", ""), ("tegen", "open", "", "", "")]
    if draw(st.booleans()):
        rows += [(name, "outcome", "", "", name) for name in ("fulfilled", "hindered")]
        rows += [("heen", "direction", "", "", ""), ("terug", "direction", "", "", "")]
    return rows


@st.composite
def selections(draw):
    """How cases were chosen: with or without a frame, controls, labels."""
    controls = st.sampled_from([["council_seats"], ["council_seats", "density_total"], ["urbanity"], []])
    chosen = {
        "frame": draw(st.sampled_from(["kader.csv", None])),
        "frame_controls": draw(controls),
        "other_controls": draw(st.sampled_from([[], [["density_land"], ["council_seats", "inhabitants_2024"]]])),
        "labels_nl": draw(st.sampled_from([{}, {"council_seats": "zetels", "density_total": "dichtheid"}])),
    }
    return {name: value for name, value in chosen.items() if draw(st.integers(0, 4))}


@st.composite
def study_settings(draw, roles, worlds, codes):
    """study.yml, with every block that may be left out sometimes left out."""
    english = draw(st.booleans())
    settings = {
        "title": "Proef",
        "perspectives": named("wijk", "stad", english=english),
        "coders": named("een", "twee"),
    }
    optional = {
        "roles": named(*roles, english=english),
        "worlds": named(*worlds, english=english),
        "questions": [{"id": "vraag", "text_nl": "Wat?", **({"text_en": "What?"} if english else {})}],
        "expectations": [{"id": "verwacht", "text_nl": "Dat.", "text_en": "That."}],
        "selection": draw(selections()),
        "thresholds": draw(st.sampled_from([{}, {"dots_per_column": 8, "dot_step": 1}])),
        "saturation": draw(st.sampled_from([{"base": 1, "run": 1}, {"reflexive": True}])),
        "retention_years": draw(st.sampled_from([0, 10])),
        "notice": "Verzonnen.",
        "origin": "reconstruction",
        "groups_en": {"Groep": "Group"},
    }
    if draw(st.booleans()):
        sides = [{**actor, "world": world} for actor, world in zip(named("buur", "klerk"), worlds, strict=False)]
        optional["actors"] = [*sides, *named("schakel")]
        optional["goals"] = [
            {"role": role, "world": world, "text_nl": "een doel"} for role in roles[:1] for world in worlds[:1]
        ]
        if "heen" in codes and len(worlds) == 2:
            optional["directions"] = [
                {"id": "heen", "from": "buur", "to": "schakel"}, {"id": "terug", "from": "klerk", "to": "buur"},
            ]  # fmt: skip
    used = {"roles": bool(roles), "worlds": bool(worlds), "questions": True, "actors": True, "directions": True}
    kept = {name: value for name, value in optional.items() if used.get(name) or draw(st.integers(0, 3))}
    return settings | kept


@st.composite
def documents(draw, case, number):
    """The register of a case: rows of documents.csv, and which of them have a text."""
    rows = []
    hidden = draw(st.integers(0, 5)) == 0
    for place in range(draw(st.integers(0, 3))):
        agreed = dict.fromkeys(CONSENTS, "yes" if draw(st.integers(0, 5)) else "")
        agreed["quotes"] = draw(st.sampled_from(["yes", ""]))
        rows.append(
            {
                "document": f"D{10 * number + place}",
                "kind": draw(st.sampled_from(["interview", "interview", "observation"])),
                "function": "gids",
                "perspective": draw(st.sampled_from(["wijk", "stad"])),
                "coding_order": 10 * number + place + 1,
                "file": draw(st.sampled_from([f"D{10 * number + place}.txt", f"D{10 * number + place}.txt", ""])),
                "signed_on": draw(st.sampled_from(["2024-04-01", ""])),
                "consent_name": draw(st.sampled_from(["own", "function", "pseudonym", ""])),
                "consent_municipality": "pseudonym" if hidden else "own",
                **{f"consent_{item}": answer for item, answer in agreed.items()},
            }
        )
    return rows


@st.composite
def codings(draw, register, codes):
    """Rows of segments.csv: some passages of some documents, now and then read by a second person as well."""
    rows = set()
    for row in register:
        for coder in ["een", "twee"][: draw(st.integers(0, 2))]:
            for start, end in draw(st.lists(st.sampled_from(PASSAGES), unique=True, max_size=3)):
                for code in draw(st.lists(st.sampled_from(codes), unique=True, max_size=2)):
                    rows.add((row["document"], start, end, code, coder))
    return sorted(rows)


@st.composite
def claim_lists(draw, sources, roles, worlds):
    """claims.yml: nothing, or claims of several sorts that were derived from these cases."""
    common = {
        "text": {"nl": "Iets is zo", "en": "Something is so"},
        "answers": "vraag",
        "rule": {"min_respondents": 1, "min_label": "single"},
        "eligible": draw(st.sampled_from([{"kind": "interview"}, {"kind": "interview", "perspectives": ["wijk"]}])),
        "derived_from": list(sources),
    }
    sides = {"support": ["voor"], "counter": ["tegen"]}
    few = {"rule": {"min_respondents": 1}}
    coded = {"id": "C1", "kind": "prevalence", **sides, **common}
    absent = {**coded, "id": "C2", "kind": "absence", "same_passage": ["tegen"]}
    there = {**coded, "id": "C3", "kind": "existence", "rule": {"at_least": 1}}
    more = {**coded, **few, "id": "C4", "kind": "contrast", "contrast": {"by": 25}}
    text = {name: common[name] for name in ("text", "answers")}
    whole = {**text, "id": "A1", "kind": "composite", "composition": {"all_of": ["C1"]}, "says": {"C1": text["text"]}}
    cause = {**text, "id": "A2", "kind": "covariation"}
    cause["covariation"] = {"outcome": "C1", "conditions": ["A1"], "min_cases": 2}
    advice = {**text, "id": "A3", "kind": "recommendation", "rests_on": ["A2"]}
    claims = [coded, absent, there, more, whole, cause, advice]
    if roles and worlds:
        world = draw(st.sampled_from([*worlds, None]))
        place = {"role": roles[0]} if world is None else {"role": roles[0], "world": world}
        rank = {**place, "rank": draw(st.sampled_from(["most", "least"]))}
        ended = {**place, "judgement": draw(st.sampled_from(["made", "hindered", "varied"]))}
        claims += [
            {"id": "R1", "kind": "ranking", "ranking": rank, **common, **few},
            {"id": "R2", "kind": "connection", "connection": ended, **common, "rule": {"min_passages": 1}},
            {"id": "R3", "kind": "existence", "roles": roles[:2], **common, "rule": {"at_least": 1}},
        ]
    chosen = draw(st.lists(st.sampled_from(claims), unique_by=lambda claim: claim["id"]))
    wanted = {claim["id"] for claim in chosen}
    for claim in (advice, cause, whole):
        wanted |= {"A3": {"A2"}, "A2": {"A1", "C1"}, "A1": {"C1"}}[claim["id"]] if claim["id"] in wanted else set()
    return [claim for claim in claims if claim["id"] in wanted]


@st.composite
def published(draw, cases, roles, worlds):
    """Printed tables by name, each as CSV, or not there."""
    dots = [f"3,4.2,{world},{case},{role},2.5" for world in worlds for case in cases for role in roles]
    texts = {
        "dots": "\n".join(["table,section,world,municipality,role,dots", *dots]),
        "cases": f"table,section,municipality,measure,printed\n1,3.1,{cases[0]},inhabitants,30.000",
        "register": f"document,section,kind,function,municipality\nD10,3.2,interview,gids,{cases[0]}",
        "statements": "statement,section,respondents,of,among,gist,code\nN01,4.1,1,2,all,iets,voor",
        "attributions": "number,section,document,function,municipality,kind,gist\n1,4.1,D10,gids,,quote,iets",
        "rankings": "ranking,section,municipality,role,rank,gist\n"
        + "\n".join(f"R1,4.2,{cases[0]},{role},most,iets" for role in roles[:1]),
    }
    return {name: text for name, text in texts.items() if draw(st.integers(0, 2)) == 0}


ODD = (None, "", [], {}, -1, 0, "mars", [None], True)
"""What a setting is made now and then; mostly the check refuses it, and where it does not the run has to do."""


def paths(value, here=()):
    """The way to every setting in a YAML file, at any depth."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        yield (*here, name)
        yield from paths(inner, (*here, name))


def change(content, path, value):
    """The same file with one setting made odd."""
    if not path:
        return value
    first, *rest = path
    copied = list(content) if isinstance(content, list) else dict(content)
    copied[first] = change(content[first], rest, value)
    return copied


@st.composite
def studies(draw):
    """A study's folder: file to content. Now and then one setting is odd; then the check may refuse it."""
    cases = CASES[: draw(st.integers(1, 3))]
    roles, worlds = ROLES[: draw(st.integers(0, 2))], WORLDS[: draw(st.integers(0, 2))]
    codebook = draw(codebooks(roles, worlds))
    codes = [row[0] for row in codebook]
    derived = cases[: draw(st.integers(0, len(cases)))]
    files = {
        "study.yml": draw(study_settings(roles, worlds, codes)),
        "claims.yml": draw(claim_lists(derived, roles, worlds)) if derived else [],
    }
    for number, case in enumerate(cases, start=1):
        files[f"{case}/municipality.yml"] = {
            "name": case.title(), "phase": "derivation" if case in derived else "test", "official_title": "gids",
            "wards": 2, "officials": 3, "aldermen": 4, "council_seats": draw(st.sampled_from([23, 25])),
            "inhabitants": 30000, "area_km2": 12.5, "province": "Zuid", "department": "Wijken",
        }  # fmt: skip
        register = draw(documents(case, number))
        files[f"{case}/documents.csv"] = register
        files[f"{case}/segments.csv"] = draw(codings(register, codes))
    if draw(st.integers(0, 3)) == 0:
        spoiled = draw(st.sampled_from([name for name in files if name.endswith(".yml") and files[name]]))
        path = draw(st.sampled_from(sorted(paths(files[spoiled]), key=str)))
        files[spoiled] = change(files[spoiled], path, draw(st.sampled_from(ODD)))
    grouped = draw(st.lists(st.sampled_from(codes), unique=True))
    files["data_structure.csv"] = [(code, "Groep", "Thema") for code in grouped]
    files["codebook.csv"] = codebook
    files["published"] = draw(published(cases, roles, worlds))
    return files


def write(folder, files):
    """Put the study on disk."""
    folder.mkdir(parents=True)
    (folder.parent / "kader.csv").write_text(FRAME, encoding="utf-8")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if name.endswith(".yml") and content != []:
            path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        elif name.endswith("documents.csv"):
            write_register(path, content)
        elif name.endswith("segments.csv") and content:
            path.write_text(as_csv("document,start,end,code,coder", content), encoding="utf-8")
        elif name == "data_structure.csv":
            path.write_text(as_csv("code,axial_category,selective_theme", content), encoding="utf-8")
        elif name == "codebook.csv":
            rows = [(row[0], row[0].title(), row[0].title(), "Wat het is.", "inductive", *row[1:]) for row in content]
            header = "code,label_nl,label_en,definition,origin,kind,role,world,outcome"
            path.write_text(as_csv(header, rows), encoding="utf-8")
    for name, text in files["published"].items():
        path = folder / "published" / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")


def as_csv(header, rows):
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n"


def write_register(path, register):
    header = list(register[0]) if register else ["document", "kind", "function", "perspective", "coding_order", "file"]
    path.write_text(as_csv(",".join(header), [row.values() for row in register]), encoding="utf-8")
    for row in register:
        if row["file"]:
            (path.parent / "transcripts").mkdir(exist_ok=True)
            (path.parent / "transcripts" / row["file"]).write_text(TEXT, encoding="utf-8")


@pytest.fixture
def laid_out(monkeypatch):
    """Pictures are laid out only."""
    paint_nothing(monkeypatch.setattr)


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, print_blob=False, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(files=studies())
def test_what_the_check_passes_the_run_can_do(files, tmp_path_factory, monkeypatch, laid_out):
    root = tmp_path_factory.mktemp("proef")
    write(root / "data" / "raw" / STUDY, files)
    monkeypatch.setenv("WIJK_ROOT", str(root))
    try:
        check_whole(STUDY, root=root)
    except StudyError:
        return
    run(root, STUDY)
