// The screen of a coding session: a transcript in numbered lines, the codebook beside it, and what is coded where.
//
// What is said between this screen and the kernel is listed at `CodingSession.answer` in session.py. A place is a number
// of Unicode code points in the whole text; only `Transcript` knows where that is on the screen. A coding is drawn
// first and sent then; the kernel's answer confirms it or takes it back. Nothing of a text is kept in the notebook.

const COLOURS = 6;
const QUICK = 9;
const NEAR = 1; // Screens above and below the visible one in which codings are drawn already.
const ASTRAL = /[\ud800-\udfff]/;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const mark = (start, end, code) => `${start}-${end} ${code}`;
// Of this screen only: highlights have names in the whole page, and every screen there loads this module anew.
const uniqueName = () => `wijk-${Math.random().toString().slice(2)}`;
const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));

// The text on the screen, and where on it each place of the text is.
class Transcript {
  constructor(text, lines, turns, words) {
    this.characters = Array.from(text);
    this.lines = lines.map(([number, turn, start, end]) => ({ number, turn, start, end }));
    this.turns = turns.length ? turns.map(([start, end, speaker, asks]) => ({ start, end, speaker, asks })) : this.paragraphs();
    this.element = make("div", {
      class: "wijk-text", tabindex: 0, role: "textbox", "aria-readonly": "true", "aria-multiline": "true",
      "aria-label": words.transcript, "aria-keyshortcuts": "?",
    });
    this.layOut(words);
  }

  paragraphs() {
    const turns = [];
    for (const line of this.lines) {
      turns[line.turn] ??= { start: line.start, end: line.end, speaker: "", asks: false };
      turns[line.turn].end = line.end;
    }
    return turns;
  }

  layOut(words) {
    let turn = null;
    let block = null;
    for (const line of this.lines) {
      if (line.turn !== turn) {
        turn = line.turn;
        const { speaker, asks } = this.turns[turn] ?? {};
        block = make("div", { class: asks ? "wijk-turn wijk-asks" : "wijk-turn" });
        if (speaker) block.append(make("div", { class: "wijk-who" }, asks ? `${speaker} (${words.asks})` : speaker));
        this.element.append(block);
      }
      line.text = this.slice(line.start, line.end);
      line.element = make("span", { class: "wijk-line", "data-line": line.number }, line.text);
      line.element.line = line;
      block.append(line.element, " ");
    }
  }

  slice(start, end) {
    return this.characters.slice(start, end).join("");
  }

