"""Pages and public facts -> the site's files, streamed. How the pipeline calls it: see `pages`."""

from ..artifact import Artifact
from .logos import logo
from .press import Press, page_artifact, press
from .site import common_artifacts, holder_artifacts, supplier_artifacts
from .templates import TemplateFault

__all__ = [
    "Artifact",
    "Press",
    "TemplateFault",
    "common_artifacts",
    "holder_artifacts",
    "logo",
    "page_artifact",
    "press",
    "supplier_artifacts",
]
