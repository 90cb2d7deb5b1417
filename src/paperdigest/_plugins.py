"""Finding a part by its name: what is built in first, then the entry points by which other packages add to it.

A name leads to a class; the class is imported when somebody asks for it, so a plug-in that is broken hurts only
those who ask for that plug-in. Exporters and readers are found in this one way.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.metadata import EntryPoint

    from paperdigest.errors import PaperDigestError

__all__ = ["Registry", "shortly"]


def __dir__() -> list[str]:
    return __all__


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Part = TypeVar("_Part", bound=_Named)


@frozen(kw_only=True)
class Registry(Generic[_Part]):
    """The parts of one kind that a name can lead to.

    Attributes:
        kind: what messages call one of them, such as `exporter`.
        choice: what callers choose by the name, such as `format`.
        group: the entry points that plug-ins declare.
        built_in: our own, in the order of the docs: for each name the module and the class in it.
        shape: the attributes that each has, if `fault` does not look for them.
        unknown: what is raised for a name that nobody has.
        broken: what is raised for a plug-in that cannot be used.
        fault: what else is wrong with an object that has the shape; None if nothing is.
    """

    kind: str
    choice: str
    group: str
    built_in: Mapping[str, tuple[str, str]]
    shape: tuple[str, ...] = ()
    unknown: type[PaperDigestError]
    broken: type[PaperDigestError]
    fault: Callable[[_Part], str | None] = lambda _: None

    def names(self) -> tuple[str, ...]:
        """Every name that `get` knows: built-in ones in the order of the docs, then plug-ins by name.

        A plug-in is named here without being imported, so a broken one is listed too.
        """
        return (*self.built_in, *self.plugins())

    def get(self, name: str) -> _Part:
        """The part of that name; a built-in one, if a plug-in has the same name.

        Raises:
            PaperDigestError: of the class `unknown`: there is none, and the message names those that are near. Of
                the class `broken`: a plug-in has the name, but it cannot be imported or has another shape.
        """
        if name in self.built_in:
            return self.own(name)
        try:
            claims = self.plugins()[name]
        except KeyError:
            raise self.unknown(self._no_such_name(name)) from None
        return self.load(claims)

    def own(self, name: str) -> _Part:
        """The built-in part of that name."""
        module, attribute = self.built_in[name]
        found: _Part = getattr(importlib.import_module(module), attribute)()
        return found

    def is_own(self, found: _Part) -> bool:
        """Whether an object is a built-in part, however it was come by."""
        return (type(found).__module__, type(found).__qualname__) in self.built_in.values()

    def plugins(self) -> dict[str, list[EntryPoint]]:
        """What is installed besides the built-in parts, sorted by name; under each name all that claim it.

        Each call looks again: what was found is state, and a few milliseconds are no reason to keep it.
        """
        found: dict[str, list[EntryPoint]] = {}
        for entry_point in self._entry_points():
            if entry_point.name not in self.built_in:
                found.setdefault(entry_point.name, []).append(entry_point)
        return found

    def hidden(self) -> tuple[str, ...]:
        """What is installed under the name of a built-in part, and so cannot be asked for; in words, sorted."""
        return tuple(
            f"{self.kind} plug-in {each.name!r} ({each.value}) is hidden: a built-in {self.kind} has its name"
            for each in self._entry_points()
            if each.name in self.built_in
        )

    def _entry_points(self) -> list[EntryPoint]:
        # It takes longer to import than all the rest of the library.
        from importlib.metadata import entry_points  # noqa: PLC0415

        return sorted(entry_points(group=self.group), key=lambda each: (each.name, each.value))

    def load(self, claims: list[EntryPoint]) -> _Part:
        """The plug-in behind the one entry point that claims a name.

        Raises:
            PaperDigestError: of the class `broken`; the message names the plug-in and says why it cannot be used.
        """
        entry_point = claims[0]
        if len(claims) > 1:
            values = ", ".join(claim.value for claim in claims)
            raise self.broken(f"several {self.kind} plug-ins are named {entry_point.name!r}: {values}")
        where = f"{self.kind} plug-in {entry_point.name!r} ({entry_point.value})"
        # Whatever it is that fails in there, it is the plug-in's fault, and this says so.
        try:
            loaded = entry_point.load()
            found = cast("_Part", loaded() if isinstance(loaded, type) else loaded)
            fault = self.misshapen(found)
            own_name = None if fault else found.name
        except (Exception, SystemExit) as error:
            raise self.broken(f"{where} cannot be imported: {shortly(error)}") from error
        if fault is not None:
            raise self.broken(f"{where} is no {self.kind}: {fault}")
        if own_name != entry_point.name:
            raise self.broken(f"{where} is no {self.kind} of that name: it calls itself {shortly(own_name)}")
        return found

    def misshapen(self, found: _Part) -> str | None:
        """What an object lacks to be a part of this kind; None if it lacks nothing."""
        missing = [name for name in self.shape if not hasattr(found, name)]
        return f"it lacks {', '.join(missing)}" if missing else self.fault(found)

    def _no_such_name(self, name: str) -> str:
        import difflib  # noqa: PLC0415 - only who mistyped a name pays for it

        known = self.names()
        near = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        return f"no {self.choice} {name!r}{hint} ({self.choice}s: {', '.join(known)})"


_SHORT = 200


def shortly(value: object) -> str:
    """`repr`, cut in the middle where it is long: that of a UnicodeEncodeError holds the whole text.

    It does not raise, whatever the value's own `__repr__` does.
    """
    import reprlib  # noqa: PLC0415 - only who has something to complain about pays for it

    short = reprlib.Repr()
    short.maxother = short.maxstring = _SHORT
    return short.repr(value)