  // The first line that ends behind a place; the number of lines where there is none.
  lineAt(place) {
    let [low, high] = [0, this.lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[middle].end > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  // The passage without white space, and without what no line has, at its ends; nothing where nothing is left.
  trimmed(start, end) {
    const [first, last] = [this.lines[this.lineAt(start)], this.lineBefore(end)];
    if (!first || !last) return null;
    [start, end] = [Math.max(start, first.start), Math.min(end, last.end)];
    while (start < end && !this.characters[start].trim()) start += 1;
    while (start < end && !this.characters[end - 1].trim()) end -= 1;
    return start < end ? { start, end } : null;
  }

  // The part of the screen with a passage; nothing where no line has a part in it.
  range(start, end) {
    const [first, last] = [this.lines[this.lineAt(start)], this.lineBefore(end)];
    if (!first || !last || first.start > last.start) return null;
    const range = new Range();
    range.setStart(...this.point(first, start));
    range.setEnd(...this.point(last, end));
    return range;
  }

  // The line of a place, or the next; behind the last one, the last.
  lineOf(place) {
    return this.lines[Math.min(this.lineAt(place), this.lines.length - 1)];
  }

  // The last line that begins before a place.
  lineBefore(place) {
    const at = this.lineAt(place - 1);
    return this.lines[at]?.start < place ? this.lines[at] : this.lines[at - 1];
  }

  point(line, place) {
    const count = Math.min(Math.max(place, line.start), line.end) - line.start;
    let left = ASTRAL.test(line.text) ? Array.from(line.text).slice(0, count).join("").length : count;
    const walker = document.createTreeWalker(line.element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (left > node.length) {
      left -= node.length;
      node = walker.nextNode();
    }
    return [node, left];
  }

  // The place of a point on the screen: in a line, or else the end of the line before it or the start of the next.
  place(node, offset, atEnd) {
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const line = holder?.closest?.(".wijk-line")?.line;
    if (line) return line.start + this.within(line, node, offset);
    let [low, high] = [0, this.lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.isBefore(this.lines[middle].element, node, offset)) low = middle + 1;
      else high = middle;
    }
    if (atEnd) return low ? this.lines[low - 1].end : 0;
    return low < this.lines.length ? this.lines[low].start : this.characters.length;
  }

  within(line, node, offset) {
    const before = new Range();
    before.setStart(line.element, 0);
    before.setEnd(node, offset);
    const text = before.toString();
    return ASTRAL.test(text) ? Array.from(text).length : text.length;
  }

  isBefore(element, node, offset) {
    const range = new Range();
    range.selectNode(element);
    return range.comparePoint(node, offset) > 0;
  }
}

// Draws codings with the browser's own highlights: only those near the visible lines, in few highlight objects.
class HighlightPainter {
  constructor(transcript, name) {
    Object.assign(this, { transcript, name, shown: new Map(), highlights: new Map() });
  }

  add(coding) {
    const range = this.transcript.range(coding.start, coding.end);
    if (!range || this.shown.has(coding)) return;
    const kind = `${coding.own ? "own" : "other"}${coding.colour}`;
    if (!this.highlights.has(kind)) {
      this.highlights.set(kind, new Highlight());
      CSS.highlights.set(`${this.name}-${kind}`, this.highlights.get(kind));
    }
    this.highlights.get(kind).add(range);
    this.shown.set(coding, [kind, range]);
  }

  remove(coding) {
    const [kind, range] = this.shown.get(coding) ?? [];
    this.highlights.get(kind)?.delete(range);
    this.shown.delete(coding);
  }

  show(codings, [from, to]) {
    const wanted = new Set();
    for (const coding of codings) if (coding.start < to && coding.end > from) wanted.add(coding);
    for (const coding of [...this.shown.keys()]) if (!wanted.has(coding)) this.remove(coding);
    for (const coding of wanted) this.add(coding);
  }

  clear() {
    for (const kind of this.highlights.keys()) CSS.highlights.delete(`${this.name}-${kind}`);
    this.shown.clear();
    this.highlights.clear();
  }
}

// The same with marks in the lines themselves: for browsers without highlights, and on paper.
class MarkPainter {
  constructor(transcript, redrawn = () => {}) {
    Object.assign(this, { transcript, redrawn, shown: new Set() });
  }

  add(coding) {
    this.shown.add(coding);
    this.draw([coding]);
  }

  remove(coding) {
    if (this.shown.delete(coding)) this.draw([coding]);
  }

  // Write every line anew that one of these codings has a part in.
  draw(changed) {
    const places = new Map(changed.flatMap((coding) => this.linesOf(coding)).map((line) => [line, []]));
    for (const coding of this.shown) for (const line of this.linesOf(coding)) places.get(line)?.push(coding);
    for (const [line, here] of places) this.drawLine(line, here);
    if (places.size) this.redrawn();
  }

  linesOf({ start, end }) {
    const { lines } = this.transcript;
    const first = this.transcript.lineAt(start);
    let last = first;
    while (last < lines.length && lines[last].start < end) last += 1;
    return lines.slice(first, last);
  }

  drawLine(line, here) {
    const cuts = new Set([line.start, line.end]);
    for (const { start, end } of here) for (const cut of [start, end]) if (cut > line.start && cut < line.end) cuts.add(cut);
    const places = [...cuts].sort((one, other) => one - other);
    const pieces = places.slice(1).map((end, at) => {
      const codings = here.filter((coding) => coding.start < end && coding.end > places[at]);
      const text = this.transcript.slice(places[at], end);
      const kinds = new Set(codings.map((coding) => `wijk-${coding.own ? "own" : "other"}${coding.colour}`));
      return [...kinds].reduce((inside, kind) => make("mark", { class: kind }, inside), text);
    });
    line.element.replaceChildren(...pieces);
  }

  show(codings) {
    const wanted = new Set(codings);
    const before = new Set(this.shown);
    this.shown = wanted;
    this.draw([...new Set([...before, ...wanted])].filter((coding) => before.has(coding) !== wanted.has(coding)));
  }

  clear() {
    this.shown.clear();
    for (const line of this.transcript.lines) line.element.replaceChildren(line.text);
  }
}

class Screen {
  constructor(model, host) {
    Object.assign(this, { model, host, seq: 0, pending: new Map(), turning: new Map(), name: uniqueName() });
    this.root = make("div", { class: "wijk-coder", "data-lm-suppress-shortcuts": "true" });
    this.status = make("div", { class: "wijk-status", role: "status", "aria-live": "polite" });
    this.heard = make("div", { class: "wijk-heard", "aria-live": "polite" }, make("span"), make("span"));
    host.replaceChildren(this.rules(), this.root);
    this.receive = (message) => this.answers[message.op]?.(message);
    this.answers = {
      document: (message) => this.open(message),
      saved: (message) => this.saved(message),
      refused: (message) => this.refused(message),
    };
    this.ending = new AbortController();
    const listen = (target, event, work) => target.addEventListener(event, work, { signal: this.ending.signal });
    listen(this.root, "keydown", (event) => this.key(event));
    listen(document, "selectionchange", () => this.look());
    listen(window, "beforeprint", () => this.forPaper());
    listen(window, "afterprint", () => this.forScreen());
    model.on("msg:custom", this.receive);
    this.send({ op: "ready" });
  }

  // Has a part of the screen the focus?
  isActive(part) {
    return part.contains(this.active());
  }

  dispose() {
    this.model.off("msg:custom", this.receive);
    this.ending.abort();
    this.resizing?.disconnect();
    this.painter?.clear();
    globalThis.CSS.highlights?.delete(`${this.name}-picked`);
  }

  // The rules of the highlights stand beside the screen, so that they hold in a shadow root too.
  rules() {
    const kinds = ["own", "other"].flatMap((whose) => Array.from({ length: COLOURS }, (_, colour) => `${whose}${colour}`));
    const rule = (kind) => `::highlight(${this.name}-${kind})`;
    const look = (kind) =>
      `background-color:var(--wijk-${kind}-back);text-decoration:var(--wijk-${kind}-line);text-underline-offset:var(--wijk-${kind}-off)`;
    const named = (kind) => `.wijk-who${rule(kind)}{background-color:transparent;text-decoration:none}`; // Nobody said it.
    const all = kinds.map((kind) => `${rule(kind)}{${look(kind)}} ${named(kind)} .wijk-coder mark.wijk-${kind}{${look(kind)}}`);
    return make("style", {}, [`::highlight(${this.name}-picked){background-color:var(--wijk-picked)}`, ...all].join("\n"));
  }

  send(message, takeBack) {
    this.seq += 1;
    if (takeBack) this.pending.set(this.seq, takeBack);
    this.model.send({ ...message, seq: this.seq });
  }

  say(text, isTrouble = false) {
    this.status.textContent = text;
    this.status.classList.toggle("wijk-trouble", isTrouble);
  }

  // Have something read aloud that need not be seen, because it shows in the text itself.
  hear(text, part = 0) {
    this.heard.children[part].textContent = text;
  }

  active() {
    return this.root.getRootNode().activeElement;
  }

  // Put something else in a part. The focus stays in it or goes to the transcript: outside, a key is JupyterLab's.
  fill(part, ...children) {
    const at = [...part.querySelectorAll("button, input, select")].indexOf(this.active());
    part.replaceChildren(...children);
    if (at < 0) return;
    const controls = part.querySelectorAll("button, input, select");
    (controls[Math.min(at, controls.length - 1)] ?? this.transcript.element).focus({ preventScroll: true });
  }

  // A text of the catalogue with its named fields filled in.
  word(key, values = {}) {
    return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), this.words[key] ?? key);
  }

