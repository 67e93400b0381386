"""Who says what in the reconstruction: an assignment of codes to documents that carries the published figures.

Run by hand when the published figures or the codebook change; the outcome is committed, so nobody needs the solver:

    pip install ortools==9.15.6755 && python data/reconstruction/assign.py

Reads `data/raw/wijkverbinders/published/` and the registers. Writes `assignment.csv`, a row for every passage that has
to be written, with how the role ended and who sought whom; and `conflicts.csv`, the smallest sets of published figures
that cannot hold together, and which of them was let go.

Every published figure is a group of constraints behind a literal of its own. While the whole is infeasible, a smallest
set of literals that cannot hold together is listed, and the member that the others leave no room for is let go. Dots
are linear in count and column total: h half dots are printed when (2h - 1) N <= 40 c < (2h + 1) N (nearest half, half
up). Texts have been written on the present assignment, so a rerun keeps as much of it as it can.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
from ortools.sat.python import cp_model

HERE = Path(__file__).resolve().parent
STUDY = HERE.parent / "raw" / "wijkverbinders"
ROLE_CODES = {"leefwereld": "inwoner", "systeemwereld": "ambtenaar"}

# Column totals: small where any total will do; 40 is the only total up to 79 that can print 2.5, 2, 4.5, 2.
TOTALS = {"katwijk": 20, "maassluis": 20, "leidschendam-voorburg": 40}
MOST_OF_A_ROLE = 5  # passages with one role code in one document
OBSERVATIONS = {"D16": 4, "D17": 0, "D18": 6}  # at most so many role passages; D17 has none on purpose

# An attribution that illustrates a counted statement: its respondent is one of those counted.
ILLUSTRATES = {
    4: "N02", 10: "N06", 12: "N07", 14: "N08", 15: "N08", 16: "N09", 17: "N09", 18: "N10", 19: "N11", 20: "N13",
    21: "N13", 22: "N14", 23: "N17", 24: "N17", 25: "N18", 28: "N19", 29: "N19", 30: "N20", 34: "N21", 39: "N22",
    40: "N22", 44: "N23",
}  # fmt: skip
# Sub-counts that the text gives: among whom a statement's respondents are.
SUBCOUNTS = {
    ("N02", "maassluis", "wijkverbinder"): 3,
    ("N02", "leidschendam-voorburg", "wijkverbinder"): 1,
    ("N02", "katwijk", "wijkverbinder"): 1,
    ("N13", "katwijk", "wijkverbinder"): 1,
    ("N13", "leidschendam-voorburg", "wijkverbinder"): 1,
    ("N13", "maassluis", "wijkverbinder"): 1,
}
# A statement about a role rests on passages with that role; the first of each pair needs one of the second.
RESTS_ON = [
    ("ondernemer_voor_beide", ["innovatieve_ondernemer_inwoner"]),
    ("ondernemer_voor_beide", ["innovatieve_ondernemer_ambtenaar"]),
    ("burgerinitiatief_als_kans", ["innovatieve_ondernemer_inwoner"]),
    ("bruggenbouwer_besproken", ["bruggenbouwer_inwoner", "bruggenbouwer_ambtenaar"]),
    ("bruggenbouwen_moeizaam", ["bruggenbouwer_besproken"]),
    ("bemiddelt_in_gesprekken", ["bemiddelaar_inwoner", "bemiddelaar_ambtenaar"]),
    ("laagdrempelig_contact", ["bemiddelt_in_gesprekken"]),
    ("stelt_escalatie_uit", ["kan_escaleren"]),
    ("collega_vraagt_bemiddeling", ["bemiddelaar_ambtenaar"]),
]
# Findings without a printed number (chapters 4 and 5): between so many respondents.
FINDINGS = {
    "rol_volgt_doel": (9, 10), "inwoner_zoekt_contact": (11, 12), "positie_onduidelijk": (9, 10),
    "ambtenaar_belemmert": (11, 12), "escalatie_negatief_ervaren": (8, 9), "afdeling_op_onderwerp": (9, 10),
    "team_als_uitvalsbasis": (8, 8), "verzoek_als_extra_werk": (9, 10), "noodzaak_niet_gevoeld": (8, 9),
    "huiverig_voor_bekendheid": (8, 8), "voorbode_wijkgericht_werken": (9, 10), "bestuur_geeft_steun": (10, 10),
    "collega_vraagt_geen_bemiddeling": (8, 9), "eigenschappen_wijkverbinder": (10, 11), "langetermijneffecten": (6, 7),
    "werken_in_coronatijd": (3, 3), "meewerkende_stand": (6, 7),
}  # fmt: skip
# Counter-evidence: one or two respondents who see it otherwise and are not among those who support.
COUNTERS = {
    "functietitel_passend": ("functietitel_niet_passend", 1),
    "inwoner_zonder_antwoord": ("fikser_inwoner", 1),
    "ambtenaar_zonder_wijkkennis": ("fikser_ambtenaar", 1),
    "burgerinitiatief_niet_gezien": ("burgerinitiatief_als_kans", 1),
    "ambtenaar_neemt_initiatief": ("ambtenaar_zoekt_geen_contact", 1),
    "bruggenbouwen_geen_taak": ("bruggenbouwer_besproken", 1),
    "bruggenbouwen_lukt": ("bruggenbouwen_moeizaam", 2),
    "omgevingsmanager_geen_uitweg": ("omgevingsmanager_als_uitweg", 1),
    "bemiddelen_geen_taak": ("bemiddelt_in_gesprekken", 1),
    "kan_zelf_uitvoeren": ("afhankelijk_van_ambtenaren", 1),
    "geen_vrije_rol": ("vrije_rol", 1),
    "escaleren_zonder_aarzeling": ("stelt_escalatie_uit", 2),
    "waarde_overal_bekend": ("waarde_minder_bekend_elders", 1),
    "rolinvulling_duidelijk": ("rolinvulling_onduidelijk", 1),
    "capaciteit_voldoende": ("capaciteit_onvoldoende", 1),
    "positie_binnen_gemeente": ("positie_tussen_werelden", 1),
    "rol_volgt_voorkeur": ("rol_volgt_doel", 1),
    "ambtenaar_werkt_mee": ("ambtenaar_belemmert", 1),
    "positie_duidelijk": ("positie_onduidelijk", 1),
    "verzoek_hoort_bij_werk": ("verzoek_als_extra_werk", 1),
    "noodzaak_wel_gevoeld": ("noodzaak_niet_gevoeld", 1),
    "wil_meer_bekendheid": ("huiverig_voor_bekendheid", 2),
    "bestuur_geeft_geen_steun": ("bestuur_geeft_steun", 1),
    "werkt_solistisch": ("team_als_uitvalsbasis", 1),
    "escalatie_zonder_bezwaar": ("escalatie_negatief_ervaren", 1),
    "inwoner_mijdt_contact": ("inwoner_zoekt_contact", 1),
}
FULL, HINDERED, NOT_CALLED = "uitkomst_volledig", "uitkomst_belemmerd", "uitkomst_niet_ingeroepen"
FIXER_COURSES = (FULL, FULL, FULL, HINDERED)
OTHER_COURSES = (HINDERED, HINDERED, FULL, HINDERED, NOT_CALLED)
TO_OFFICIAL, FROM_OFFICIAL = "richting_verbinder_ambtenaar", "richting_ambtenaar_verbinder"
# The one example of a colleague who asked (section 4.2.4, attribution 22); elsewhere connectors seek officials out.
COLLEAGUE_ASKED = ("D11", "bemiddelaar_ambtenaar")
OWN_CODE = {
    "katwijk": "over_wijkregisseurs_katwijk",
    "maassluis": "over_wijkcoordinatoren_maassluis",
    "leidschendam-voorburg": "over_gebiedsregisseurs_leidschendam_voorburg",
}


def read_inputs() -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    registers = [
        pd.read_csv(path).assign(municipality=path.parent.name) for path in sorted(STUDY.glob("*/documents.csv"))
    ]
    documents = pd.concat(registers).sort_values("coding_order").reset_index(drop=True)
    published = {path.stem: pd.read_csv(path) for path in (STUDY / "published").glob("*.csv")}
    return documents, published


class Assignment:
    """The model: passages per document and code, and a literal for every published figure."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.documents, self.published = read_inputs()
        self.interviews = self.documents[self.documents["kind"] == "interview"]
        self.statements = self.published["statements"].set_index("statement")
        roles = self.published["dots"]["role"].unique()
        self.role_codes = [f"{role}_{side}" for role in roles for side in ROLE_CODES.values()]
        self.literals: dict[str, cp_model.IntVar] = {}
        self.passages: dict[tuple[str, str], cp_model.IntVar] = {}
        self.present: dict[tuple[str, str], cp_model.IntVar] = {}
        self.deviations: list[cp_model.IntVar] = []

    def literal(self, name: str) -> cp_model.IntVar:
        return self.literals.setdefault(name, self.model.new_bool_var(name))

    def count(self, document: str, code: str, most: int = MOST_OF_A_ROLE) -> cp_model.IntVar:
        key = (document, code)
        if key not in self.passages:
            self.passages[key] = self.model.new_int_var(0, most, f"{document} {code}")
            self.present[key] = self.model.new_bool_var(f"{document} has {code}")
            self.model.add(self.passages[key] >= 1).only_enforce_if(self.present[key])
            self.model.add(self.passages[key] == 0).only_enforce_if(~self.present[key])
        return self.passages[key]

    def has(self, document: str, code: str) -> cp_model.IntVar:
        self.count(document, code, MOST_OF_A_ROLE if is_role_code(code) else 1)
        return self.present[(document, code)]

    def respondents(self, code: str, municipality: str = "", perspective: str = "") -> list[cp_model.IntVar]:
        rows = self.interviews
        if municipality:
            rows = rows[rows["municipality"].isin(municipality.split())]
        if perspective:
            rows = rows[rows["perspective"] == perspective]
        return [self.has(document, code) for document in rows["document"]]

    def add_roles(self) -> None:
        dots = self.published["dots"]
        for (world, municipality), column in dots.groupby(["world", "municipality"], sort=False):
            total = self.model.new_int_var(1, 120, f"total {world} {municipality}")
            counts = {}
            for cell in column.itertuples():
                code = f"{cell.role}_{ROLE_CODES[world]}"
                parts = [self.count(d, code) for d in self.documents.query("municipality == @municipality")["document"]]
                counts[cell.role] = sum(parts)
                literal = self.literal(f"tabel {cell.table}: {municipality} {cell.role} {cell.dots} dots")
                half = round(2 * cell.dots)
                self.model.add(40 * sum(parts) >= (2 * half - 1) * total).only_enforce_if(literal)
                self.model.add(40 * sum(parts) <= (2 * half + 1) * total - 1).only_enforce_if(literal)
                near = self.model.new_int_var(0, 4, "")
                self.model.add(40 * sum(parts) >= (2 * half - 1) * total - 2 * near * TOTALS[municipality])
                self.model.add(40 * sum(parts) <= (2 * half + 1) * total - 1 + 2 * near * TOTALS[municipality])
                self.deviations.append(near)
            self.model.add(sum(counts.values()) == total)
            self.model.add(total == TOTALS[municipality])
        for document, most in OBSERVATIONS.items():
            codes = [self.count(document, code) for code in self.role_codes]
            self.model.add_linear_constraint(sum(codes), max(0, most - 2), most)

    def add_statements(self) -> None:
        for name, row in self.statements.iterrows():
            literal = self.literal(f"{name}: {row.respondents} van {row['of']}")
            among = row.among
            if among in ("wijkverbinder", "wethouder", "overig"):
                voices = self.respondents(row.code, perspective=among)
            elif all(word in OWN_CODE for word in among.split()):
                voices = self.respondents(row.code, municipality=among)
                others = " ".join(set(OWN_CODE) - set(among.split()))
                self.model.add(sum(self.respondents(row.code, municipality=others)) == 0)
            else:
                voices = self.respondents(row.code)
            self.model.add(sum(voices) == row.respondents).only_enforce_if(literal)
        for (name, municipality, perspective), count in SUBCOUNTS.items():
            literal = self.literal(f"{name}: {count} in {municipality}")
            code = self.statements.loc[name, "code"]
            self.model.add(sum(self.respondents(code, municipality, perspective)) == count).only_enforce_if(literal)
        attributions = self.published["attributions"].set_index("number")
        for number, name in ILLUSTRATES.items():
            document = attributions.loc[number, "document"]
            literal = self.literal(f"toeschrijving {number}: {document} bij {name}")
            self.model.add(self.has(document, self.statements.loc[name, "code"]) == 1).only_enforce_if(literal)

    def add_sense(self) -> None:
        for document in self.interviews["document"]:
            for first, needed in RESTS_ON:
                self.model.add_bool_or([self.has(document, code) for code in needed]).only_enforce_if(
                    self.has(document, first)
                )
            for code, (support, _) in COUNTERS.items():
                self.model.add(self.has(document, code) + self.has(document, support) <= 1)
            own = [self.count(document, code) for code in self.role_codes]
            self.model.add_linear_constraint(sum(own), 5, 16)

    def add_other_findings(self) -> None:
        """What is said without a printed number, what speaks against it, and what each case tells of itself."""
        for code, (low, high) in FINDINGS.items():
            self.model.add_linear_constraint(sum(self.respondents(code)), low, high)
            for municipality in OWN_CODE:
                self.model.add(sum(self.respondents(code, municipality)) >= 1)
        for code, (_, number) in COUNTERS.items():
            self.model.add(sum(self.respondents(code)) == number)
        for municipality, code in OWN_CODE.items():
            self.model.add(sum(self.respondents(code, municipality)) == 4)
            self.model.add(sum(self.respondents(code)) == 4)
        open_codes = sorted({*self.statements["code"], *FINDINGS, *COUNTERS, *OWN_CODE.values()})
        for document in self.interviews["document"]:
            spoken = [self.has(document, code) for code in open_codes if not is_role_code(code)]
            self.model.add_linear_constraint(sum(spoken), 14, 26)

    def add_new_nothing_in_the_last_case(self) -> None:
        """Every axial category of the data structure occurs in an interview of the first ten."""
        structure = pd.read_csv(STUDY / "data_structure.csv")
        first_ten = self.interviews["document"].head(10)
        for _, rows in structure.groupby("axial_category"):
            codes = [code for code in rows["code"] if any((d, code) in self.passages for d in first_ten)]
            self.model.add_bool_or([self.has(document, code) for code in codes for document in first_ten])


