"""The screen of coding in a browser, with a real mouse and keyboard; a kernel on the page keeps what it is sent."""

import json
from io import BytesIO

import pytest
from coder.firefox import FIREFOX, firefox
from coder.mock_screen import FAMILY, TEXT, compared, document, find, served

pytestmark = pytest.mark.browser

# The middle of the left edge of the first words, and of the right edge of the last ones, both brought on the screen.
EDGES = """([first, last]) => {
    const home = document.querySelector("main > div");
    const lines = [...(home.shadowRoot ?? home).querySelectorAll(".wijk-line")];
    const find = (words, from) => {
        for (const line of lines.slice(from)) {
            const at = line.textContent.indexOf(words);
            if (at < 0) continue;
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            const point = left => {
                let node = walker.currentNode = line;
                while ((node = walker.nextNode()) && left > node.length) left -= node.length;
                return [node, left];
            };
            const range = document.createRange();
            range.setStart(...point(at));
            range.setEnd(...point(at + words.length));
            return [lines.indexOf(line), range];
        }
        throw new Error("these words are not on the page");
    };
    const [at, start] = find(first, 0);
    const [, end] = find(last, at);
    start.startContainer.parentElement.scrollIntoView({block: "center"});
    const [from, to] = [[...start.getClientRects()][0], [...end.getClientRects()].at(-1)];
    return [[from.left, (from.top + from.bottom) / 2], [to.right, (to.top + to.bottom) / 2]];
}"""
DRAWN = """() => Object.fromEntries([...CSS.highlights].filter(([name, drawn]) => /own|other/.test(name) && drawn.size)
    .map(([name, drawn]) => [name.replace(/^.*-/, ""), [...drawn].map(range => {
        const all = document.createRange();
        all.setStart(range.startContainer, range.startOffset);
        all.setEnd(range.endContainer, range.endOffset);
        return all.toString().replace(/\\s+/g, " ");
    })]))"""

PICKED = (
    "() => [...CSS.highlights].filter(([name]) => /picked/.test(name)).flatMap(([, drawn]) => [...drawn].map(String))"
)