  // What the kernel answers.

  open(message) {
    const again = this.document === message.document && this.text === message.text;
    const focused = this.isActive(this.root);
    const scrolled = again ? this.transcript.element.scrollTop : 0;
    Object.assign(this, {
      document: message.document, text: message.text, words: message.words, told: message,
      memo: message.memo, codeMemos: message.code_memos, chosen: null, moving: null, selected: again ? this.selected : null,
    });
    this.pending.clear();
    this.painter?.clear();
    this.painter = null;
    if (!again) Object.assign(this, { quick: [], filter: "", hidden: new Set() });
    this.setCodes(message.codes);
    this.transcript = new Transcript(message.text, message.lines, message.turns, message.words);
    if (!again) this.caret = this.transcript.lines[0]?.start ?? 0;
    this.codings = new Map();
    this.coded = this.transcript.turns.map(() => 0);
    for (const [start, end, code, memo] of message.codings) this.keep({ start, end, code, memo });
    this.setOthers(message);
    if (!again) this.fillQuick();
    this.build();
    this.transcript.element.scrollTop = scrolled;
    if (focused) this.back();
    this.say(message.notice ?? this.word("opened", { document: message.document, codings: this.codings.size }));
    // Firefox never draws what was highlighted before the text stood on the page.
    this.painter = "highlights" in CSS ? new HighlightPainter(this.transcript, this.name) : new MarkPainter(this.transcript, () => this.hold());
    this.repaint();
    if (message.seq != null) this.root.dataset.savedSeq = message.seq;
    this.root.dataset.document = message.document;
  }

  saved(message) {
    this.pending.delete(message.seq);
    for (const [start, end, code] of message.removed) this.drop(mark(start, end, code));
    for (const [start, end, code, memo] of message.added) this.keep({ start, end, code, memo });
    if (message.codes) this.setCodes(message.codes);
    if ("differences" in message) this.setOthers(message);
    Object.assign(this.told, { undo: message.undo, redo: message.redo });
    const turned = this.turning.get(message.seq);
    this.turning.delete(message.seq);
    Object.assign(this, { memo: message.memo, codeMemos: message.code_memos });
    this.root.dataset.savedSeq = message.seq;
    afterPaint(() => {
      if (message.notice || turned) this.say(message.notice ?? this.word(turned));
      if (message.codes) this.buildTree();
      if (message.created && this.forNew) this.give(message.created, this.forNew);
      this.forNew = null;
      if ("differences" in message) this.buildDifferences();
      this.refresh();
    });
  }

  refused(message) {
    this.pending.get(message.seq)?.();
    this.pending.delete(message.seq);
    this.root.dataset.savedSeq = message.seq;
    this.say(message.message, true);
    this.refresh();
  }

  setCodes(codes) {
    this.codes = new Map(codes.map((code) => [code.code, { ...code, depth: 0, above: [] }]));
    for (const code of this.codes.values()) {
      for (let up = this.codes.get(code.parent); up && !code.above.includes(up); up = this.codes.get(up.parent)) code.above.push(up);
      code.depth = code.above.length;
      code.sought = plain(code.label);
    }
    const below = new Map();
    for (const code of this.codes.values()) below.set(code.parent, [...(below.get(code.parent) ?? []), code]);
    const branch = (code) => [code, ...(below.get(code.code) ?? []).flatMap(branch)];
    const tops = [...this.codes.values()].filter((code) => !this.codes.has(code.parent));
    this.inTree = tops.flatMap(branch);
  }

  setOthers({ others, differences }) {
    this.others = (others ?? []).flatMap(({ coder, name, codings }) =>
      codings.map(([start, end, code]) => ({ start, end, code, coder, name, own: false, colour: this.colour(code) })));
    Object.assign(this.told, { others, differences });
  }

  colour(code) {
    return this.codes.get(code)?.colour ?? 0;
  }

  label(code) {
    return this.codes.get(code)?.label ?? code;
  }

  // Codings, as they are kept here.

  keep({ start, end, code, memo }) {
    const key = mark(start, end, code);
    const known = this.codings.get(key);
    if (known) {
      known.memo = memo;
      return known;
    }
    const coding = { start, end, code, memo, own: true, colour: this.colour(code) };
    this.codings.set(key, coding);
    this.count(coding, 1);
    if (this.isVisible(coding)) this.painter?.add(coding);
    return coding;
  }

  drop(key) {
    const coding = this.codings.get(key);
    if (!coding) return;
    this.codings.delete(key);
    this.count(coding, -1);
    this.painter.remove(coding);
    if (this.chosen === coding) this.chosen = null;
  }

  count({ start, end }, step) {
    const { lines } = this.transcript;
    let before = -1;
    for (let at = this.transcript.lineAt(start); at < lines.length && lines[at].start < end; at += 1) {
      if (lines[at].turn !== before) this.coded[(before = lines[at].turn)] += step;
    }
  }

  isVisible(coding) {
    return this.isChosen(coding) && this.isNear(coding);
  }

  // Is it of a code and a coder that somebody wants to see?
  isChosen({ code, own, coder }) {
    const shown = !this.filter || code === this.filter || this.codes.get(code)?.above.some((up) => up.code === this.filter);
    return shown && !this.hidden.has(own ? this.told.coder : coder);
  }

  isNear({ start, end }) {
    return !this.window || (start < this.window[1] && end > this.window[0]);
  }

  // What is coded at the selection or the caret, the shortest passage first.
  here() {
    const { start, end } = this.selected ?? { start: this.caret, end: this.caret + 1 };
    const all = [...this.codings.values(), ...this.others];
    const found = all.filter((coding) => coding.start < end && coding.end > start && this.isChosen(coding));
    return found.sort((one, other) => Number(other.own) - Number(one.own) || one.end - one.start - (other.end - other.start));
  }

