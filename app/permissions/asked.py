"""Which policies a function asks before it acts, read from its source.

A *guard* is asked by `work.allow(policy, …)`, `require(actor, policy, …)` or `if not policy(…): raise`. A function has
one or more *ways* through it, each with the guards met on the way; whoever passes every guard of one way gets through.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

Policy = Callable[..., bool]
Guard = frozenset[Policy]
"""Policies of which one is asked: any of them may let through."""
Way = frozenset[Guard]

HERE: frozenset[Way] = frozenset({frozenset()})
OUTSIDE = ("app.foundation", "app.journal", "app.web", "app.live", "app.permissions", "app.demo")
"""Rooms that know no feature: what they call cannot ask for more."""


def is_policy(found: object) -> bool:
    """Tell whether an object is a policy: a `may_…` of a `policies` room."""
    return isinstance(found, FunctionType) and found.__name__.startswith("may_") and "policies" in found.__module__


def ways_through(function: Callable[..., Any]) -> frozenset[Way]:
    """Return the ways through a function, those that ask for more than another left out."""
    return fewest(_Reader(()).of_function(_bare(function)))


def fewest(ways: Iterable[Way]) -> frozenset[Way]:
    """Leave out the ways that ask everything another way asks, and more."""
    kept = set(ways)
    return frozenset(way for way in kept if not any(other < way for other in kept))


def _bare(function: Callable[..., Any]) -> FunctionType:
    found = inspect.unwrap(function)
    found = getattr(found, "__func__", found)
    if not isinstance(found, FunctionType):
        raise TypeError(f"{function!r} is not a function of ours")
    return found


@cache
def _body_of(function: FunctionType) -> tuple[ast.stmt, ...]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    defined = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return tuple(defined.body)


def _names_of(function: FunctionType) -> dict[str, Any]:
    closed = inspect.getclosurevars(function).nonlocals
    own = function.__code__.co_varnames
    # A parameter or a local called like something of the module is not that thing.
    return {name: found for name, found in function.__globals__.items() if name not in own} | dict(closed)


class _Reader:
    """Follows functions from one to the next; `seen` keeps it from going round."""

    def __init__(self, seen: tuple[FunctionType, ...]) -> None:
        self.seen = seen

    def of_function(self, function: FunctionType) -> frozenset[Way]:
        if function in self.seen:
            return HERE
        inner = _Reader((*self.seen, function))
        going, ended = inner.of_statements(_body_of(function), _names_of(function))
        return fewest(going | ended)

    def of_statements(
        self, statements: Iterable[ast.stmt], names: Mapping[str, Any]
    ) -> tuple[frozenset[Way], frozenset[Way]]:
        """Return the ways that go on after the statements, and those that return before their end."""
        going, ended = HERE, frozenset[Way]()
        for statement in statements:
            onward, finished = self.of_statement(statement, names)
            ended |= _then(going, finished)
            going = _then(going, onward)
        return going, ended

    def of_statement(self, statement: ast.stmt, names: Mapping[str, Any]) -> tuple[frozenset[Way], frozenset[Way]]:
        if isinstance(statement, ast.Raise):
            return frozenset(), frozenset()
        if isinstance(statement, ast.Return):
            return frozenset(), self.of_expressions([statement.value], names)
        if isinstance(statement, ast.If):
            return self._of_choice(statement, names)
        if isinstance(statement, ast.With | ast.For | ast.While | ast.Try):
            met = self.of_expressions(_heads(statement), names)
            going, ended = self.of_statements(statement.body, names)
            return _then(met, going), _then(met, ended)
        return self.of_expressions([statement], names), frozenset()

    def _of_choice(self, choice: ast.If, names: Mapping[str, Any]) -> tuple[frozenset[Way], frozenset[Way]]:
        guard = _denied(choice.test, names)
        body, body_ended = self.of_statements(choice.body, names)
        if guard and not body and not body_ended:
            asked: frozenset[Way] = frozenset({frozenset({guard})})
            going, ended = self.of_statements(choice.orelse, names)
            return _then(asked, going), _then(asked, ended)
        met = self.of_expressions([choice.test], names)
        other, other_ended = self.of_statements(choice.orelse, names)
        return _then(met, body | other), _then(met, body_ended | other_ended)

    def of_expressions(self, nodes: Iterable[ast.AST | None], names: Mapping[str, Any]) -> frozenset[Way]:
        ways = HERE
        for node in nodes:
            for asked in self._asked_in(node, names):
                ways = _then(ways, asked)
        return ways

    def _asked_in(self, node: ast.AST | None, names: Mapping[str, Any]) -> Iterator[frozenset[Way]]:
        if node is None:
            return
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call) and (guard := _guard_of(inner, names)):
                yield frozenset({frozenset({guard})})
            elif isinstance(inner, ast.Name | ast.Attribute) and (called := _ours(inner, names)):
                yield self.of_function(called)


def _heads(statement: ast.With | ast.For | ast.While | ast.Try) -> list[ast.AST]:
    """Return what a block reads before its body."""
    if isinstance(statement, ast.With):
        return [item.context_expr for item in statement.items]
    if isinstance(statement, ast.Try):
        return []
    return [statement.iter if isinstance(statement, ast.For) else statement.test]


def _then(first: frozenset[Way], second: frozenset[Way]) -> frozenset[Way]:
    return fewest(before | after for before in first for after in second)


def _resolved(node: ast.AST, names: Mapping[str, Any]) -> object:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _resolved(node.value, names)
        return getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None
    return None


def _policies_in(node: ast.AST, names: Mapping[str, Any]) -> Guard:
    found = (_resolved(inner, names) for inner in ast.walk(node))
    return frozenset(policy for policy in found if isinstance(policy, FunctionType) and is_policy(policy))


def _guard_of(call: ast.Call, names: Mapping[str, Any]) -> Guard:
    """Return what `work.allow(policy, …)` or `require(actor, policy, …)` asks; nothing for another call."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "allow" and call.args:
        return _policies_in(call.args[0], names)
    if isinstance(call.func, ast.Name) and call.func.id == "require" and len(call.args) > 1:
        return _policies_in(call.args[1], names)
    return frozenset()


def _denied(test: ast.expr, names: Mapping[str, Any]) -> Guard:
    """Return the policies that `not …` says no to, when a condition is such a denial."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _policies_in(test.operand, names)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        found = [denied for value in test.values if (denied := _denied(value, names))]
        return found[0] if len(found) == 1 else frozenset()
    return frozenset()


def _ours(node: ast.AST, names: Mapping[str, Any]) -> FunctionType | None:
    """Return the function of a feature that a name stands for."""
    found = _resolved(node, names)
    found = inspect.unwrap(found) if callable(found) and not isinstance(found, type) else found
    if not isinstance(found, FunctionType) or is_policy(found):
        return None
    room = found.__module__
    return found if room.startswith("app.") and not room.startswith(OUTSIDE) else None