class Screen:
    """The screen, used with mouse and keyboard."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".wijk-coder")
        self.text = self.root.locator(".wijk-text")

    @property
    def sent(self):
        """Every message but the first, without its number."""
        said = self.page.evaluate("kernel.sent.slice(1)")
        assert [message["seq"] for message in said] == sorted(message["seq"] for message in said)
        return [{name: value for name, value in message.items() if name != "seq"} for message in said]

    @property
    def drawn(self):
        return self.page.evaluate(DRAWN)

    @property
    def status(self):
        return self.root.locator(".wijk-status").text_content()

    def drag(self, first, last=""):
        start, end = self.page.evaluate(EDGES, [first, last or first])
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(start[0] + 6, start[1], steps=3)
        self.page.mouse.move(*end, steps=4)
        self.page.mouse.up()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def settle(self):
        """Wait until the kernel answered everything and the lists are drawn."""
        self.page.evaluate("""async () => {
            for (let turn = 0; turn < 3; turn += 1) {
                await new Promise(done => requestAnimationFrame(() => setTimeout(done, 5)));
            }
        }""")

    @property
    def here(self):
        self.settle()
        return self.root.locator(".wijk-here .wijk-place").all_text_contents()


@pytest.fixture(scope="module")
def address():
    with served() as found:
        yield found


@pytest.fixture
def open_screen(browser, address):
    """Opens the screen on a page of its own, on which nothing may go wrong."""
    contexts, errors = [], []

    def opened(language="nl", *, width=1280, height=800, before="", in_shadow=False, **changed):
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if before:
            page.add_init_script(before)
        page.goto(address)
        page.wait_for_function("window.ready")
        page.evaluate("message => { window.compared = message; }", compared())
        page.evaluate("([told, inShadow]) => start(told, inShadow)", [document(language, **changed), in_shadow])
        page.locator(".wijk-coder[data-document=D1]").wait_for()
        return Screen(page)

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def screen(open_screen):
    return open_screen()


def added(words, code="fikser"):
    start, end = find(*words)
    return {"op": "add", "code": code, "start": start, "end": end}


# Selecting with the mouse.


@pytest.mark.parametrize(
    "words",
    [
        ("zeggen de buren",),
        (FAMILY,),
        ("Míj́n", "👋🏽"),
        ("de buren", "noemen wij"),
        ("bij de steiger", "Op zaterdag"),
    ],
    ids=["words", "emoji", "accents", "turns", "paragraphs"],
)
def test_what_the_mouse_selects_is_sent_in_code_points(screen, words):
    screen.drag(*words)
    screen.press("1")
    assert screen.sent == [added(words)]


def test_a_selection_can_be_made_inside_another_one(screen):
    screen.drag("Prima", "terug en")
    screen.press("1")
    screen.drag("straat groet")
    screen.press("1")
    assert screen.sent == [added(("Prima", "terug en")), added(("straat groet",))]


def test_a_selection_that_ends_in_the_next_paragraph_ends_with_its_last_word(screen):
    screen.page.mouse.click(*screen.page.evaluate(EDGES, ["Dan bel", "Dan bel"])[1], click_count=3)
    screen.press("1")
    assert screen.sent == [added(("Dan bel", "nam op."))]


def test_white_space_at_the_ends_is_not_coded(screen):
    screen.drag(" zeggen de buren ")
    screen.press("1")
    assert screen.sent == [added(("zeggen de buren",))]


def test_a_click_in_the_panel_leaves_the_selection_and_the_keys(screen):
    screen.drag("zeggen de buren")
    screen.root.locator("[role=treeitem][data-code=bemiddelaar]").click()
    screen.press("1")
    screen.root.locator("[role=treeitem][data-code=cooperatie]").click()
    assert screen.sent == [added(("zeggen de buren",), code) for code in ("bemiddelaar", "fikser", "cooperatie")]


def test_nothing_is_given_to_nothing(screen):
    screen.text.focus()
    screen.press("1")
    screen.settle()
    assert (screen.sent, screen.status) == ([], "Selecteer eerst een passage.")


# Giving, making, taking back.


def test_a_code_is_drawn_before_the_kernel_knows_of_it(screen):
    screen.drag("zeggen de buren")
    drawn = screen.page.evaluate(f"""() => {{
        document.querySelector(".wijk-text").dispatchEvent(new KeyboardEvent("keydown", {{key: "1", bubbles: true}}));
        return ({DRAWN})();
    }}""")
    assert sorted(drawn["own0"]) == ["Op zaterdag drinken wij koffie op het plein", "zeggen de buren"]


def test_a_search_without_accents_gives_the_code_and_goes_back_to_the_passage(screen):
    screen.drag("zeggen de buren")
    screen.press("/")
    screen.page.keyboard.type("coop")
    screen.press("Enter", "1")
    expected = [added(("zeggen de buren",), "cooperatie"), added(("zeggen de buren",))]
    assert screen.sent == expected
    screen.press("Shift+ArrowRight", "Shift+ArrowRight", "1")
    start, end = find("zeggen de buren", FAMILY)
    assert screen.sent[2:] == [{"op": "add", "code": "fikser", "start": start, "end": end}]


def test_shift_and_enter_keep_searching(screen):
    screen.drag("zeggen de buren")
    screen.press("/")
    screen.page.keyboard.type("coop")
    screen.press("Shift+Enter", "Control+a")
    screen.page.keyboard.type("bemid")
    screen.press("ArrowDown")
    screen.page.evaluate("kernel.tell({...kernel.answer({seq: 1}), codes: told.codes})")  # the list is drawn anew
    screen.settle()
    screen.press("ArrowUp", "Enter")
    assert [message["code"] for message in screen.sent] == ["cooperatie", "bemiddelaar"]


def test_a_search_that_is_left_keeps_the_passage(screen):
    screen.drag("zeggen de buren")
    screen.press("/")
    screen.page.keyboard.type("xyz")
    screen.press("Escape", "1")
    assert screen.sent == [added(("zeggen de buren",))]


def test_the_passage_stays_to_be_seen_while_one_searches(screen):
    screen.drag("zeggen de buren")
    screen.press("/")
    screen.settle()
    assert screen.page.evaluate(PICKED) == ["zeggen de buren"]


def test_the_passage_of_a_coding_shows_when_one_points_at_it_in_the_list(screen):
    screen.drag("drinken wij")
    screen.settle()
    screen.root.locator(".wijk-here .wijk-place").hover()
    assert screen.page.evaluate(PICKED) == ["Op zaterdag drinken wij koffie op het plein"]
    screen.page.mouse.move(5, 5)
    assert screen.page.evaluate(PICKED) == []


def test_a_code_that_is_not_there_is_made_and_given(screen):
    screen.drag("onze", "lichtbrenger")
    screen.press("/")
    screen.page.keyboard.type("Lichtbrenger")
    screen.press("Enter", "Tab")
    screen.page.keyboard.type("Wie licht brengt.")
    screen.press("Control+Enter")
    screen.settle()
    made = {"op": "create", "label": "Lichtbrenger", "definition": "Wie licht brengt.", "parent": None}
    assert screen.sent == [made, added(("onze", "lichtbrenger"), "nieuw")]
    assert screen.root.locator("[role=treeitem][data-code=nieuw]").count() == 1


def test_a_code_that_is_refused_need_not_be_typed_again(screen):
    screen.page.evaluate("kernel.refuse = true")
    screen.drag("zeggen de buren")
    screen.press("/")
    screen.page.keyboard.type("Lichtbrenger")
    screen.press("Enter", "Enter")
    screen.settle()
    assert screen.root.locator(".wijk-create [name=label]").input_value() == "Lichtbrenger"
    assert screen.root.locator(".wijk-create").is_visible()


def test_what_is_undone_is_no_longer_drawn(screen):
    screen.drag("zeggen de buren")
    screen.press("1")
    screen.settle()
    screen.press("Control+z")
    screen.settle()
    assert (screen.sent[1:], screen.drawn["own0"]) == (
        [{"op": "undo"}],
        ["Op zaterdag drinken wij koffie op het plein"],
    )
    assert screen.root.locator(".wijk-status").inner_text() == "Ongedaan gemaakt."
    screen.press("Control+Shift+z", "Control+y")
    assert screen.sent[2:] == [{"op": "redo"}, {"op": "redo"}]


def test_what_is_refused_is_taken_back_and_told(screen):
    screen.page.evaluate("kernel.refuse = true")
    screen.drag("zeggen de buren")
    screen.press("1")
    screen.settle()
    assert "it could not be written" in screen.status
    assert screen.drawn == {"own0": ["Op zaterdag drinken wij koffie op het plein"]}
    screen.drag("Op zaterdag drinken wij")
    screen.settle()
    screen.press("Delete")
    screen.settle()
    assert screen.drawn == {"own0": ["Op zaterdag drinken wij koffie op het plein"]}


def test_a_memo_that_is_refused_is_not_lost(screen):
    screen.drag("drinken wij")
    screen.settle()
    screen.page.evaluate("kernel.refuse = true")
    screen.press("m")
    screen.page.keyboard.type("wie nam er niet op?")
    screen.press("Control+Enter")
    screen.settle()
    assert screen.root.locator(".wijk-memo textarea").input_value() == "wie nam er niet op?"


def test_a_coding_gets_other_bounds_a_memo_and_goes_away(screen):
    screen.drag("drinken wij")
    assert screen.here == ["Fikser, regel 4"]
    screen.press("b")
    screen.drag("koffie op het plein", "regent")
    screen.press("Enter")
    start, end = find("Op zaterdag", "het plein")
    place = dict(zip(("start", "end"), find("koffie op het plein", "regent"), strict=True))
    moved = {"op": "move", "code": "fikser", "start": start, "end": end}
    assert screen.sent == [moved | {"to_start": place["start"], "to_end": place["end"]}]
    screen.settle()
    screen.press("m")
    screen.page.keyboard.type("waarom?")
    screen.press("Control+Enter")
    screen.settle()
    assert screen.root.locator(".wijk-here .wijk-noted").text_content() == "waarom?"
    screen.press("Delete")
    assert screen.sent[1:] == [
        {"op": "note", "code": "fikser", **place, "memo": "waarom?"},
        {"op": "remove", "code": "fikser", **place},
    ]
    assert screen.drawn == {}


def test_bounds_move_with_keys_alone(screen):
    screen.drag("drinken wij")
    screen.settle()
    screen.press("b", *["Shift+Control+ArrowLeft"] * 2, "o", "Shift+Control+ArrowRight", "Enter")
    (start, end), (to_start, to_end) = find("Op zaterdag", "het plein"), find("zaterdag", "koffie op")
    moved = {"start": start, "end": end, "to_start": to_start, "to_end": to_end}
    assert screen.sent == [{"op": "move", "code": "fikser", **moved}]


# Keys alone.


def test_an_interview_can_be_coded_with_keys_alone(screen):
    screen.root.locator("select, button, input").first.focus()
    for _ in range(60):
        if screen.page.evaluate("document.activeElement.matches('.wijk-text')"):
            break
        screen.press("Shift+Tab")
    screen.press("n", "t", "1")
    assert screen.sent == [added(("Dan bel", "nam op."))]
    screen.press("n", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "o", "Shift+Control+ArrowRight", "1")
    assert screen.sent[1:] == [added(("lantaarn brandde",)) | {"end": find("De lantaarn")[1]}]


def test_the_caret_walks_over_characters_words_and_lines_and_is_seen(screen):
    screen.page.mouse.click(*screen.page.evaluate(EDGES, ["Prima", "Prima"])[0])
    screen.press("ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowLeft", "Shift+End")
    line = screen.page.evaluate("document.querySelectorAll('.wijk-line')[1].textContent")
    screen.press("1")
    assert TEXT[screen.sent[0]["start"] : screen.sent[0]["end"]] == line.strip()
    screen.press("Escape", "Home")
    screen.settle()
    assert screen.root.locator(".wijk-caret").is_visible()
    screen.press("Control+End", "Shift+Control+Home", "1")
    last = screen.sent[-1]
    assert (last["start"], TEXT[last["end"] :].strip()) == (TEXT.index("Hoe gaat"), "")


def test_what_the_caret_walks_over_is_read_aloud(screen):
    screen.page.mouse.click(*screen.page.evaluate(EDGES, ["Prima", "Prima"])[0])
    heard = screen.root.locator(".wijk-heard")
    said = []
    for key in ("ArrowRight", "Control+ArrowRight", "ArrowDown", "Shift+ArrowRight"):
        screen.press(key)
        screen.settle()
        said.append(heard.text_content())
    lines = screen.page.evaluate("[...document.querySelectorAll('.wijk-line')].map(line => line.textContent)")
    assert said[0] == "r"
    assert said[2].startswith(f"3: {lines[2]}")
    assert heard.get_attribute("aria-live") == "polite"


def test_no_key_gets_out_of_the_screen(screen):
    screen.drag("zeggen de buren")
    screen.press(
        "x",
        "a",
        "Control+s",
        "d",
        "Enter",
        "ArrowDown",
        "Escape",
        "/",
        "z",
        "Shift+Enter",
        "Escape",
        "?",
        "Escape",
        "Tab",
    )
    assert screen.page.evaluate("escaped.filter(key => key.startsWith('keydown'))") == []
    assert screen.root.get_attribute("data-lm-suppress-shortcuts") == "true"


def test_the_keys_are_listed_and_the_list_closes(screen):
    screen.text.focus()
    screen.press("?")
    assert screen.root.locator("dialog").is_visible()
    screen.press("Escape")
    assert not screen.root.locator("dialog").is_visible()
    assert screen.page.evaluate("document.activeElement.matches('.wijk-text')")


# Other coders, filters, other documents.


def test_others_are_seen_when_asked_for_and_a_difference_is_decided(screen):
    assert screen.drawn == {"own0": ["Op zaterdag drinken wij koffie op het plein"]}
    screen.root.locator("[data-do=compare]").click()
    screen.settle()
    assert screen.drawn["other1"] == ["drinken wij koffie"]
    screen.root.locator(".wijk-differences input").fill("samen gelezen")
    screen.root.locator("[data-do=decide_second]").click()
    screen.settle()
    start, end = find("Op zaterdag", "het plein")
    place = {"code": "fikser", "start": start, "end": end, "second_coder": "twee"}
    assert screen.sent == [
        {"op": "compare"},
        {"op": "decide", **place, "decision": "second", "reason": "samen gelezen"},
    ]
    assert screen.root.locator("[data-do=decide_second]").get_attribute("aria-pressed") == "true"


def test_asking_for_others_keeps_the_passage(screen):
    screen.drag("zeggen de buren")
    screen.root.locator("[data-do=compare]").click()
    screen.settle()
    screen.press("1")
    assert screen.sent[1:] == [added(("zeggen de buren",))]


def test_only_the_codes_and_coders_that_are_chosen_are_drawn(screen):
    screen.root.locator("[data-do=compare]").click()
    screen.settle()
    screen.root.locator(".wijk-filter select").select_option("bemiddelaar")
    assert list(screen.drawn) == ["other1"]
    screen.root.locator(".wijk-reader input").nth(1).uncheck()
    assert screen.drawn == {}


def test_another_document_is_opened_and_the_first_is_not_drawn_any_more(screen):
    screen.root.locator(".wijk-documents select").select_option("D2")
    screen.root.page.locator("[data-document=D2]").wait_for()
    assert (screen.sent, screen.drawn) == ([{"op": "open", "document": "D2"}], {})


def test_an_arrow_opens_no_document_by_itself(screen):
    screen.root.locator(".wijk-documents select").focus()
    screen.press("ArrowDown")
    screen.settle()
    assert screen.sent == []
    screen.press("ArrowDown", "Enter")
    screen.root.page.locator("[data-document=D2]").wait_for()


def test_progress_counts_the_turns_of_respondents(screen):
    assert "1 van 33" in screen.root.locator(".wijk-progress").text_content()
    screen.drag("de buren", "noemen wij")
    screen.press("1")
    screen.settle()
    assert "3 van 33" in screen.root.locator(".wijk-progress").text_content()
    assert "(3 van 33 " in screen.root.locator(".wijk-documents :checked").text_content()


def test_only_codings_near_the_screen_are_drawn_in_few_highlights(open_screen):
    turns = [turn for turn in document()["turns"] if not turn[3]]
    screen = open_screen(height=400, codings=[[turn[0], turn[1], "fikser", None] for turn in turns])
    sizes = "() => [...CSS.highlights.values()].map(drawn => drawn.size).filter(size => size)"
    before = screen.page.evaluate(sizes)
    screen.text.evaluate("text => { text.scrollTop = text.scrollHeight / 2; }")
    screen.settle()
    after = screen.drawn["own0"]
    assert len(before) == 1
    assert before[0] < len(turns) - 5
    assert any("week 15 " in words for words in after)
    screen.page.evaluate("end()")
    assert screen.page.evaluate("CSS.highlights.size") == 0


def test_two_screens_on_one_page_draw_each_their_own(screen):
    screen.page.evaluate("told => start(told, false, './coder.js?another')", document())
    names = "[...CSS.highlights].filter(([name, drawn]) => name.endsWith('own0') && drawn.size).length"
    screen.page.wait_for_function(f"{names} === 2")


# For everybody.


@pytest.mark.parametrize(("width", "theme"), [(1280, "true"), (390, "false")])
def test_axe_knows_of_no_barrier(open_screen, width, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    screen = open_screen(width=width, **compared())
    screen.page.evaluate(DARK if theme == "false" else "() => {}")
    screen.drag("drinken wij")
    screen.settle()
    screen.press("m")
    found = axe.Axe().run(screen.page).response["violations"]
    screen.press("Escape", "/")
    screen.page.keyboard.type("xyz")
    screen.press("Enter")
    found += axe.Axe().run(screen.page).response["violations"]
    assert [
        (barrier["id"], barrier["nodes"][0]["html"], barrier["nodes"][0]["failureSummary"]) for barrier in found
    ] == []


DARK = """() => {
    const variables = {"content-font-color1": "#fff", "content-font-color2": "#ccc", "layout-color1": "#111111",
        "layout-color2": "#212121", "border-color1": "#616161", "brand-color1": "#64b5f6"};
    for (const [name, value] of Object.entries(variables)) document.body.style.setProperty(`--jp-${name}`, value);
    document.body.dataset.jpThemeLight = "false";
    document.body.style.background = "#111";
    document.querySelector("h1").style.color = "#fff";
}"""


CONTRAST = """() => {
    const light = colour => {
        const [red, green, blue] = colour.match(/[\\d.]+/g).map(part => part / 255)
            .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    };
    const root = document.querySelector(".wijk-coder");
    const paper = light(getComputedStyle(root).backgroundColor);
    return ["own", "other"].flatMap(whose => [0, 1, 2, 3, 4, 5].map(colour => {
        const line = root.appendChild(document.createElement("span"));
        line.className = `wijk-${whose}${colour}`;
        const drawn = light(getComputedStyle(line).textDecorationColor);
        line.remove();
        return Math.max(drawn, paper) / Math.min(drawn, paper);
    }));
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_line_of_every_colour_can_be_told_from_the_paper(screen, theme):
    screen.page.evaluate(DARK if theme == "dark" else "() => {}")
    assert min(screen.page.evaluate(CONTRAST)) >= 4.5  # what WCAG 2.2 asks of text


@pytest.mark.parametrize("width", [640, 390])
def test_nothing_is_wider_than_a_narrow_screen(open_screen, width):
    screen = open_screen(width=width, **compared())
    wide = """() => [document.documentElement, ...document.querySelectorAll(".wijk-text, .wijk-side")]
        .map(box => box.scrollWidth - box.clientWidth)"""
    assert screen.page.evaluate(wide) == [0, 0, 0]
    boxes = [screen.root.locator(name).bounding_box() for name in (".wijk-text", ".wijk-side")]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]