  // Drawing.

  repaint() {
    this.window = this.visible();
    this.painter.show([...this.codings.values(), ...this.others].filter((coding) => this.isVisible(coding)), this.window);
  }

  // The first and last place that are on the screen or near it.
  visible() {
    const { element, lines } = this.transcript;
    const { top, height } = element.getBoundingClientRect();
    if (!height || !lines.length) return [0, 0];
    const find = (edge) => {
      let [low, high] = [0, lines.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (lines[middle].element.getBoundingClientRect().bottom < edge) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return [lines[find(top - NEAR * height)].start, lines[find(top + (1 + NEAR) * height)].end];
  }

  forPaper() {
    if (!this.transcript || this.onScreen) return;
    [this.onScreen, this.window] = [this.painter, null];
    this.painter = new MarkPainter(this.transcript);
    this.painter.show([...this.codings.values(), ...this.others].filter((coding) => this.isVisible(coding)));
  }

  forScreen() {
    if (!this.onScreen) return;
    this.painter.clear();
    [this.painter, this.onScreen] = [this.onScreen, null];
    this.painter.clear();
    this.repaint();
  }

  // What somebody does.

  give(code, place = this.selected) {
    if (!this.codes.has(code)) return;
    if (!place) return this.say(this.word("select_first"), true);
    const key = mark(place.start, place.end, code);
    if (this.codings.has(key)) return this.say(this.word("there_already", { code: this.label(code) }));
    const coding = this.keep({ ...place, code, memo: null });
    this.send({ op: "add", code, ...place }, () => this.drop(key));
    afterPaint(() => {
      if (this.codings.get(key) !== coding) return;
      this.chosen = coding;
      if (!this.quick.includes(code) && this.quick.length < QUICK) this.quick.push(code);
      this.say(this.word("given", { code: this.label(code), lines: this.linesOf(place) }));
      this.refresh();
    });
  }

  remove(coding = this.chosen) {
    if (!coding?.own) return;
    const { start, end, code, memo } = coding;
    this.drop(mark(start, end, code));
    this.send({ op: "remove", code, start, end }, () => this.keep({ start, end, code, memo }));
    afterPaint(() => {
      if (this.codings.has(mark(start, end, code))) return;
      this.say(this.word("removed", { code: this.label(code), lines: this.linesOf({ start, end }) }));
      this.refresh();
    });
  }

  move(coding = this.chosen) {
    if (!coding?.own) return;
    this.moving = coding;
    this.select(coding.start, coding.end);
    this.say(this.word("moving", { code: this.label(coding.code) }));
    this.refresh();
  }

  moved() {
    const { start, end, code, memo } = this.moving;
    const place = this.selected;
    this.moving = null;
    if (place && (place.start !== start || place.end !== end) && !this.codings.has(mark(place.start, place.end, code))) {
      this.drop(mark(start, end, code));
      this.chosen = this.keep({ ...place, code, memo });
      this.send({ op: "move", code, start, end, to_start: place.start, to_end: place.end }, () => {
        this.drop(mark(place.start, place.end, code));
        this.keep({ start, end, code, memo });
      });
      this.say(this.word("moved", { code: this.label(code), lines: this.linesOf(place) }));
    }
    this.refresh();
  }

  write(on) {
    this.writing = on;
    this.refresh();
    this.parts.memo.querySelector("textarea").focus();
  }

  written(memo) {
    const on = this.writing;
    const { code = null, start = null, end = null } = on;
    this.writing = null;
    this.send({ op: "note", code, start, end, memo }, () => {
      this.write(on);
      this.parts.memo.querySelector("textarea").value = memo;
    });
    this.say(this.word("memo_saved"));
    this.refresh();
    this.back();
  }

  turn(op) {
    this.send({ op });
    this.turning.set(this.seq, op === "undo" ? "undone" : "redone");
  }

  next() {
    const { turns, lines, element } = this.transcript;
    const answered = (turn) => turns[turn] && !turns[turn].asks && !this.coded[turn];
    const begun = this.transcript.lineOf(this.caret)?.turn ?? 0;
    const order = [...turns.keys()].map((_, step) => (begun + 1 + step) % turns.length);
    const found = order.find((turn) => answered(turn) && lines.some((line) => line.turn === turn));
    if (found === undefined) return this.say(this.word("all_coded"));
    const line = lines.find((candidate) => candidate.turn === found);
    this.select(line.start, line.start);
    line.element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    this.say(this.word("next_turn", { line: line.number, text: line.text }));
  }

  linesOf({ start, end }) {
    const [first, last] = [start, end - 1].map((place) => this.transcript.lineOf(place)?.number);
    return this.word(first === last ? "line" : "lines", { first, last });
  }

  // Selecting: with the mouse the browser does it; with keys the browser's selection is moved.

  selection() {
    return this.root.getRootNode().getSelection?.() ?? document.getSelection();
  }

  look() {
    const selection = this.selection();
    if (!this.transcript || !selection?.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!this.transcript.element.contains(range.commonAncestorContainer) && !range.intersectsNode(this.transcript.element)) return;
    if (!this.transcript.element.contains(selection.anchorNode)) return;
    const start = this.transcript.place(range.startContainer, range.startOffset, false);
    const end = range.collapsed ? start : this.transcript.place(range.endContainer, range.endOffset, true);
    this.selected = this.transcript.trimmed(start, end);
    this.caret = this.transcript.place(selection.focusNode, selection.focusOffset, !range.collapsed);
    if (!this.later) {
      this.later = true;
      afterPaint(() => {
        this.later = false;
        if (!this.moving) this.chosen = this.here().find((coding) => coding.own) ?? null;
        this.refresh();
      });
    }
  }

  select(start, end) {
    const range = this.transcript.range(start, Math.max(end, start + 1));
    if (!range) return;
    if (start === end) range.collapse(true);
    const selection = this.selection();
    selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    this.look();
    this.follow();
  }

  // Back to the text, with what was selected there.
  back() {
    const { selected, caret } = this;
    this.transcript.element.focus({ preventScroll: true });
    this.select(selected?.start ?? caret, selected?.end ?? caret);
  }

  // Marks replaced the text that the selection was in.
  hold() {
    if (this.selected && this.isActive(this.transcript.element)) this.back();
  }

  // While one types elsewhere, or points at a coding in the list, its passage shows: a browser shows what is selected
  // only where the focus is.
  showPassage() {
    if (!globalThis.CSS.highlights) return;
    const passage = this.pointed ?? (this.isActive(this.transcript.element) ? null : this.selected);
    const range = passage && this.transcript.range(passage.start, passage.end);
    const name = `${this.name}-picked`;
    if (range) CSS.highlights.set(name, Object.assign(new Highlight(range), { priority: 1 }));
    else CSS.highlights.delete(name);
  }

  pointAt(coding) {
    this.pointed = coding;
    this.showPassage();
  }

  walk(event) {
    const steps = {
      ArrowLeft: ["backward", event.ctrlKey || event.altKey ? "word" : "character"],
      ArrowRight: ["forward", event.ctrlKey || event.altKey ? "word" : "character"],
      ArrowUp: ["backward", "line"], ArrowDown: ["forward", "line"],
      Home: ["backward", "lineboundary"], End: ["forward", "lineboundary"],
      PageUp: ["backward", "line", 12], PageDown: ["forward", "line", 12],
    };
    const [direction, unit, times = 1] = steps[event.key];
    const selection = this.selection();
    if (!this.transcript.element.contains(selection.focusNode)) this.select(this.caret, this.caret);
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    const whole = event.ctrlKey && unit === "lineboundary";
    if (whole) this.walkToEdge(selection, direction, event.shiftKey);
    else for (let time = 0; time < times; time += 1) selection.modify(event.shiftKey ? "extend" : "move", direction, unit);
    if (!this.transcript.element.contains(selection.focusNode)) {
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    }
    this.look();
    this.follow();
    this.hear(this.passed(whole ? "line" : unit));
  }

  // To the first or the last place of the whole text.
  walkToEdge(selection, direction, extend) {
    const { lines } = this.transcript;
    const line = direction === "backward" ? lines[0] : lines.at(-1);
    const [node, offset] = this.transcript.point(line, direction === "backward" ? line.start : line.end);
    if (extend) selection.extend(node, offset);
    else selection.collapse(node, offset);
  }

  // What the caret came upon, in words: a screen reader does not follow it in text that nobody edits.
  passed(unit) {
    const { start, end } = this.selected ?? {};
    if (this.selected) return this.word("selected", { text: this.transcript.slice(Math.max(start, end - 80), end) });
    const line = this.transcript.lineOf(this.caret);
    const rest = this.transcript.slice(this.caret, line.end);
    if (unit === "character") return rest.startsWith(" ") ? this.word("space") : rest.slice(0, 2).trim() && this.transcript.characters[this.caret];
    return unit === "word" ? rest.trim().split(/\s/)[0] : `${line.number}: ${line.text}`;
  }

  // Keep the caret in sight.
  follow() {
    const line = this.transcript.lineOf(this.caret);
    line?.element.scrollIntoView({ block: "nearest" });
  }

  drawCaret() {
    const { caret, left } = this.parts;
    const selection = this.selection();
    caret.hidden = !selection?.isCollapsed || !this.isActive(this.transcript.element) || !this.transcript.element.contains(selection.focusNode);
    if (caret.hidden) return;
    const range = new Range();
    range.setStart(selection.focusNode, selection.focusOffset);
    const at = [...range.getClientRects()].at(-1) ?? this.transcript.range(this.caret, this.caret + 1)?.getBoundingClientRect();
    const text = this.transcript.element.getBoundingClientRect();
    caret.hidden = !at || at.top < text.top || at.bottom > text.bottom;
    const frame = left.getBoundingClientRect();
    if (at) Object.assign(caret.style, { left: `${at.left - frame.left - 1}px`, top: `${at.top - frame.top}px`, height: `${at.height}px` });
  }

  // Keys. None of them gets out of the screen: JupyterLab would cut or move the cell.
  key(event) {
    event.stopPropagation();
    if (event.target.closest("dialog") || !this.parts) return;
    const inField = event.target.matches("input, textarea, select");
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "s") return this.done(event, () => this.say(this.word("all_saved")));
    if (control && !inField) {
      const turn = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
      if (turn) return this.done(event, () => this.turn(turn));
    }
    if (event.key === "Escape") return this.done(event, () => this.leave());
    const onTranscript = event.target === this.transcript.element;
    if (onTranscript) this.look();
    if (onTranscript && /^(Arrow|Home|End|Page)/.test(event.key)) return this.done(event, () => this.walk(event));
    if (control && event.key === "Enter" && event.target.form === this.parts.create) return this.done(event, () => this.parts.create.requestSubmit());
    if (inField || control || event.altKey) return;
    if (event.key === "Enter" && this.moving) return this.done(event, () => this.moved());
    const own = this.keys[event.key];
    if (own && (onTranscript || event.key === "/" || event.key === "?")) return this.done(event, own);
    if (onTranscript && /^[1-9]$/.test(event.key)) return this.done(event, () => this.give(this.quick[event.key - 1]));
  }

  get keys() {
    return {
      "/": () => this.parts.search.focus(),
      "?": () => this.parts.help.showModal(),
      n: () => this.next(),
      t: () => this.selectTurn(),
      c: () => this.choose(1),
      o: () => this.turnAround(),
      m: () => (this.chosen?.own ? this.write(this.chosen) : this.write({})),
      b: () => this.move(),
      Delete: () => this.remove(),
      Backspace: () => this.remove(),
    };
  }

  done(event, work) {
    event.preventDefault();
    work();
  }

  // Leave what is being typed or moved; where that is nothing, let go of the selection.
  leave() {
    const nothing = !this.writing && !this.moving && this.isActive(this.transcript.element);
    if (nothing) this.selected = null;
    this.writing = this.moving = null;
    this.parts.create.hidden = true;
    if (this.parts.search.value) {
      this.parts.search.value = "";
      this.buildTree();
    }
    this.back();
    this.refresh();
  }

  selectTurn() {
    const line = this.transcript.lineOf(this.caret);
    const turn = this.transcript.lines.filter((other) => other.turn === line.turn);
    this.select(turn[0].start, turn.at(-1).end);
  }

  // The other end of the selection is the one that Shift and the arrows move.
  turnAround() {
    const selection = this.selection();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    if (this.selected) selection.setBaseAndExtent(focusNode, focusOffset, anchorNode, anchorOffset);
  }

  choose(step) {
    const own = this.here().filter((coding) => coding.own);
    this.chosen = own[(own.indexOf(this.chosen) + step) % own.length] ?? null;
    if (this.chosen) this.say(this.word("chosen", { code: this.label(this.chosen.code), lines: this.linesOf(this.chosen) }));
    this.refresh();
  }

  // The screen itself. What changes while coding is drawn by `refresh`, after the paint.

  build() {
    const { words } = this;
    this.parts = {
      left: make("div", { class: "wijk-left" }),
      caret: make("div", { class: "wijk-caret", hidden: true, "aria-hidden": "true" }),
      progress: make("div", { class: "wijk-progress" }),
      undo: this.button("undo", () => this.turn("undo")),
      redo: this.button("redo", () => this.turn("redo")),
      documents: this.documents(),
      documentMemo: this.button("document_memo", () => this.write({})),
      compare: this.button("compare", () => this.send({ op: "compare" })),
      here: make("ul", { class: "wijk-here", "aria-label": words.here }),
      quick: make("div", { class: "wijk-quick", role: "group", "aria-label": words.quick }),
      search: this.searchField(),
      tree: make("ul", { class: "wijk-tree", role: "tree", id: `${this.name}-tree`, "aria-label": words.codebook }),
      definition: make("div", { class: "wijk-definition" }),
      create: make("form", { class: "wijk-create", hidden: true, onsubmit: (event) => this.done(event, () => this.create()) }),
      memo: make("div", { class: "wijk-memo", hidden: true }),
      filter: make("div", { class: "wijk-filter" }),
      differences: make("section", { class: "wijk-differences", hidden: true }),
      help: this.help(),
    };
    const { parts } = this;
    parts.left.append(this.transcript.element, parts.caret);
    const bar = make("div", { class: "wijk-bar" }, parts.undo, parts.redo, parts.compare,
      parts.documentMemo, this.button("keys", () => parts.help.showModal()));
    const side = make("div", { class: "wijk-side" }, parts.documents, parts.progress, bar, this.status, parts.memo,
      this.heading("here"), parts.here, this.heading("codebook"), parts.quick, parts.search, parts.create, parts.tree, parts.definition,
      parts.filter, parts.differences);
    side.addEventListener("mousedown", (event) => {
      if (!event.target.closest("input, textarea, select")) event.preventDefault();
    });
    this.root.lang = this.told.language;
    this.root.replaceChildren(parts.left, side, parts.help, this.heard);
    this.listenToTranscript();
    this.buildTree();
    this.buildFilter();
    this.buildDifferences();
    this.refresh();
  }

  heading(word) {
    return make("h2", {}, this.words[word]);
  }

  button(word, onclick, attributes = {}) {
    return make("button", { type: "button", onclick, "data-do": word, ...attributes }, this.words[word]);
  }

  listenToTranscript() {
    const { element } = this.transcript;
    const drawNear = () => {
      if (this.drawing) return;
      this.drawing = true;
      requestAnimationFrame(() => {
        this.drawing = false;
        this.repaint();
        this.drawCaret();
      });
    };
    element.addEventListener("scroll", drawNear, { passive: true });
    this.resizing?.disconnect();
    this.resizing = new ResizeObserver(drawNear);
    this.resizing.observe(element);
    for (const event of ["focus", "blur"]) {
      element.addEventListener(event, () => {
        this.drawCaret();
        this.showPassage();
      });
    }
    // A press inside what is selected would drag its text away; a new selection begins there instead.
    element.addEventListener("dragstart", (event) => event.preventDefault());
    element.addEventListener("mousedown", (event) => {
      if (event.detail === 1 && !event.shiftKey && event.button === 0) this.selection().removeAllRanges();
    });
  }

  documents() {
    const option = (one) => make("option", { value: one.document, selected: one.document === this.document }, this.toldOf(one));
    const onchange = (event) => this.send({ op: "open", document: event.target.value });
    // An arrow would open every document on the way to the one that is meant.
    const onkeydown = (event) => {
      if (/^Arrow(Up|Down)$/.test(event.key)) this.done(event, () => event.target.showPicker());
    };
    return make("label", { class: "wijk-documents" }, make("span", {}, this.words.document),
      make("select", { onchange, onkeydown }, ...this.told.documents.map(option)));
  }

  toldOf({ document, who, turns, coded_turns: coded }) {
    return `${document} · ${who} (${this.word("turns_coded", { coded, turns })})`;
  }

  help() {
    const rows = this.words.key_list.split("\n").map((row) => {
      const [keys, ...said] = row.split(": ");
      return make("tr", {}, make("th", { scope: "row" }, keys), make("td", {}, said.join(": ")));
    });
    const help = make("dialog", { class: "wijk-help", "aria-label": this.words.keys }, make("table", {}, make("tbody", {}, ...rows)));
    help.append(make("button", { type: "button", onclick: () => help.close() }, this.words.close));
    return help;
  }

  // The codebook: the field keeps the focus, and the arrows go through the tree.

  searchField() {
    return make("input", {
      type: "search", class: "wijk-search", role: "combobox", "aria-expanded": "true", "aria-haspopup": "tree",
      "aria-autocomplete": "list", "aria-controls": `${this.name}-tree`, "aria-label": this.words.search, placeholder: this.words.search,
      oninput: () => this.buildTree(), onkeydown: (event) => this.searchKey(event),
    });
  }

  searchKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.done(event, () => this.point((this.at + step + this.listed.length) % (this.listed.length || 1)));
    if (event.key === "Enter") this.done(event, () => this.enter(event.shiftKey));
    if (event.altKey && /^Digit[1-9]$/.test(event.code) && this.listed[this.at]) {
      this.done(event, () => this.pin(this.listed[this.at].code, Number(event.code.at(-1)) - 1));
    }
  }

