"""Standings -> the whole site as pages and public facts, before a byte is rendered.

How the walk calls it:

    edition = pages.edition(settings, registry.rubrics, as_of=day,
                            next_change=assessment.next_change,
                            revision=commit_or_none, base_url=option_or_none)
    logos = {path: render.logo(path, png) for path, png in examination.logos.items()}
    publics = pages.settled(
        one
        for holder, seal in holders_with_their_seals
        if (one := pages.public_holder(
            holder, seal, as_of=day, logos={path: shown for path, (shown, _) in logos.items()},
            rubrics=registry.rubrics if settings.show_area_levels else (),
            credential=address_of_its_running_terms_credential_or_none)))

    press = render.press(edition, root)         # once, before workers are forked; reads templates
    render.holder_artifacts(press, one)         # for each of publics, in any worker
    render.supplier_artifacts(press, supplier)  # for each of pages.by_supplier(publics), likewise
    render.common_artifacts(press, publics)     # once
    artifact                                    # for each logo whose organisation has a page

`public_holder` gives None for a holder never awarded. `publics` are in order of path, and each
knows as `formerly` the whole paths that once named it: badges are written at each as well.
`render.TemplateFault(path, line, message)` is a template's own fault, wherever it is found.
Another room makes a page of its own with `render.page_artifact(press, pages.Page(...))`: its
template extends `_layout.html`, its `csp` changes directives of the policy, and its own scripts and
styles go to `render.press(..., extra={name: bytes})`, with lasting names for `asset(name)`.
"""

from .edition import Edition, edition
from .page import Alternate, Crumb, Page
from .project import by_supplier, former_paths, public_holder, public_seal, settled
from .public import (
    PublicDocument,
    PublicHolder,
    PublicLogo,
    PublicOrganisation,
    PublicSeal,
    PublicSupplier,
)

__all__ = [
    "Alternate",
    "Crumb",
    "Edition",
    "Page",
    "PublicDocument",
    "PublicHolder",
    "PublicLogo",
    "PublicOrganisation",
    "PublicSeal",
    "PublicSupplier",
    "by_supplier",
    "edition",
    "former_paths",
    "public_holder",
    "public_seal",
    "settled",
]