def is_role_code(code: str) -> bool:
    return code.endswith(tuple(f"_{side}" for side in ROLE_CODES.values()))


def solve(assignment: Assignment, assumed: list[str], *, minimise: bool) -> tuple[int, cp_model.CpSolver]:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = 2024
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 60
    model = assignment.model.clone()
    for name in assumed:
        model.add(model.get_bool_var_from_proto_index(assignment.literals[name].index) == 1)
    if minimise:
        cost = [1000 * model.get_int_var_from_proto_index(near.index) for near in assignment.deviations]
        model.minimize(sum(cost) + sum(changes(assignment, model)))
    return solver.solve(model), solver


def changes(assignment: Assignment, model: cp_model.CpModel) -> list[cp_model.IntVar]:
    """How many passages each document and code gains or loses against the assignment that is there."""
    present = HERE / "assignment.csv"
    counts = pd.read_csv(present).groupby(["document", "code"]).size() if present.exists() else pd.Series(dtype=int)
    changed = []
    for key, count in assignment.passages.items():
        changed.append(model.new_int_var(0, MOST_OF_A_ROLE, ""))
        now = model.get_int_var_from_proto_index(count.index)
        model.add_abs_equality(changed[-1], now - int(counts.get(key, 0)))
    return changed


def smallest_conflict(assignment: Assignment, assumed: list[str]) -> list[str]:
    """Leave members out one by one as long as what is left cannot hold together: no member can then be missed."""
    core = list(assumed)
    for size in (16, 4, 1):
        position = 0
        while position < len(core):
            without = core[:position] + core[position + size :]
            if without and solve(assignment, without, minimise=False)[0] == cp_model.INFEASIBLE:
                core = without
            else:
                position += size
    return core


