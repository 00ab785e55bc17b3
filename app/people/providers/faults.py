"""Everything that can go wrong with a provider, told in plain French: what happened and what to do. Pure."""

from enum import StrEnum

from app.foundation.errors import Refused


class Fault(StrEnum):
    """Why a sign-in by a provider ended without a session. The first ones are the providers' own words."""

    ACCESS_DENIED = "access_denied"
    LOGIN_REQUIRED = "login_required"
    INTERACTION_REQUIRED = "interaction_required"
    CONSENT_REQUIRED = "consent_required"
    ACCOUNT_SELECTION_REQUIRED = "account_selection_required"
    LEVEL_NOT_MET = "unmet_authentication_requirements"
    TEMPORARILY_UNAVAILABLE = "temporarily_unavailable"
    SERVER_ERROR = "server_error"
    INVALID_REQUEST = "invalid_request"
    INVALID_SCOPE = "invalid_scope"
    INVALID_CLIENT = "invalid_client"
    INVALID_GRANT = "invalid_grant"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    UNSUPPORTED_RESPONSE_TYPE = "unsupported_response_type"
    UNKNOWN_RETURN = "unknown_return"
    TOO_LATE = "too_late"
    OTHER_PERSON = "other_person"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    LEVEL_TOO_LOW = "level_too_low"
    INCOMPLETE = "incomplete"
    ACCOUNT_CLOSED = "account_closed"
    LINKED_ELSEWHERE = "linked_elsewhere"
    NOTHING_WAITING = "nothing_waiting"
    OTHER = "other"


_RETRY = "Recommencez dans un instant."
_PASSWORD = "En attendant, votre mot de passe fonctionne toujours, si vous en avez un."  # noqa: S105 - a sentence
_REGISTRATION = (
    "Ce n’est pas de votre fait : la déclaration de ce site auprès de {label} est à revoir.",
    "Signalez-le à qui tient la plateforme (page « Contact »).",
    _PASSWORD,
)

