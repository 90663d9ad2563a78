"""One of a kind: what no two holders may share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Place, shown
from ..model import Holder, Institution, Product, Supplier
from ..number import first_path, seal_number
from ..rulebook import Finding
from .engine import Scope, check, each
from .subjects import Whole

Named = Supplier | Product | Institution


@check(Scope.REGISTRY)
def duplicate_domain(whole: Whole) -> Iterator[Finding]:
    """A domain belongs to one product, so that it is clear whose seal a site may show.

    Bad:
        quizlab/product.yaml and mathtrail/product.yaml, both `domains: [play.example]`
    Good:
        quizlab/product.yaml: `domains: [quiz.play.example]`
        mathtrail/product.yaml: `domains: [maths.play.example]`
    """
    first: dict[str, Product] = {}

    def shared(entry: tuple[Product, int, str]) -> Iterator[Finding]:
        product, index, domain = entry
        owner = first.setdefault(domain, product)
        if owner is not product:
            yield Finding(
                product.where.place("domains", index),
                f"the domain {shown(domain)} belongs to {owner.path} already",
                "keep it with one of the two products",
            )

    def of(product: Product) -> Iterator[Finding]:
        yield from each(shared, ((product, i, name) for i, name in enumerate(product.domains)))

    yield from each(of, whole.registry.products)


@check(Scope.REGISTRY)
def duplicate_seal_number(whole: Whole) -> Iterator[Finding]:
    """No two holders share a seal number, nor an address: a former name belongs to one holder.

    The number comes from the holder's first name ever, and former addresses keep answering. So a
    name that another supplier, product of the same supplier or institution has or had is taken.

    Bad:
        suppliers/brightpath/quizlab: `formerly: [mathtrail]`
        suppliers/brightpath/mathtrail
    Good:
        suppliers/brightpath/quizlab: `formerly: [quiz-lab]`
        suppliers/brightpath/mathtrail
    """
    registry = whole.registry
    yield from _taken(registry.suppliers)
    yield from _taken(registry.institutions)
    families: dict[str, list[Product]] = {}
    for product in registry.products:
        families.setdefault(product.supplier.path, []).append(product)
    for family in families.values():
        yield from _taken(family)
    yield from _same_number(registry.holders, registry.settings.seal.prefix)


def _taken(family: Iterable[Named]) -> Iterator[Finding]:
    """Former names that another of the family has or had; of two that had one, the second."""
    nouns = list(family)
    owner = {noun.slug: noun for noun in nouns}

    def claims(entry: tuple[Named, int, str]) -> Iterator[Finding]:
        noun, index, name = entry
        other = owner.setdefault(name, noun)
        if other is not noun:
            verb = "is" if other.slug == name else "was"
            yield Finding(
                noun.where.place("formerly", index),
                f"{shown(name)} {verb} the name of {other.path}, so its number and addresses "
                "are taken",
                "keep the name with one of the two",
            )

    def of(noun: Named) -> Iterator[Finding]:
        yield from each(claims, ((noun, i, name) for i, name in enumerate(noun.formerly)))

    yield from each(of, nouns)


def _same_number(holders: Iterable[Holder], prefix: str) -> Iterator[Finding]:
    """Two first paths whose numbers are equal by chance: rare, and not to be mended by renaming."""
    first: dict[str, Holder] = {}

    def equal(holder: Holder) -> Iterator[Finding]:
        other = first.setdefault(seal_number(holder, prefix), holder)
        if first_path(other) != first_path(holder):
            yield Finding(
                Place(holder.where.path),
                f"the seal number of {holder.path} is that of {other.path} by chance",
                "give the newer of the two another folder name before its first award",
            )

    yield from each(equal, holders)
