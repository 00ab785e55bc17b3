"""The acts that a capacity opens, each with the policy that decides it: nothing is said here a second time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from app.conferences import policies as conferences
from app.foundation.actors import Actor
from app.sittings.agenda import policies as agenda
from app.sittings.attendance import policies as attendance
from app.sittings.ballots import policies as ballots
from app.sittings.conduct import policies as conduct
from app.sittings.decisions import policies as decisions
from app.sittings.floor import policies as floor
from app.sittings.minutes import policies as minutes
from app.sittings.motions import policies as motions
from app.sittings.proxies import policies as proxies

if TYPE_CHECKING:
    from app.sittings.models import Sitting


@dataclass(frozen=True, kw_only=True)
class AnySitting:
    """What the policies read of a sitting, whichever it is: of the conference, or of one of its groups."""

    conference_id: int
    reglement: dict[str, Any]
    """The settings of the conference as they were that day."""
    group_id: int | None = None

    def as_sitting(self) -> "Sitting":
        """Return it as the policies name their subject: they read no more of it than this."""
        return cast("Sitting", self)


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something a person may do; `rule` is the sentence that a refused person reads."""

    words: str
    policy: Callable[..., bool]
    of_conference: bool = False
    """Asked of the conference itself rather than of its sittings."""

    @property
    def rule(self) -> str:
        """Return the policy's own words."""
        return (self.policy.__doc__ or "").strip()

    def open_to(self, actor: Actor, sitting: AnySitting) -> bool:
        """Tell whether the policy says yes."""
        subject: Any = sitting.conference_id if self.of_conference else sitting.as_sitting()
        return self.policy(actor, subject)


def may_be_on_the_roll(actor: Actor, sitting: "Sitting") -> bool:
    """Votent les titulaires des sièges votants de la conférence, inscrits sur la liste à l’ouverture du scrutin."""
    return ballots.may_cast(actor) and bool(actor.voting_seats_in(sitting.conference_id))


ACTS = (
    Act(words="Voter", policy=may_be_on_the_roll),
    Act(words="Donner pouvoir de voter en son nom", policy=proxies.may_have_a_seat, of_conference=True),
    Act(words="Enregistrer un pouvoir reçu sur papier", policy=proxies.may_record_proxy, of_conference=True),
    Act(words="Déposer une motion ou un amendement", policy=motions.may_table),
    Act(words="Entrer en séance", policy=attendance.may_attend),
    Act(words="Demander la parole", policy=floor.may_ask),
    Act(words="Proposer un point à l’ordre du jour", policy=agenda.may_propose),
    Act(words="Lire ce qui est réservé aux membres", policy=agenda.may_prepare),
    Act(words="Fixer la date et le lieu des séances", policy=conferences.may_plan_sittings, of_conference=True),
    Act(words="Fixer l’ordre du jour", policy=agenda.may_answer_proposal),
    Act(words="Ouvrir et lever la séance", policy=conduct.may_open),
    Act(words="Prononcer le huis clos", policy=conduct.may_keep_doors),
    Act(words="Donner et retirer la parole", policy=floor.may_give),
    Act(words="Mettre aux voix et clore un scrutin", policy=ballots.may_put_to_vote),
    Act(words="Départager un vote à égalité", policy=ballots.may_give_casting_vote),
    Act(words="Noter les présences", policy=attendance.may_keep_attendance),
    Act(words="Inscrire les décisions", policy=decisions.may_record_decision),
    Act(words="Établir le procès-verbal", policy=minutes.may_draft),
    Act(words="Nommer les membres des groupes", policy=conferences.may_name_group_members, of_conference=True),
    Act(words="Tenir les mandats", policy=conferences.may_keep_mandates, of_conference=True),
    Act(words="Enregistrer l’acte de composition", policy=conferences.may_record_composition, of_conference=True),
    Act(words="Saisir la conférence d’une question", policy=conferences.may_refer_question, of_conference=True),
)
IN_A_GROUP = Act(words="Prendre part aux séances du groupe", policy=attendance.may_attend)
