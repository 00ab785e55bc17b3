"""Tells the story: at a moment, a player gives a command, as if through the site."""

import heapq
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.capacities import every_capacity
from app.foundation.actors import SYSTEM, Actor
from app.foundation.clock import local_date
from app.foundation.unit_of_work import UnitOfWork, Units
from app.web.dispatch import perform
from app.web.house import House

from .calendar import Calendar, MovedClock
from .cast import CURRENT, PLAYERS, PRESIDENCIES


class Story:
    """Where the story stands: its clock, its players, its conference, and how to act."""

    def __init__(self, home: House, units: Units, clock: MovedClock, calendar: Calendar) -> None:
        self.home = replace(home, units=units)
        self.units = units
        self.clock = clock
        self.calendar = calendar
        self.persons: dict[str, int] = {}
        self.institutions: dict[str, int] = {}
        self.seats: dict[str, int] = {}
        self.carried: dict[str, str] = {}
        """Who carries whose power in the sitting under way."""
        self.mandates: dict[str, int] = {}
        self.terms: dict[int, int] = {}
        self.groups: dict[str, int] = {}
        self.sittings: dict[str, int] = {}
        self.items: dict[tuple[str, str], int] = {}
        self.files: dict[str, int] = {}
        self.bodies: dict[str, int] = {}
        self.cases: dict[str, int] = {}
        self.conference_id = 0
        self._actors: dict[tuple[str, object], Actor] = {}
        self._acts = 0
        self._scenes: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()

    def act(self, who: str, command: str, **data: Any) -> dict[str, Any]:
        """Have a player give a command and return its answer."""
        self._acts += 1
        request_id = uuid5(NAMESPACE_URL, f"cotap:demo:{self._acts}")
        return perform(self.home, self.actor(who), command, data, request_id=request_id)

    def actor(self, who: str) -> Actor:
        """Return the player with the capacities they hold on the day of the story."""
        today = local_date(self.clock())
        known = self._actors.get((who, today))
        if known is None:
            player = PLAYERS[who]
            with self.units.reading() as session:
                known = Actor(
                    person_id=self.persons[who],
                    name=f"{player.given_name} {player.family_name}",
                    administrator=player.administrator,
                    capacities=every_capacity(session, [self.persons[who]], today).get(self.persons[who], ()),
                )
            self._actors[who, today] = known
        return known

    def chair(self) -> str:
        """Return the player whose institution chairs at this moment."""
        today = local_date(self.clock())
        for rank in range(CURRENT + 1):
            start, end = self.calendar.term(rank - CURRENT)
            player = PRESIDENCIES[rank][1]
            if start <= today < end and player is not None:
                return player
        raise ValueError(f"nobody chairs on {today}")

    @property
    def system(self) -> Actor:
        """Return who acts when nobody does."""
        return SYSTEM

    def rights_changed(self) -> None:
        """Forget what players could do: mandates or terms were just recorded."""
        self._actors.clear()

    def schedule(self, moment: datetime, scene: Callable[[], None]) -> None:
        """Have a scene played at that moment; scenes may schedule others."""
        heapq.heappush(self._scenes, (moment, next(self._order), scene))

    def play(self, advance: Callable[[int], None]) -> None:
        """Play the scenes in the order of time; `advance` hears each one."""
        while self._scenes:
            moment, _, scene = heapq.heappop(self._scenes)
            self.clock.move_to(max(moment, self.clock.moment))
            scene()
            advance(1)

    def let_time_tell(self, operation: Callable[[UnitOfWork, int], int]) -> None:
        """Have the system record what time has made, as the worker does."""
        with self.units.begin(SYSTEM) as work:
            operation(work, self.conference_id)
