"""One file of the site, as the rooms hand it on."""

from ..artifact import Artifact, json_file, text_file

__all__ = ["Artifact", "json_file", "text_file"]
