"""The commands of a sitting, room by room. Importing this enters them all in the catalogue."""

from .agenda import doors as agenda
from .attendance import doors as attendance
from .ballots import doors as ballots
from .conduct import doors as conduct
from .decisions import doors as decisions
from .floor import doors as floor
from .minutes import doors as minutes
from .motions import doors as motions
from .proxies import doors as proxies

ROOMS = (agenda, conduct, attendance, floor, motions, ballots, decisions, minutes, proxies)
