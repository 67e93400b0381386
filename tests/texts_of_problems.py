"""Every text that the code can make a problem of: literals, and f-strings with `{}` for each value.

What is given to `Problem` is followed to where it is written: through local names, constants of modules, arguments of
functions (to every caller) and what functions return. What cannot be followed is a value.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from pathlib import Path

import wijkresearch

PACKAGE = Path(wijkresearch.__file__).parent
PARTS = ("where", "found", "expected", "remedy")
VALUE = "{}"
MOST = 64
"""Texts that one expression may have, such as one with several words that each depend on something."""
DEEPEST = 8
FILLED_IN = {"wijkresearch.tables.raw", "wijkresearch.tables.settings"}
"""Modules whose columns and settings people fill in, so that one may be absent; other tables are calculated."""
OPAQUE = {"join", "removesuffix", "lower", "format", "as_posix", "show_value", "replace", "explain"}


Made = ast.expr | ast.AugAssign | tuple[ast.expr, int] | None
"""What a name is made: an expression, what is added to it, a part of a tuple, or something else."""


class Place:
    """Where an expression stands: a module, and the functions around it from the inside out."""

    def __init__(self, module: str, around: tuple[ast.FunctionDef, ...] = ()) -> None:
        self.module, self.around = module, around


class Package:
    """The functions, calls, constants and imports of all modules."""

    def __init__(self) -> None:
        self.functions: dict[str, list[tuple[Place, ast.FunctionDef]]] = defaultdict(list)
        self.calls: dict[str, list[tuple[Place, ast.Call]]] = defaultdict(list)
        self.constants: dict[tuple[str, str], ast.expr] = {}
        self.imports: dict[tuple[str, str], tuple[str, str]] = {}
        self.fields: dict[str, list[str]] = {}
        for path in sorted(PACKAGE.rglob("*.py")):
            module = ".".join(("wijkresearch", *path.relative_to(PACKAGE).with_suffix("").parts))
            self._read(ast.parse(path.read_text("utf-8")), Place(module.removesuffix(".__init__")))

    def _read(self, node: ast.AST, place: Place) -> None:
        for child in ast.iter_child_nodes(node):
            inside = place
            if isinstance(child, ast.FunctionDef):
                self.functions[child.name].append((place, child))
                inside = Place(place.module, (child, *place.around))
            elif isinstance(child, ast.ClassDef):
                self.fields[child.name] = [one.target.id for one in child.body if isinstance(one, ast.AnnAssign)]
            elif isinstance(child, ast.Call):
                self.calls[called(child)].append((place, child))
            elif not place.around:
                self._read_names(child, place.module)
            self._read(child, inside)

    def _read_names(self, node: ast.AST, module: str) -> None:
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                self.imports[module, one.asname or one.name] = (str(node.module), one.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                self.constants[module, getattr(target, "id", "")] = node.value

    def constant(self, node: ast.expr, module: str) -> tuple[ast.expr, str]:
        """What a name of a module stands for, and the module that has it; anything else is itself."""
        name = (module, getattr(node, "id", ""))
        while name in self.imports:
            name = self.imports[name]
        return self.constants.get(name, node), name[0]


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def combined(parts: list[list[str]]) -> list[str]:
    return ["".join(one) for one in islice(product(*parts), MOST)]


class Reader:
    """Follows expressions to the texts that they can be."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.inside: list[str] = []
        self.busy: set[tuple[int, str]] = set()
        self.said: dict[str, list[str]] = {}
        self.depth = 0

    def read(self, node: ast.expr, place: Place) -> list[str]:
        """The texts of an expression, `{}` where it is a value."""
        if self.depth > DEEPEST:
            return [VALUE]
        self.depth += 1
        try:
            how = getattr(self, f"_{type(node).__name__.lower()}", None)
            return once(how(node, place) if how else []) or [VALUE]
        finally:
            self.depth -= 1

    def _constant(self, node: ast.Constant, _: Place) -> list[str]:
        if isinstance(node.value, str):
            return [node.value.replace("{", "{{").replace("}", "}}")]
        return [VALUE if node.value else ""]

    def _joinedstr(self, node: ast.JoinedStr, place: Place) -> list[str]:
        parts = []
        for one in node.values:
            inner = one.value if isinstance(one, ast.FormattedValue) else one
            texts = self.read(inner, place)
            written = isinstance(inner, ast.IfExp | ast.Constant)
            named = isinstance(inner, ast.Name) and inner.id.isupper() and VALUE not in texts and len(texts) == 1
            self.inside += [] if written or named else texts
            parts.append(texts if written or named else [VALUE])
        return combined(parts)

    def _ifexp(self, node: ast.IfExp, place: Place) -> list[str]:
        return self.read(node.body, place) + self.read(node.orelse, place)

    def _boolop(self, node: ast.BoolOp, place: Place) -> list[str]:
        return [text for one in node.values for text in self.read(one, place)]

    def _namedexpr(self, node: ast.NamedExpr, place: Place) -> list[str]:
        return self.read(node.value, place)

    def _binop(self, node: ast.BinOp, place: Place) -> list[str]:
        left = self.read(node.left, place)
        if isinstance(node.op, ast.Mult):
            return [*left, ""]
        return combined([left, self.read(node.right, place)])

    def _subscript(self, node: ast.Subscript, place: Place) -> list[str]:
        value, module = self.package.constant(node.value, place.module)
        return self._values_of(value, Place(module)) if isinstance(value, ast.Dict) else []

    def _values_of(self, node: ast.Dict, place: Place) -> list[str]:
        return [text for one in node.values for text in self.read(one, place)]

    def _attribute(self, node: ast.Attribute, _: Place) -> list[str]:
        """What is given for a field of a class, of which only whole sentences are taken."""
        if node.attr not in self.said:
            self.said[node.attr] = []
            given = [
                (one, other)
                for made, names in self.package.fields.items()
                if node.attr in names and node.attr not in ("where", "name")
                for other, call in self.package.calls[made]
                if node.attr != "meaning" or other.module in FILLED_IN
                for one in [given_to(call, names).get(node.attr)]
                if one is not None
            ]
            self.said[node.attr] = [text for one, other in given for text in self.read(one, other) if " " in text]
        return self.said[node.attr]

    def _call(self, node: ast.Call, place: Place) -> list[str]:
        name = called(node)
        if name == "str" and node.args:
            return self.read(node.args[0], place)
        if name == "get" and isinstance(node.func, ast.Attribute):
            value, module = self.package.constant(node.func.value, place.module)
            found = self._values_of(value, Place(module)) if isinstance(value, ast.Dict) else []
            return found + [text for one in node.args[1:] for text in self.read(one, place)]
        if name in ("strip", "rstrip") and isinstance(node.func, ast.Attribute):
            return [text.removeprefix(f"{VALUE} ") for text in self.read(node.func.value, place)]
        return [] if name in OPAQUE else self._returned(node, place)

    def _returned(self, node: ast.Call, place: Place) -> list[str]:
        found: list[str] = []
        for other, function in self._functions(node, place):
            if (id(function), "returns") not in self.busy:
                self.busy.add((id(function), "returns"))
                inside = Place(other.module, (function, *other.around))
                for value in returned(function):
                    found += self.read(value, inside)
                self.busy.discard((id(function), "returns"))
        return found

    def _functions(self, call: ast.Call, place: Place) -> list[tuple[Place, ast.FunctionDef]]:
        """The functions that a call may be of: of its own module, or as it is imported; of a method any of its name."""
        named = self.package.functions[called(call)]
        if isinstance(call.func, ast.Name):
            own = [one for one in named if one[0].module == place.module]
            imported = (place.module, call.func.id) in self.package.imports
            named = own or (named if imported else [])
        return named if len(named) <= 2 else []

    def _name(self, node: ast.Name, place: Place) -> list[str]:
        for number, function in enumerate(place.around):
            if (id(function), node.id) in self.busy:
                return []
            self.busy.add((id(function), node.id))
            texts = self._local(node.id, function, Place(place.module, place.around[number:]))
            self.busy.discard((id(function), node.id))
            if texts is not None:
                return texts
        value, module = self.package.constant(node, place.module)
        return [] if value is node or isinstance(value, ast.Name) else self.read(value, Place(module))

    def _local(self, name: str, function: ast.FunctionDef, place: Place) -> list[str] | None:
        """The texts that a name of a function has; None where the function has no such name."""
        plain, added, known = [], [], False
        for value in self._bound(function, name, place):
            known = True
            if isinstance(value, ast.AugAssign):
                added += self.read(value.value, place)
            elif isinstance(value, tuple):
                plain += self._taken_apart(*value, place)
            elif value is not None:
                plain += self.read(value, place)
        arguments = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
        if name in arguments:
            plain += self._given(name, function, place)
        more = [one + two for one in plain for two in added]
        return once(plain + more) if known or name in arguments else None

    def _bound(self, function: ast.FunctionDef, name: str, place: Place) -> Iterator[Made]:
        """What a name of a function is made."""
        for node in binding(function):
            if isinstance(node, ast.AugAssign) and getattr(node.target, "id", "") == name:
                yield node
            elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    yield from assigned(target, node.value, name)
            elif isinstance(node, ast.For | ast.comprehension) and name in names_in(node.target):
                yield from looped(node.target, self._written(node.iter, place), name)
            elif isinstance(node, ast.withitem) and name in names_in(node.optional_vars):
                yield None

    def _written(self, iterated: ast.expr, place: Place) -> list[ast.expr]:
        """What is iterated over, where that is written out; the items of a dictionary as pairs."""
        if isinstance(iterated, ast.Call) and called(iterated) == "items" and isinstance(iterated.func, ast.Attribute):
            listed, _ = self.package.constant(iterated.func.value, place.module)
            pairs = zip(listed.keys, listed.values, strict=True) if isinstance(listed, ast.Dict) else ()
            return [ast.Tuple([key, value]) for key, value in pairs if key is not None]
        return list(getattr(self.package.constant(iterated, place.module)[0], "elts", []))

    def _taken_apart(self, value: ast.expr, number: int, place: Place) -> list[str]:
        """The texts of one part of what is a tuple, or may be any of some tuples."""
        value, module = self.package.constant(value, place.module)
        if isinstance(value, ast.Tuple):
            return self.read(value.elts[number], place) if number < len(value.elts) else []
        options: list[ast.expr] = []
        if isinstance(value, ast.IfExp):
            options = [value.body, value.orelse]
        elif isinstance(value, ast.Dict):
            options, place = value.values, Place(module)
        elif isinstance(value, ast.Subscript):
            options = [value.value] if isinstance(value.value, ast.Name) else []
        elif isinstance(value, ast.Call):
            options = value.args[1:]
            if called(value) == "get" and isinstance(value.func, ast.Attribute):
                options = [*options, value.func.value]
        return [text for one in options for text in self._taken_apart(one, number, place)] if len(options) < 99 else []

    def _given(self, name: str, function: ast.FunctionDef, place: Place) -> list[str]:
        """What the callers of a function give for one of its arguments, and what it is by default."""
        names = [one.arg for one in function.args.args]
        method = names[:1] in (["self"], ["cls"])
        defaults = dict(zip(reversed(names), reversed(function.args.defaults), strict=False))
        keywords = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        defaults.update({one.arg: value for one, value in keywords if value is not None})
        found = self.read(defaults[name], Place(place.module)) if name in defaults else []
        for other, call in self.package.calls[function.name]:
            if method or any(one[1] is function for one in self._functions(call, other)):
                given = given_to(call, names[1:] if method else names)
                found += self.read(given[name], other) if name in given else []
        return found