def test_every_control_can_be_reached_with_tab_and_shows_it(open_screen):
    screen = open_screen(**compared())
    screen.text.focus()
    outlines = []
    for _ in range(60):
        screen.press("Tab")
        inside, outline = screen.page.evaluate("""() => [Boolean(document.activeElement.closest(".wijk-coder")),
            getComputedStyle(document.activeElement).outlineStyle]""")
        if not inside:
            break
        outlines.append(outline)
    controls = screen.root.locator(":is(button, input, select, textarea):visible:enabled").count()
    assert (len(outlines), set(outlines)) == (controls, {"solid"})


def test_the_screen_speaks_english_as_well(open_screen):
    screen = open_screen("en")
    shown = screen.root.text_content()
    dutch = {text for text in document()["words"].values() if "{" not in text} - set(document("en")["words"].values())
    assert [text for text in dutch if text in shown and len(text) > 5] == []


def test_it_works_in_a_shadow_root(open_screen):
    screen = open_screen(in_shadow=True)
    screen.drag("zeggen de buren", "noemen wij")
    screen.press("1")
    screen.settle()
    assert screen.sent == [added(("zeggen de buren", "noemen wij"))]
    screen.press("Escape", *["Shift+ArrowLeft"] * 3, "1")
    end = find("Sindsdien", "noemen wij")[1]
    assert screen.sent[1:] == [{"op": "add", "code": "fikser", "start": end - 3, "end": end}]