def let_go(core: list[str]) -> str:
    """Of a conflict, the printed dots with the most half dots give way, otherwise the last attribution or statement."""
    cells = [name for name in core if name.startswith("tabel")]
    return cells[-1] if len(cells) == len(core) else sorted(core, key=lambda name: name.startswith("toeschrijving"))[-1]


def main() -> None:
    assignment = Assignment()
    assignment.add_roles()
    assignment.add_statements()
    assignment.add_sense()
    assignment.add_other_findings()
    assignment.add_new_nothing_in_the_last_case()
    assumed, conflicts, number = list(assignment.literals), [], 0
    while (status := solve(assignment, assumed, minimise=False)[0]) == cp_model.INFEASIBLE:
        core = smallest_conflict(assignment, assumed)
        gone = let_go(core)
        number += 1
        conflicts += [(number, name, "yes" if name == gone else "no") for name in core]
        print("conflict:", *core, f"let go: {gone}", sep="\n  ")
        assumed.remove(gone)
    status, solver = solve(assignment, assumed, minimise=True)
    off = sum(solver.value(near) for near in assignment.deviations)
    print(f"{solver.status_name(status)}: {off} half dots off")
    counts = {key: solver.value(count) for key, count in assignment.passages.items()}
    write("assignment.csv", ["document", "code", "outcome", "direction"], list_passages(assignment.documents, counts))
    write("conflicts.csv", ["conflict", "published", "let_go"], conflicts)


