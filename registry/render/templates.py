"""A root's templates over our own -> an environment that renders pages; a fault has its place."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import BaseLoader, Template, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2 import Environment as Jinja
from markupsafe import Markup

from ..calendar import long_day
from ..pages import words
from . import disk
from .sandbox import LARGEST, OURS, Sandbox, Workshop
from .tables import COLUMNS


class TemplateFault(Exception):
    """A template is broken: `path` relative to the root, `line` from 1, and what is wrong."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


class Shelves(BaseLoader):
    """Templates of another root first, file by file; then our own."""

    def __init__(self, root: Path | None) -> None:
        self.root = root if root and disk.brings_templates(root) else None

    @property
    def foreign(self) -> bool:
        """Whether any template may come from elsewhere."""
        return self.root is not None

    def get_source(
        self,
        environment: Jinja,  # noqa: ARG002  # the loader's protocol names it
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Ours are marked, which is how the sandbox tells them from foreign ones."""
        try:
            if self.root and (text := disk.template(self.root, template)) is not None:
                return text, f"templates/{template}", None
            own = disk.template(disk.PROGRAM, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            fact = f"byte {error.start + 1} of the template is not UTF-8"
            raise TemplateFault(f"templates/{template}", line, fact) from error
        except (ValueError, OSError) as error:
            raise TemplateFault(f"templates/{template}", 1, _said(error)) from error
        if own is None:
            raise TemplateNotFound(template)
        return own, f"{OURS}{template}", None


def environment(root: Path | None) -> Workshop | Sandbox:
    """An environment with the site’s filters; a sandbox where another root brings templates."""
    shelves = Shelves(root)
    env = Sandbox(loader=shelves) if shelves.foreign else Workshop(loader=shelves)
    env.filters |= {
        "day": long_day,
        "plain": words.plain,
        "counted": words.counted,
        "listed": words.listed,
        "json_ld": json_ld,
        "web": web,
        "origin": origin,
        "iso": date.isoformat,
        "thousands": "{:,}".format,
    }
    env.globals |= {
        "STANDINGS": words.STANDINGS,
        "EVENTS": words.EVENTS,
        "FLAGS": words.FLAGS,
        "LEVELS": words.LEVELS,
        "KINDS": words.KINDS,
        "COLUMNS": COLUMNS,
    }
    return env


def rendered(env: Workshop | Sandbox, template: str, facts: dict[str, object]) -> str:
    """The text of a page. Raises TemplateFault."""
    try:
        found = env.get_template(template)
        return _bounded(found, facts) if isinstance(env, Sandbox) else found.render(facts)
    except TemplateFault:
        raise
    except Exception as error:
        raise _fault(error, template) from error


def _bounded(template: Template, facts: dict[str, object]) -> str:
    """The text of a page, given up where it grows without end."""
    size, parts = 0, []
    for part in template.generate(facts):
        size += len(part)
        if size > LARGEST:
            raise TemplateError("the page grows without end")
        parts.append(part)
    return "".join(parts)


def _fault(error: Exception, template: str) -> TemplateFault:
    """The fault that an exception from a template stands for, at the template's own line."""
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(f"templates/{error.name or template}", error.lineno, _said(error))
    said = _said(error)
    if isinstance(error, TemplateNotFound):
        said = f"there is no template {error.name}"
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        name = frame.filename.removeprefix(OURS)
        if name != frame.filename or name.startswith("templates/"):
            path = f"templates/{name.removeprefix('templates/')}"
            return TemplateFault(path, frame.lineno or 1, said)
    return TemplateFault(f"templates/{template}", 1, said)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def json_ld(value: object) -> Markup:
    """JSON for a data block in a page: nothing in it can end the block."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # every character that HTML gives a meaning is escaped


def origin(url: str) -> str:
    """A URL's scheme, host and port: what other sites' policies name."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def web(url: str) -> str:
    """The URL where it leads to the web, "#" where it would do anything else."""
    return url if urlsplit(url).scheme in ("http", "https") else "#"