# Without the highlights of the browser, and on paper.

MARKS = """() => [...document.querySelectorAll(".wijk-line mark")].map(mark => mark.textContent)"""


def test_without_highlights_the_lines_have_marks(open_screen):
    screen = open_screen(before="delete CSS.highlights")
    assert screen.page.evaluate(MARKS) == ["Op zaterdag drinken wij koffie op het plein"]
    screen.drag("zaterdag drinken")
    screen.press("/")
    screen.page.keyboard.type("bemid")
    screen.press("Enter", "1")
    assert screen.sent == [added(("zaterdag drinken",), "bemiddelaar"), added(("zaterdag drinken",))]
    screen.drag("de buren", "Op zaterdag drinken wij")
    screen.press("1")
    screen.drag("drinken wij koffie")
    screen.press("1")
    assert screen.sent[2:] == [added(("de buren", "Op zaterdag drinken wij")), added(("drinken wij koffie",))]
    screen.drag("elke ochtend")
    screen.press("1", "2")
    assert screen.sent[4:] == [added(("elke ochtend",)), added(("elke ochtend",), "bemiddelaar")]
    screen.drag("drinken wij koffie")
    screen.settle()
    screen.press("Delete")
    screen.settle()
    assert "".join(screen.page.evaluate(MARKS)).endswith("koffie op het plein")