def given_to(call: ast.Call, names: list[str]) -> dict[str, ast.expr]:
    """What a call gives, by the names of what is asked."""
    plain = [one for one in call.args if not isinstance(one, ast.Starred)]
    return dict(zip(names, plain, strict=False)) | {one.arg: one.value for one in call.keywords if one.arg}


@cache
def binding(function: ast.FunctionDef) -> list[ast.AST]:
    """What gives names of a function a value."""
    kinds = (ast.AugAssign, ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.comprehension, ast.withitem)
    return [node for node in ast.walk(function) if isinstance(node, kinds)]


@cache
def returned(function: ast.FunctionDef) -> list[ast.expr]:
    """What a function returns or yields."""
    found = [one for one in ast.walk(function) if isinstance(one, ast.Return | ast.Yield)]
    return [one.value for one in found if one.value is not None]


def names_in(node: ast.AST | None) -> list[str]:
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name)] if node else []


def assigned(target: ast.expr, value: ast.expr, name: str) -> Iterator[Made]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple):
        for number, one in enumerate(target.elts):
            if getattr(one, "id", "") == name:
                yield value, number


def looped(target: ast.expr, elements: list[ast.expr], name: str) -> Iterator[Made]:
    """What a name is in a loop over what is written out."""
    yield None
    for element in elements:
        yield from assigned(target, element, name)


