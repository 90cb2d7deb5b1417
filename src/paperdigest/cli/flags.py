"""Exporter options as flags, made from the options classes.

`self_url: str | None` of RSS becomes `--self-url TEXT`, a bool `excel` becomes `--excel/--no-excel`, a list
is written `a,b`. Where a command has a flag of that name itself, the exporter's bears the format's name: the
RSS option `limit` is `--rss-limit` beside `--limit`.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from paperdigest.errors import ExporterError, UnknownFormatError
from paperdigest.exporters.options import make_options, option_specs, parse_option
from paperdigest.exporters.registry import exporter, exporter_for_suffix, formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paperdigest.exporters.options import OptionSpec
    from paperdigest.exporters.protocol import Exporter

__all__ = ["ExporterFlag", "FlagsCommand", "chosen_exporter", "exporter_flags", "given_options", "own_flags"]


def __dir__() -> list[str]:
    return __all__


# Where a context keeps what the arguments name: the exporter, and the flags made for it.
_EXPORTER = "paperdigest.exporter"
_FLAGS = "paperdigest.flags"


def _parser(spec: OptionSpec) -> Callable[[str], Any]:
    """What turns the text behind a flag into the value of an option."""

    def parse(text: str) -> Any:
        try:
            return parse_option(spec, text)
        except ValueError as error:
            raise click.BadParameter(f"{error}.") from error

    return parse


class ExporterFlag(click.Option):
    """A flag that stands for one option of an exporter.

    Attributes:
        spec: the option.
    """

    def __init__(self, spec: OptionSpec, flag: str) -> None:
        declaration = f"--{flag}/--no-{flag}" if spec.type is bool else f"--{flag}"
        super().__init__(
            # Apart from the names of the command's own parameters.
            [declaration, f"exporter_{spec.name}"],
            default=None,
            type=click.BOOL if spec.type is bool else _parser(spec),
            metavar=None if spec.type is bool else _metavar(spec),
            help=_help(spec, flag),
        )
        self.spec = spec


def _metavar(spec: OptionSpec) -> str:
    if spec.choices:
        return f"[{'|'.join(spec.choices)}]"
    return {int: "N", str: "TEXT", tuple: "A,B,..."}[spec.type]


def _help(spec: OptionSpec, flag: str) -> str:
    default = spec.default
    sentence = f"{spec.help[:1].upper()}{spec.help[1:]}."
    if default is None or default == ():
        return sentence
    if isinstance(default, bool):
        shown = flag if default else f"no-{flag}"
    elif isinstance(default, tuple):
        shown = ",".join(default)
    else:
        shown = str(default)
    # A default such as "; " or "" cannot be seen without quotes.
    visible = shown.isprintable() and shown and shown == shown.strip()
    return f"{sentence}  [default: {shown if visible else repr(shown)}]"


def exporter_flags(found: Exporter, taken: frozenset[str] = frozenset()) -> list[ExporterFlag]:
    """The flags of one exporter.

    Args:
        found: the exporter.
        taken: flags, with their dashes, that mean something else.

    Raises:
        ExporterError: a plug-in declares what is no options class.
    """
    try:
        specs = option_specs(found.options)
    except (AttributeError, NameError, TypeError, ValueError) as error:
        raise ExporterError(
            f"exporter {found.name!r} declares options that cannot be read: {error!r}"
        ) from error
    return [ExporterFlag(spec, _flag(found.name, spec, taken)) for spec in specs]


def _flag(format_name: str, spec: OptionSpec, taken: frozenset[str]) -> str:
    flag = spec.name.replace("_", "-")
    return f"{format_name}-{flag}" if taken.intersection((f"--{flag}", f"--no-{flag}")) else flag


class FlagsCommand(click.Command):
    """A command with `-t FORMAT` and `-o FILE` that also has the flags of the exporter which these name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Finds the format first, then parses everything with the flags of that format."""
        found = self._find_exporter(ctx, args)
        if found is not None:
            ctx.meta[_EXPORTER] = found
            ctx.meta[_FLAGS] = exporter_flags(found, own_flags(self))
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            raise click.UsageError(self._whose(error, found), ctx) from error

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, and the exporter's behind them."""
        return [*super().get_params(ctx), *ctx.meta.get(_FLAGS, ())]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Help for the exporter's flags stands under a heading of its own."""
        _write_section(ctx, formatter, "Options", super().get_params(ctx))
        if flags := ctx.meta.get(_FLAGS):
            _write_section(ctx, formatter, f"Options of {ctx.meta[_EXPORTER].name}", flags)

    def _find_exporter(self, ctx: click.Context, args: list[str]) -> Exporter | None:
        # Click's own parser, so that `-tcsv`, `--to=csv` and `--` mean here what they mean later. It does not
        # know the exporter's flags yet, and leaves them aside.
        parser = self.make_parser(ctx)
        parser.ignore_unknown_options = True
        values, _, _ = parser.parse_args(args=list(args))
        try:
            if (name := values.get("format_name")) is not None:
                return exporter(name)
            suffix = Path(values.get("target") or "").suffix
            return exporter_for_suffix(suffix) if suffix else None
        except UnknownFormatError as error:
            raise click.UsageError(f"{error}.", ctx) from error

    def _whose(self, error: click.NoSuchOption, found: Exporter | None) -> str:
        """What there is to know about a flag that the format does not have."""
        taken = own_flags(self)
        owners = [
            other.name for other in _usable() if error.option_name in _names(exporter_flags(other, taken))
        ]
        if found is None:
            hint = f"It is an option of {', '.join(owners)}: n" if owners else "N"
            return f"{error.format_message()} {hint}ame the format with -t to use its options."
        if owners:
            message = f"{error.option_name} is an option of {', '.join(owners)}, not of {found.name}."
        else:
            message = error.format_message()
        valid = ", ".join(flag.opts[0] for flag in exporter_flags(found, taken)) or "none"
        return f"{message} Options of {found.name}: {valid}."