def list_passages(documents: pd.DataFrame, counts: dict[tuple[str, str], int]) -> list[tuple[str, ...]]:
    """A row for every passage; a role passage has an outcome and a direction, dealt out in turn within a municipality.

    Only the fixer towards residents is carried out in full (section 5.1.2); of the other seven most are hindered.
    """
    cases = dict(documents[["document", "municipality"]].itertuples(index=False))
    courses: dict[tuple[str, str], list[tuple[str, str]]] = {(cases[name], code): [] for name, code in counts}
    for (document, code), number in counts.items():
        of_case = courses[(cases[document], code)]
        of_case += [_course(code, turn) for turn in range(len(of_case), len(of_case) + number)]
    rows = []
    for document, municipality in cases.items():
        for code in sorted(code for name, code in counts if name == document):
            left = courses[(municipality, code)]
            rows += [(document, code, *_deal(document, code, left)) for _ in range(counts[(document, code)])]
    return rows


def _deal(document: str, code: str, left: list[tuple[str, str]]) -> tuple[str, str]:
    """The next course of those left; the colleague who asked takes the first that was carried out in full."""
    if (document, code) != COLLEAGUE_ASKED:
        return left.pop(0)
    return left.pop(left.index((FULL, TO_OFFICIAL)))[0], FROM_OFFICIAL


def _course(code: str, turn: int) -> tuple[str, str]:
    """How the turn-th passage of a role ended, and who sought whom in it; both are empty for other codes.

    Officials do not seek out the connector (section 4.2, figures 4, 6 and 10): where they should have, the role was
    not called upon.
    """
    if not is_role_code(code):
        return "", ""
    courses = FIXER_COURSES if code == "fikser_inwoner" else OTHER_COURSES
    outcome = courses[turn % len(courses)]
    if code.endswith("_inwoner"):
        return outcome, ("richting_inwoner_verbinder", "richting_verbinder_inwoner")[turn % 2]
    return outcome, FROM_OFFICIAL if outcome == NOT_CALLED else TO_OFFICIAL


def write(name: str, header: list[str], rows: list[tuple[object, ...]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([header, *rows])


if __name__ == "__main__":
    main()