_SENTENCES: dict[Fault, tuple[str, tuple[str, ...]]] = {
    Fault.ACCESS_DENIED: (
        "Vous avez interrompu la connexion, ou {label} ne vous a pas laissé continuer.",
        ("Recommencez si c’était une erreur.", "Si {label} refuse votre compte, demandez pourquoi à son assistance."),
    ),
    Fault.LOGIN_REQUIRED: ("{label} demande que vous vous identifiiez de nouveau.", (_RETRY,)),
    Fault.INTERACTION_REQUIRED: ("{label} attendait une réponse de votre part.", (_RETRY,)),
    Fault.CONSENT_REQUIRED: (
        "{label} ne transmet rien sans votre accord.",
        ("Recommencez et acceptez la transmission de votre nom et de votre adresse électronique.",),
    ),
    Fault.ACCOUNT_SELECTION_REQUIRED: ("{label} attendait que vous choisissiez un compte.", (_RETRY,)),
    Fault.LEVEL_NOT_MET: (
        "Le compte choisi chez {label} n’est pas assez sûr pour ce site.",
        ("Recommencez avec un compte plus sûr : avec une double authentification, par exemple.", _PASSWORD),
    ),
    Fault.LEVEL_TOO_LOW: (
        "Le compte choisi chez {label} n’est pas assez sûr pour ce site.",
        ("Recommencez avec un compte plus sûr : avec une double authentification, par exemple.", _PASSWORD),
    ),
    Fault.TEMPORARILY_UNAVAILABLE: ("{label} est momentanément indisponible.", (_RETRY, _PASSWORD)),
    Fault.SERVER_ERROR: ("{label} a rencontré une erreur.", (_RETRY, _PASSWORD)),
    Fault.UNREACHABLE: ("{label} ne nous répond pas.", (_RETRY, _PASSWORD)),
    Fault.INVALID_REQUEST: ("{label} n’a pas accepté la demande de ce site.", _REGISTRATION),
    Fault.INVALID_SCOPE: ("{label} n’a pas accepté la demande de ce site.", _REGISTRATION),
    Fault.INVALID_CLIENT: ("{label} ne reconnaît pas ce site.", _REGISTRATION),
    Fault.UNAUTHORIZED_CLIENT: ("{label} ne reconnaît pas ce site.", _REGISTRATION),
    Fault.UNSUPPORTED_RESPONSE_TYPE: ("{label} n’a pas accepté la demande de ce site.", _REGISTRATION),
    Fault.INVALID_GRANT: (
        "{label} n’a pas confirmé cette connexion : elle a déjà servi, ou a trop attendu.",
        ("Recommencez depuis la page de connexion.",),
    ),
    Fault.UNKNOWN_RETURN: (
        "Cette connexion n’a pas été commencée dans ce navigateur, ou elle a déjà servi.",
        (
            "Recommencez depuis la page de connexion.",
            "Si un lien reçu vous a mené ici, ne le suivez plus : on a pu vouloir vous connecter sous un autre nom.",
        ),
    ),
    Fault.TOO_LATE: (
        "Il s’est passé trop de temps depuis le début de cette connexion.",
        ("Recommencez depuis la page de connexion : vous avez dix minutes.",),
    ),
    Fault.OTHER_PERSON: (
        "Vous n’êtes plus connecté avec le compte qui a demandé à être relié à {label}.",
        ("Connectez-vous avec ce compte, puis recommencez.",),
    ),
    Fault.UNTRUSTED: (
        "La réponse reçue au nom de {label} n’est pas digne de confiance : nous l’avons écartée.",
        (
            "Recommencez depuis la page de connexion.",
            "Si cela revient, signalez-le à qui tient la plateforme.",
            _PASSWORD,
        ),
    ),
    Fault.INCOMPLETE: (
        "{label} ne nous a pas transmis votre nom et votre adresse électronique.",
        ("Vérifiez qu’ils figurent dans votre compte, acceptez leur transmission, puis recommencez.", _PASSWORD),
    ),
    Fault.ACCOUNT_CLOSED: (
        "Le compte relié à cette identité est fermé.",
        ("Demandez sa réouverture à qui tient la plateforme (page « Contact »).",),
    ),
    Fault.LINKED_ELSEWHERE: (
        "Cette identité {label} est déjà reliée à un autre compte de ce site.",
        ("Connectez-vous avec elle pour retrouver ce compte, et déliez-la si elle n’y a pas sa place.",),
    ),
    Fault.NOTHING_WAITING: (
        "Aucune identité n’attend d’être reliée dans ce navigateur, ou elle a trop attendu.",
        ("Recommencez depuis la page de connexion.",),
    ),
    Fault.OTHER: ("{label} a interrompu la connexion sans raison que nous connaissions.", (_RETRY, _PASSWORD)),
}

_STATUS = {
    Fault.ACCESS_DENIED: 403,
    Fault.LEVEL_TOO_LOW: 403,
    Fault.LEVEL_NOT_MET: 403,
    Fault.ACCOUNT_CLOSED: 403,
    Fault.LINKED_ELSEWHERE: 409,
    Fault.UNREACHABLE: 503,
    Fault.TEMPORARILY_UNAVAILABLE: 503,
}


class TurnedAway(Refused):
    """A sign-in by a provider that ends without a session, with its reason."""

    def __init__(self, fault: Fault, label: str, *, why: str = "") -> None:
        sentence, todo = _SENTENCES[fault]
        super().__init__(sentence.format(label=label))
        self.fault = fault
        self.todo = tuple(line.format(label=label) for line in todo)
        self.why = why
        """The technical reason, for the log alone: never shown, and without personal data."""
        self.status = _STATUS.get(fault, 422)  # type: ignore[misc]  # each fault has its own


def fault_of(code: str) -> Fault:
    """Return the fault a provider names by its code; a code we do not know says no more than that."""
    return Fault(code) if code in _SAID_BY_PROVIDERS else Fault.OTHER


_SAID_BY_PROVIDERS = frozenset(list(Fault)[: list(Fault).index(Fault.UNKNOWN_RETURN)])