def chosen_exporter(ctx: click.Context) -> tuple[Exporter, Any]:
    """The exporter that the arguments of a `FlagsCommand` name, with the options that they give it.

    Raises:
        click.UsageError: they name none.
        OptionError: the options do not go together, or a value is out of range.
    """
    if _EXPORTER not in ctx.meta:
        raise click.UsageError(
            f"Name the format: -t FORMAT ({', '.join(formats())}), or -o FILE with a suffix that tells it.",
            ctx,
        )
    found: Exporter = ctx.meta[_EXPORTER]
    return found, make_options(found, given_options(ctx, ctx.meta[_FLAGS]))


def given_options(ctx: click.Context, flags: Iterable[ExporterFlag]) -> dict[str, Any]:
    """The options that the arguments give, by name; what nobody gave is left to the options class."""
    return {
        flag.spec.name: ctx.params[flag.name]
        for flag in flags
        if ctx.get_parameter_source(flag.name) is ParameterSource.COMMANDLINE
    }


def own_flags(command: click.Command) -> frozenset[str]:
    """The flags, with their dashes, that a command has for every format."""
    return frozenset({"--help", *_names(command.params)})


def _names(params: Iterable[click.Parameter]) -> set[str]:
    return {name for param in params for name in (*param.opts, *param.secondary_opts)}


def _usable() -> Iterator[Exporter]:
    for name in formats():
        # A broken plug-in is of no interest to somebody who mistyped a flag.
        with suppress(ExporterError):
            found = exporter(name)
            exporter_flags(found)
            yield found


def _write_section(
    ctx: click.Context, formatter: click.HelpFormatter, title: str, params: Sequence[click.Parameter]
) -> None:
    # Some releases of click have records of arguments; the usage line shows those already.
    records = [param.get_help_record(ctx) for param in params if isinstance(param, click.Option)]
    with formatter.section(title):
        formatter.write_dl([record for record in records if record is not None])