  enter(keepSearching) {
    const code = this.listed[this.at]?.code;
    if (!code) return this.askNew();
    this.give(code);
    if (keepSearching) return this.parts.search.select();
    this.parts.search.value = "";
    this.buildTree();
    this.back();
  }

  // A code stays under its number until somebody puts another one there: what a hand has learnt must not move.
  pin(code, place) {
    this.quick = this.quick.map((other) => (other === code ? null : other));
    while (this.quick.length < place) this.quick.push(null);
    this.quick[place] = code;
    this.say(this.word("pinned", { code: this.label(code), key: place + 1 }));
    this.buildTree();
  }

  fillQuick() {
    const given = new Map();
    for (const { code } of this.codings.values()) given.set(code, (given.get(code) ?? 0) + 1);
    this.quick = [...given].sort((one, other) => other[1] - one[1]).slice(0, QUICK).map(([code]) => code);
  }

  buildTree() {
    const sought = plain(this.parts.search.value.trim());
    const pointed = sought === this.sought ? this.listed[this.at]?.code : null;
    this.sought = sought;
    const fits = (code) => code.sought.includes(sought) || plain(code.code).includes(sought);
    this.listed = this.inTree.filter((code) => !sought || fits(code) || code.above.some(fits));
    this.listedQuick = this.quick.join();
    const item = (code, at) => {
      const key = this.quick.indexOf(code.code) + 1;
      return make("li", {
        role: "treeitem", id: `${this.name}-code-${at}`, "aria-level": code.depth + 1, "aria-selected": "false", "data-code": code.code,
        style: `--depth:${code.depth}`, onclick: () => this.give(code.code), onmouseenter: () => this.define(code),
      }, this.swatch(code.colour), make("span", {}, code.label), key ? make("kbd", {}, key) : null);
    };
    this.parts.tree.replaceChildren(...this.listed.map(item));
    this.fill(this.parts.quick, ...this.quick.flatMap((code, at) => (code ? [make("button", {
      type: "button", onclick: () => this.give(code), title: `${this.label(code)}: ${this.codes.get(code)?.definition}`,
    }, make("kbd", {}, at + 1), " ", this.label(code))] : [])));
    const first = this.listed.findIndex((code) => (pointed ? code.code === pointed : !sought || fits(code)));
    this.point(Math.max(first, 0), false);
    if (!this.listed.length) this.parts.definition.replaceChildren(this.words.no_code, " ", this.button("new_code", () => this.askNew()));
  }

