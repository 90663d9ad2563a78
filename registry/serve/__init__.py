"""A site on disk -> a server on this machine that rebuilds on save, and pages that reload.

Faults are shown in the page with place and remedy until they are mended. Nothing of this is ever
part of the site: the reloading script is put into pages on their way to the browser.
"""

from .handler import BESIDE, Beside
from .trouble import Trouble
from .watching import Build, serving

__all__ = ["BESIDE", "Beside", "Build", "Trouble", "serving"]
