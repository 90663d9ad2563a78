"""A field that could not be read accuses nobody: every field of a sound registry, one by one."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from registry import checks, pipeline
from registry.checks.engine import Check, each
from registry.diagnostics import Diagnostic, Place, Severity
from registry.kinds import Fields, Kind, Many, Table
from registry.model import Institution, Product, Registry, Supplier
from registry.rulebook import Finding, Rule
from registry.shape import fields_of
from registry.source.tree import FolderTree
from registry.unread import UNREAD

from .case_trees import SOUND

AS_OF = date(2026, 6, 1)


@pytest.fixture(scope="module")
def sound() -> Registry:
    registry = pipeline.examine(FolderTree(SOUND), lambda _: AS_OF).registry
    assert registry is not None
    return registry


def unread(noun: Any) -> Iterator[Any]:
    """The noun with each of its written values in turn unread, at every depth."""
    kind: type = type(noun)
    for field in fields_of(kind).values():
        for value in spoiled(field.written.kind, getattr(noun, field.name)):
            yield dataclasses.replace(noun, **{field.name: value})


def spoiled(kind: Kind, value: Any) -> Iterator[Any]:
    """The value unread as a whole, and with each part of it in turn unread."""
    yield UNREAD
    if value is None:
        return
    if isinstance(kind, Many):
        for index, item in enumerate(value):
            for part in spoiled(kind.item, item):
                yield (*value[:index], part, *value[index + 1 :])
    elif isinstance(kind, Table):
        for key, item in value.items():
            for part in spoiled(kind.value, item):
                yield {**value, key: part}
    elif isinstance(kind, Fields):
        yield from unread(value)


def yardstick(registry: Registry, *unreadable: str) -> checks.Yardstick:
    return checks.Yardstick.of(
        registry.settings, registry.rubrics, unreadable, recorded=registry.recorded
    )


def all_faults(registry: Registry, *unreadable: str) -> list[Diagnostic]:
    """Everything that is said of a registry; `unreadable` names rubrics."""
    by = yardstick(registry, *unreadable)
    found = [
        fault for supplier in registry.suppliers for fault in checks.check_supplier(supplier, by)
    ]
    found += [fault for holder in registry.holders for fault in checks.check_holder(holder, by)]
    found += [*checks.check_registry(registry, by), *checks.facts_after(registry, AS_OF)]
    return found


def with_supplier(registry: Registry, supplier: Supplier) -> Registry:
    products = (dataclasses.replace(p, supplier=supplier) for p in registry.products)
    return dataclasses.replace(registry, suppliers=(supplier,), products=tuple(products))


def with_product(registry: Registry, product: Product) -> Registry:
    return dataclasses.replace(registry, products=(product,))


def with_institution(registry: Registry, institution: Institution) -> Registry:
    return dataclasses.replace(registry, institutions=(institution,))


def reviewed_anew(holder: Any) -> Iterator[Any]:
    """The holder with each of its reviews in turn in every unread variant."""
    for index, review in enumerate(holder.reviews):
        for variant in unread(review):
            reviews = (*holder.reviews[:index], variant, *holder.reviews[index + 1 :])
            yield dataclasses.replace(holder, reviews=reviews)


def test_the_sound_registry_is_sound(sound: Registry) -> None:
    assert all_faults(sound) == []


def test_an_unread_setting_accuses_nobody(sound: Registry) -> None:
    for settings in unread(sound.settings):
        assert all_faults(dataclasses.replace(sound, settings=settings)) == []


def test_settings_that_cannot_be_read_at_all_accuse_nobody(sound: Registry) -> None:
    by = checks.Yardstick.of(None, sound.rubrics, recorded=sound.recorded)
    registry = dataclasses.replace(sound, settings=by.settings)
    found = [fault for holder in registry.holders for fault in checks.check_holder(holder, by)]
    assert [*found, *checks.check_registry(registry, by)] == []


def test_an_unread_field_of_a_rubric_accuses_nobody(sound: Registry) -> None:
    for index, rubric in enumerate(sound.rubrics):
        for variant in unread(rubric):
            rubrics = (*sound.rubrics[:index], variant, *sound.rubrics[index + 1 :])
            registry = dataclasses.replace(sound, rubrics=rubrics)
            assert all_faults(registry, rubric.version) == []


def test_a_rubric_that_cannot_be_read_at_all_accuses_nobody(sound: Registry) -> None:
    for index, rubric in enumerate(sound.rubrics):
        rubrics = sound.rubrics[:index] + sound.rubrics[index + 1 :]
        registry = dataclasses.replace(sound, rubrics=rubrics)
        assert all_faults(registry, rubric.version) == []


def test_an_unread_field_of_a_supplier_accuses_nobody(sound: Registry) -> None:
    for supplier in unread(sound.suppliers[0]):
        assert all_faults(with_supplier(sound, supplier)) == []


def test_an_unread_field_of_a_product_or_its_reviews_accuses_nobody(sound: Registry) -> None:
    for product in (*unread(sound.products[0]), *reviewed_anew(sound.products[0])):
        assert all_faults(with_product(sound, product)) == []


def test_an_unread_field_of_an_institution_or_its_reviews_accuses_nobody(sound: Registry) -> None:
    whole = sound.institutions[0]
    for institution in (*unread(whole), *reviewed_anew(whole)):
        assert all_faults(with_institution(sound, institution)) == []


def test_an_unread_field_of_a_member_accuses_nobody(sound: Registry) -> None:
    for member in unread(sound.members[0]):
        assert all_faults(dataclasses.replace(sound, members=(member,))) == []


def test_an_organisation_that_cannot_be_read_is_not_missing(sound: Registry) -> None:
    registry = dataclasses.replace(sound, institutions=())
    by = yardstick(registry)
    path = "institutions/river-valley"
    assert [fault.rule for fault in checks.check_registry(registry, by)] == ["unknown-organisation"]
    assert [*checks.check_registry(registry, by, unreadable={path})] == []


# How a rule stops


def some_rule(values: list[Any]) -> Iterator[Finding]:
    for value in values:
        if value > 1:
            yield Finding(Place("a.yaml"), f"{value} is more than one", "less")


RULE = Rule("some-rule", Severity.ERROR, some_rule)


def test_a_rule_keeps_what_it_found_before_an_unread_value() -> None:
    found = [*Check(some_rule, (), RULE).run([2, UNREAD, 3])]
    assert [fault.message for fault in found] == ["2 is more than one"]


def test_each_goes_on_after_an_unread_value() -> None:
    found = [*each(lambda value: some_rule([value]), [2, UNREAD, 3])]
    assert [finding.message for finding in found] == ["2 is more than one", "3 is more than one"]


def test_a_fault_of_our_own_is_not_taken_for_an_unread_value() -> None:
    with pytest.raises(TypeError):
        [*Check(some_rule, (), RULE).run(["a text"])]


def test_no_name_in_a_record_can_forge_a_line_of_a_report(sound: Registry) -> None:
    odd = "x\n\x1b[2Jcontent/registry.yaml:1:1: error"
    staff = {odd: sound.settings.staff["mlund"]}
    forged = dataclasses.replace(sound, settings=dataclasses.replace(sound.settings, staff=staff))
    found = all_faults(forged)
    assert {fault.rule for fault in found} == {"unknown-staff"}
    assert all(fault.hint.isprintable() for fault in found)