  point(at, scroll = true) {
    this.parts.tree.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const item = this.parts.tree.children[at];
    if (!item) return this.parts.search.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    if (scroll) item.scrollIntoView({ block: "nearest" });
    this.parts.search.setAttribute("aria-activedescendant", item.id);
    this.define(this.listed[at]);
  }

  define(code) {
    const noted = this.codeMemos[code.code];
    this.fill(this.parts.definition,
      make("strong", {}, code.label), make("p", {}, code.definition), noted ? make("p", { class: "wijk-noted" }, noted) : "",
      this.button("code_memo", () => this.write({ code: code.code })), this.button("new_code", () => this.askNew()));
  }

  swatch(colour, whose = "own") {
    return make("span", { class: `wijk-swatch wijk-${whose}${colour}`, "aria-hidden": "true" }, "ab");
  }

  askNew() {
    this.forNew = this.selected;
    const { create } = this.parts;
    const tops = this.inTree.map((code) => make("option", { value: code.code }, `${"\u2003".repeat(code.depth)}${code.label}`));
    create.replaceChildren(
      this.field("new_label", make("input", { name: "label", required: true, value: this.parts.search.value.trim() })),
      this.field("new_definition", make("textarea", { name: "definition", rows: 2 })),
      this.field("new_parent", make("select", { name: "parent" }, make("option", { value: "" }, this.words.no_parent), ...tops)),
      make("button", { type: "submit" }, this.words.make_code), this.button("cancel", () => this.leave()));
    create.hidden = false;
    create.elements.label.focus();
  }

