"""Templates to HTML: everything that is put into one is escaped, apart from what the template itself calls safe."""

from __future__ import annotations

from base64 import b64encode

from jinja2 import Environment, PackageLoader, StrictUndefined

from wijkresearch.report.blocks import split_bold
from wijkresearch.report.links import split_passages


def _base64(content: bytes) -> str:
    return b64encode(content).decode()


ENVIRONMENT = Environment(
    loader=PackageLoader("wijkresearch.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters |= {"pieces": split_bold, "passages": split_passages, "base64": _base64}


def render(template: str, **values: object) -> str:
    """The HTML that a template becomes with these values.

    Args:
        template: its name in `templates/`.
        values: what it asks for; a template that misses one is refused.
    """
    return ENVIRONMENT.get_template(template).render(**values)
