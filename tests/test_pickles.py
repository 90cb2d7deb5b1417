"""Pickles of other releases load: what the model does about fields and wording that have changed since."""

from __future__ import annotations

import enum

import attrs
import pytest

from paperdigest import Code, Diagnostic, Severity, Span, model, source
from paperdigest.codes import CODES

MODEL = (*(getattr(model, name) for name in model.__all__), Code, Diagnostic, Span, source.Position)
CLASSES = [cls for cls in MODEL if not issubclass(cls, enum.Enum)]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_field_that_a_pickle_does_not_know_has_its_default(cls: type[attrs.AttrsInstance]) -> None:
    for field in attrs.fields(cls):
        value = object.__new__(cls)
        value.__setstate__({field.name: "kept", "gone": 1})  # type: ignore[attr-defined]
        for other in attrs.fields(cls):
            if other is field:
                assert getattr(value, field.name) == "kept"
            elif other.default is not attrs.NOTHING:
                assert getattr(value, other.name) == other.default
            else:
                assert not hasattr(value, other.name)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_class_without_defaults_is_ready_for_its_first(cls: type) -> None:
    assert vars(cls)["__setstate__"].__module__ == "paperdigest._pickles"


def test_codes_are_equal_by_id_and_severity() -> None:
    code = CODES["PD301"]
    reworded = attrs.evolve(code, template="other words", help="", example="")
    assert reworded == code
    assert hash(reworded) == hash(code)
    assert attrs.evolve(code, severity=Severity.INFO) != code
    assert attrs.evolve(code, id="PD302") != code