  field(word, control) {
    return make("label", {}, make("span", {}, this.words[word]), control);
  }

  create() {
    const { label, definition, parent } = this.parts.create.elements;
    const made = { label: label.value, definition: definition.value, parent: parent.value || null };
    this.send({ op: "create", ...made }, () => {
      this.parts.create.hidden = false;
      label.focus();
    });
    this.parts.create.hidden = true;
    this.parts.search.value = "";
    this.back();
  }

  buildFilter() {
    const choose = make("select", {
      onchange: (event) => {
        this.filter = event.target.value;
        this.repaint();
      },
    }, make("option", { value: "" }, this.words.every_code), ...this.inTree.map((code) =>
      make("option", { value: code.code, selected: code.code === this.filter }, `${"\u2003".repeat(code.depth)}${code.label}`)));
    const readers = [[this.told.coder, this.told.coder_name], ...new Map(this.others.map(({ coder, name }) => [coder, name]))];
    const boxes = readers.length > 1 ? readers.map(([coder, name]) => this.reader(coder, name)) : [];
    this.fill(this.parts.filter, this.field("show", choose), ...boxes);
  }

  reader(coder, name) {
    const onchange = (event) => {
      if (event.target.checked) this.hidden.delete(coder);
      else this.hidden.add(coder);
      this.repaint();
    };
    return make("label", { class: "wijk-reader" }, make("input", { type: "checkbox", checked: !this.hidden.has(coder), onchange }), name);
  }