@cache
def texts_of_problems() -> frozenset[str]:
    """The texts of all problems; those of `where` only where they are written out in the call or beside it."""
    package = Package()
    reader, found = Reader(package), set()
    for place, call in package.calls["Problem"]:
        for part, given in given_to(call, list(PARTS)).items():
            inside = len(reader.inside)
            texts = reader.read(given, place)
            if part == "where":
                texts = [text for text in texts if VALUE in text]
                del reader.inside[inside:]
            found.update(texts)
    found.update(text for text in reader.inside if " " in text.strip())
    return frozenset(text.removesuffix(".") for text in found if is_said(text))


def is_said(text: str) -> bool:
    """Is it words, and not the name of a file, an option or a command?"""
    words = re.sub(r"[\w/]+\.\w+", "", text.replace(VALUE, ""))
    if re.fullmatch(r"(--|wijk )[\w-]+( [\w.-]+)?", text) or not re.search("[A-Za-z]{4}|[a-z] [a-z]", words):
        return False
    return len(words.split()) > 1 or words.strip().isalpha()


def without_names(template: str) -> str:
    """A template with `{}` for its fields; two that follow each other are one."""
    return re.sub(r"(\{\}){2,}", VALUE, re.sub(r"(?<!\{)\{\w+\}(?!\})", VALUE, template))
