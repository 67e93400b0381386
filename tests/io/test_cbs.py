"""The client of Statistics Netherlands against a server on this machine that answers in the real shape.

The rows copy the padding, the paging and the moving suffixes of the real service; a few real figures of 2024 stand in.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from wijkresearch.cli.frame import with_council_seats
from wijkresearch.errors import StudyError
from wijkresearch.io.cbs import Connection, fetch_frame, resolve_columns, write_snapshot

pytest.importorskip("cbsodata")

COLUMNS = [
    "Gemeentenaam_1",
    "SoortRegio_2",
    "Codering_3",
    "AantalInwoners_5",
    "Bevolkingsdichtheid_34",
    "OppervlakteTotaal_115",
    "OppervlakteLand_116",
    "MateVanStedelijkheid_120",
    "Omgevingsadressendichtheid_121",
]
COLUMNS_2021 = [name.replace("_115", "_111").replace("_120", "_117") for name in COLUMNS]
MUNICIPALITIES = [
    ("GM0537", "Katwijk", 66966, 3115, 2481, 2, 2186, 65480),
    ("GM0556", "Maassluis", 35832, 1012, 844, 2, 2086, 33570),
    ("GM1963", "Hoeksche Waard", 89000, 32330, 26923, 4, 700, None),
    ("GM0373", "Bergen (NH.)", 29900, 12000, 9900, 4, 600, 29895),
]
WARDS = ["WK053701", "WK053702", "WK055601", "WK196301", "WK037301"]


def area_row(code: str, kind: str, figures: dict[str, Any]) -> dict[str, Any]:
    padded = {"Codering_3": code.ljust(10), "WijkenEnBuurten": code.ljust(10), "SoortRegio_2": kind.ljust(10)}
    return {**dict.fromkeys(COLUMNS), **figures, **padded}


def rows_2024() -> list[dict[str, Any]]:
    rows = []
    for code, name, inhabitants, total, land, urbanity, addresses, _ in MUNICIPALITIES:
        figures = {
            "Gemeentenaam_1": name.ljust(40),
            "AantalInwoners_5": inhabitants,
            "Bevolkingsdichtheid_34": "       .",
            "OppervlakteTotaal_115": total,
            "OppervlakteLand_116": land,
            "MateVanStedelijkheid_120": urbanity,
            "Omgevingsadressendichtheid_121": addresses,
        }
        rows.append(area_row(code, "Gemeente", figures))
    return rows + [area_row(ward, "Wijk", {"Gemeentenaam_1": "x".ljust(40)}) for ward in WARDS]


def rows_2021() -> list[dict[str, Any]]:
    return [
        area_row(code, "Gemeente", {"AantalInwoners_5": "       ." if count is None else f"{count:>8}"})
        for code, *_, count in MUNICIPALITIES
    ]


PROVINCES = {"GM0537": "Zuid-Holland", "GM0556": "Zuid-Holland", "GM1963": "Zuid-Holland", "GM0373": "Noord-Holland"}


def answers() -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {
        "85755NED/TypedDataSet": [
            {"RegioS": code.ljust(10), "Code_28": "PV28  ", "Naam_29": name.ljust(30)}
            for code, name in PROVINCES.items()
        ]
    }
    for table, columns, rows in (("85984NED", COLUMNS, rows_2024()), ("85039NED", COLUMNS_2021, rows_2021())):
        names = ["TableInfos", "TypedDataSet", "UntypedDataSet", "DataProperties", "WijkenEnBuurten"]
        tables[f"{table}/"] = [{"name": name, "url": name} for name in names]
        tables[f"{table}/TableInfos"] = [{"ID": 0}]
        tables[f"{table}/DataProperties"] = [{"Key": "WijkenEnBuurten"}, *({"Key": name} for name in columns)]
        titles = {row["WijkenEnBuurten"]: (row["Gemeentenaam_1"] or "").strip() for row in rows}
        tables[f"{table}/WijkenEnBuurten"] = [{"Key": key, "Title": title} for key, title in titles.items()]
        tables[f"{table}/TypedDataSet"] = tables[f"{table}/UntypedDataSet"] = rows
    return tables


class Service(ThreadingHTTPServer):
    """Answers as the real service: pages of two rows, `$select`, and failures on demand."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.tables = answers()
        self.failures = 0
        self.delay = 0.0
        self.broken = False
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append(self.path)
        time.sleep(self.server.delay)
        if self.server.failures:
            self.server.failures -= 1
            self.answer(500, b"Internal Server Error")
            return
        if self.server.broken:
            self.answer(200, b'{"value": [')
            return
        query = parse_qs(parts.query)
        rows = self.server.tables[parts.path.removeprefix("/ODataFeed/odata/")]
        start = int(query.get("$skip", ["0"])[0])
        page: dict[str, Any] = {
            "odata.metadata": "…",
            "value": [self.pick(row, query) for row in rows[start : start + 2]],
        }
        if start + 2 < len(rows):
            rest = f"&$select={query['$select'][0]}" if "$select" in query else ""
            page["odata.nextLink"] = f"{self.server.address}{parts.path}?$skip={start + 2}{rest}"
        self.answer(200, json.dumps(page).encode())

    def pick(self, row: dict[str, Any], query: dict[str, list[str]]) -> dict[str, Any]:
        wanted = query.get("$select", [""])[0].split(",")
        return {name: row[name] for name in wanted} if wanted != [""] else row

    def answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the name in the standard library
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    import cbsodata

    monkeypatch.setitem(cbsodata.options.requests, "proxies", {})