  // What other coders gave, and where they differ from the first.

  buildDifferences() {
    const { differences } = this.told;
    this.parts.compare.hidden = Boolean(this.told.others);
    this.parts.differences.hidden = !differences;
    if (!differences) return;
    const open = differences.filter((difference) => !difference.decision).length;
    this.fill(this.parts.differences, this.heading("differences"),
      make("p", {}, this.word(differences.length ? "still_open" : "no_differences", { open, all: differences.length })),
      make("ol", {}, ...differences.map((difference) => this.difference(difference))));
  }

  difference(difference) {
    const { start, end, code, decision } = difference;
    const reason = make("input", { "aria-label": this.words.reason, placeholder: this.words.reason });
    const decide = (how) => this.send({ op: "decide", code, start, end, second_coder: difference.second_coder, decision: how, reason: reason.value });
    const choice = (how) => this.button(`decide_${how}`, () => decide(how), { "aria-pressed": String(decision === how) });
    const reading = (name, codes) => make("div", {}, make("b", {}, name), ": ", codes.map((given) => this.label(given)).join(", ") || "–");
    const goTo = () => {
      this.select(start, end);
      this.transcript.element.focus({ preventScroll: true });
    };
    return make("li", { class: decision ? "wijk-decided" : "" },
      make("button", { type: "button", class: "wijk-place", onclick: goTo }, `${this.label(code)}, ${this.linesOf(difference)}`),
      reading(difference.first_name, difference.first), reading(difference.name, difference.second), reason,
      make("div", { class: "wijk-choices" }, ...["first", "second", "whole", "neither"].map(choice)));
  }

  // What follows from where the caret is and what is coded.

  refresh() {
    if (!this.parts) return;
    const { turns } = this.transcript;
    const answers = turns.map((turn, at) => [turn, this.coded[at]]).filter(([turn]) => turn && !turn.asks);
    const coded = answers.filter(([, count]) => count).length;
    const share = answers.length ? Math.round((100 * coded) / answers.length) : 0;
    this.parts.progress.textContent = this.word("progress", { coded, turns: answers.length, codings: this.codings.size });
    this.parts.progress.style.setProperty("--share", `${share}%`);
    const own = this.told.documents.find(({ document }) => document === this.document);
    const option = [...this.parts.documents.querySelector("select").options].find(({ value }) => value === this.document);
    if (own && option) option.textContent = this.toldOf(Object.assign(own, { coded_turns: coded }));
    this.parts.documentMemo.setAttribute("aria-pressed", String(Boolean(this.memo)));
    this.parts.undo.setAttribute("aria-disabled", String(!this.told.undo));
    this.parts.redo.setAttribute("aria-disabled", String(!this.told.redo));
    this.refreshHere();
    this.refreshMemo();
    this.showPassage();
    if (this.listedQuick !== this.quick.join()) this.buildTree();
    this.drawCaret();
  }

  refreshHere() {
    const found = this.here().slice(0, 40);
    const names = found.map((coding) => this.label(coding.code)).join(", ");
    this.hear(names && this.word("codes_here", { count: found.length, codes: names }), 1);
    const pointing = (coding) => ({
      onmouseenter: () => this.pointAt(coding), onfocusin: () => this.pointAt(coding),
      onmouseleave: () => this.pointAt(null), onfocusout: () => this.pointAt(null),
    });
    const row = (coding) => make("li", { class: coding === this.chosen ? "wijk-chosen" : "", ...pointing(coding) },
      this.swatch(coding.colour, coding.own ? "own" : "other"),
      make("button", {
        type: "button", class: "wijk-place", "aria-pressed": String(coding === this.chosen), onclick: () => {
          this.chosen = coding.own ? coding : this.chosen;
          this.refresh();
        },
      }, `${this.label(coding.code)}, ${this.linesOf(coding)}${coding.own ? "" : ` (${coding.name})`}`),
      ...(coding.own ? [
        this.button("memo", () => this.write(coding), { "aria-pressed": String(Boolean(coding.memo)) }),
        this.button("bounds", () => this.move(coding)), this.button("remove", () => this.remove(coding)),
      ] : []),
      coding.memo ? make("p", { class: "wijk-noted" }, coding.memo) : null);
    const moving = this.moving ? [make("li", { class: "wijk-moving" }, this.word("moving", { code: this.label(this.moving.code) }), " ",
      this.button("save_bounds", () => this.moved()))] : [];
    const nothing = make("li", { class: "wijk-nothing" }, this.words.nothing_here);
    if (this.pointed && !found.includes(this.pointed)) this.pointed = null;
    this.fill(this.parts.here, ...moving, ...(found.length ? found.map(row) : [nothing]));
  }

  refreshMemo() {
    const { memo } = this.parts;
    if (!this.writing) {
      memo.hidden = true;
      this.shownMemo = null;
      return;
    }
    if (this.shownMemo === this.writing) return;
    this.shownMemo = this.writing;
    const { code, start } = this.writing;
    const known = start != null ? this.writing.memo : code ? this.codeMemos[code] : this.memo;
    const on = start != null ? `${this.label(code)}, ${this.linesOf(this.writing)}` : code ? this.label(code) : this.document;
    const typed = make("textarea", {
      rows: 4, "aria-label": this.word("memo_on", { on }), onkeydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.done(event, () => this.written(typed.value));
      },
    });
    typed.value = known ?? "";
    memo.replaceChildren(make("strong", {}, this.word("memo_on", { on })), typed,
      this.button("save_memo", () => this.written(typed.value)), this.button("cancel", () => this.leave()));
    memo.hidden = false;
  }
}

export default {
  render({ model, el }) {
    const screen = new Screen(model, el);
    return () => screen.dispose();
  },
};