def test_paper_gets_marks_of_all_codings_and_the_screen_its_highlights_back(open_screen):
    turns = [turn for turn in document()["turns"] if not turn[3]]
    screen = open_screen(codings=[[turn[0], turn[1], "fikser", None] for turn in turns])
    screen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    screen.page.emulate_media(media="print")
    assert len(screen.page.evaluate(MARKS)) >= len(turns)
    assert not screen.root.locator(".wijk-side").is_visible()
    screen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (screen.page.evaluate(MARKS), bool(screen.drawn)) == ([], True)


# Firefox.

BLUE = (0, 114, 178)
"""What coder.css draws under a coding of the first colour."""


def open_picture(png):
    from PIL import Image

    return Image.open(BytesIO(png)).convert("RGB")


def test_firefox_selects_codes_and_walks_as_well(address, tmp_path):
    if not FIREFOX:
        pytest.skip("there is no Firefox on this machine")
    pytest.importorskip("websocket", reason="websocket-client is not installed")
    with firefox(tmp_path) as fox:
        fox.open(address)
        fox.wait("window.ready")
        fox.run(f"start({json.dumps(document())})")
        fox.wait("document.querySelector('[data-document=D1]')")
        box = fox.run("document.querySelectorAll('.wijk-line')[3].getBoundingClientRect()")
        assert BLUE in {pixel for _, pixel in open_picture(fox.picture(box)).getcolors(10_000)}
        fox.drag(*fox.run(f"({EDGES})({json.dumps(['de buren', 'noemen wij'])})"))
        fox.press("1")
        fox.drag(*fox.run(f"({EDGES})({json.dumps(['Míj́n', '👋🏽'])})"))
        fox.press("/")
        fox.press(*"coop", "Enter")
        fox.press("Escape", "Home", "Shift+End", "1")
        sent = fox.run("kernel.sent.slice(1)")
        line = fox.run("document.querySelectorAll('.wijk-line')[2].textContent")
        drawn = fox.run(f"({DRAWN})()")
    said = [{name: value for name, value in message.items() if name != "seq"} for message in sent]
    assert said[:2] == [added(("de buren", "noemen wij")), added(("Míj́n", "👋🏽"), "cooperatie")]
    assert TEXT[said[2]["start"] : said[2]["end"]] == line
    assert drawn["own1"] == ["Míj́n straat groet elke ochtend 👋🏽"]