def fetch(service: Service, province: str = "", **patience: Any):
    patience = {"timeout": 5.0, "attempts": 2, "pause": 0.01, **patience}
    return fetch_frame(2024, province=province, connection=Connection(server=service.address, **patience))


def test_rows_of_several_pages_become_a_frame_in_km2_with_codes_and_wards(service: Service) -> None:
    frame = fetch(service).frame.set_index("code")
    assert frame["municipality"].tolist() == ["Bergen (NH.)", "Katwijk", "Maassluis", "Hoeksche Waard"]
    katwijk = frame.loc["GM0537"]
    assert katwijk[["inhabitants_2024", "area_total_km2", "area_land_km2", "urbanity", "cbs_wards"]].tolist() == [
        *(66966, 31.15, 24.81, 2, 2),
    ]
    assert frame["province"].tolist() == ["Noord-Holland", *["Zuid-Holland"] * 3]
    assert frame["inhabitants_2021"].tolist()[:3] == [29895, 65480, 33570]
    assert pd.isna(frame.loc["GM1963", "inhabitants_2021"])


def test_only_the_columns_and_kinds_that_are_needed_are_asked_for(service: Service) -> None:
    fetch(service)
    first = next(path for path in service.asked if "85984NED/" in path and "DataSet" in path)
    query = parse_qs(urlsplit(first).query)
    assert "Bevolkingsdichtheid_34" not in query["$select"][0]
    assert query["$filter"] == ["substringof('Gemeente',SoortRegio_2) or substringof('Wijk',SoortRegio_2)"]


def test_one_province_is_kept(service: Service) -> None:
    assert fetch(service, province="Noord-Holland").frame["municipality"].tolist() == ["Bergen (NH.)"]


def test_council_seats_follow_from_the_reference_date_and_stay_empty_without_it(service: Service) -> None:
    seats = with_council_seats(fetch(service)).frame.set_index("municipality")["council_seats"]
    assert seats[["Katwijk", "Maassluis"]].tolist() == [33, 23]
    assert pd.isna(seats["Hoeksche Waard"])


def test_a_server_that_fails_once_is_asked_again_and_that_is_said(service: Service) -> None:
    said: list[str] = []
    service.failures = 1
    assert len(fetch(service, tell=said.append).frame) == 4
    assert said[:2] == [
        "Statistics Netherlands: columns of 85984NED",
        "columns of 85984NED: the server reports an error; trying again",
    ]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ({"failures": 100}, "the server reports an error"),
        ({"broken": True}, "the answer is not what this table looks like"),
        ({"delay": 0.4}, "it took too long"),
    ],
)
def test_a_server_that_keeps_failing_gives_a_message_with_the_way_out(
    service: Service, trouble: dict[str, Any], words: str
) -> None:
    for name, value in trouble.items():
        setattr(service, name, value)
    with pytest.raises(StudyError) as error:
        fetch(service, timeout=0.1)
    assert str(error.value) == (
        f"1 problem:\n  {service.address}: no answer for the columns of 85984NED after 2 attempts ({words}). "
        "Try again later, or work with data/raw/netherlands_2024.csv, which needs no network."
    )


def test_without_a_network_the_shipped_file_is_named() -> None:
    with pytest.raises(StudyError) as error:
        fetch_frame(2024, connection=Connection(server="http://127.0.0.1:9", attempts=1, timeout=1))
    assert str(error.value) == (
        "1 problem:\n  http://127.0.0.1:9: no answer for the columns of 85984NED after 1 attempts (no connection). "
        "Try again later, or work with data/raw/netherlands_2024.csv, which needs no network."
    )


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (
            ["AantalInwoners_5", "AantalInwoners_9"],
            "2 columns are called AantalInwoners_… (AantalInwoners_5, AantalInwoners_9)",
        ),
        (["AantalInwonersTotaal_5", "AantalInwoners"], "0 columns are called AantalInwoners_… (none)"),
    ],
)
def test_a_column_that_is_gone_or_there_twice_is_not_guessed(keys: list[str], found: str) -> None:
    with pytest.raises(StudyError) as error:
        resolve_columns(keys, {"inhabitants": "AantalInwoners"}, "85984NED")
    assert str(error.value) == (
        f"1 problem:\n  table 85984NED: {found}; expected one. Statistics Netherlands changed this table; "
        "try again later, or work with data/raw/netherlands_2024.csv, which needs no network."
    )


def test_the_suffix_of_a_column_may_move() -> None:
    for suffix in ("111", "115", "120"):
        assert resolve_columns(
            [f"OppervlakteTotaal_{suffix}", "OppervlakteTotaalWater_7"], {"a": "OppervlakteTotaal"}, "t"
        ) == {"a": f"OppervlakteTotaal_{suffix}"}


def test_a_column_that_no_longer_holds_provinces_is_noticed(service: Service) -> None:
    service.tables["85755NED/TypedDataSet"][0]["Naam_29"] = "COROP 25"
    with pytest.raises(StudyError) as error:
        fetch(service)
    assert str(error.value) == (
        "1 problem:\n  table 85755NED: Katwijk (GM0537) has no province there but 'COROP 25'; "
        "expected a province. Ask for 2024, the year of that table."
    )


@pytest.mark.parametrize(
    ("year", "province", "expected"),
    [
        (2017, "", "year: there is no table for 2017; expected one of 2022, 2023, 2024, 2025."),
        (
            2024,
            "Holland",
            "province: 'Holland' is not a province; expected one of Groningen, Fryslân, Drenthe, Overijssel, "
            "Flevoland, Gelderland, Utrecht, Noord-Holland, Zuid-Holland, Zeeland, Noord-Brabant, Limburg.",
        ),
    ],
)
def test_an_unknown_year_or_province_is_said_before_anything_is_fetched(
    year: int, province: str, expected: str
) -> None:
    with pytest.raises(StudyError) as error:
        fetch_frame(year, province=province)
    assert str(error.value) == f"1 problem:\n  {expected}"


def test_a_snapshot_is_written_with_its_source_and_never_over_another(service: Service, tmp_path: Path) -> None:
    snapshot = fetch(service)
    path = write_snapshot(snapshot, tmp_path / "frame.csv")
    assert (
        path.read_text(encoding="utf-8").splitlines()[1].startswith("GM0373,Bergen (NH.),Noord-Holland,29895,29900,120")
    )
    source = json.loads((tmp_path / "frame.provenance.json").read_text(encoding="utf-8"))
    assert (source["table"], source["licence"], source["rows"]) == ("85984NED", "CC BY 4.0", 4)
    assert source["columns"]["area_total"] == "OppervlakteTotaal_115"
    with pytest.raises(StudyError) as error:
        write_snapshot(snapshot, path)
    assert str(error.value) == (
        "1 problem:\n  frame.csv: exists already. Name another file with --out, or say --overwrite."
    )
    assert write_snapshot(snapshot, path, overwrite=True) == path


def test_the_options_of_the_client_are_put_back(service: Service) -> None:
    import cbsodata

    before = (cbsodata.options.catalog_url, cbsodata.options.use_https, dict(cbsodata.options.requests))
    fetch(service)
    assert (cbsodata.options.catalog_url, cbsodata.options.use_https, dict(cbsodata.options.requests)) == before


def test_without_the_client_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cbsodata", None)
    with pytest.raises(StudyError) as error:
        fetch_frame(2024)
    assert str(error.value) == (
        "1 problem:\n  wijk frame: the package cbsodata is not installed. "
        'Install it with: pip install "wijkresearch[frame]". '
        "Or work with data/raw/netherlands_2024.csv, which needs no network."
    )
