"""The register of purposes: each with what is kept, why, on what ground and for how long (RGPD article 30). Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

PUBLIC_TASK = "Mission d’intérêt public (RGPD, article\u00a06-1\u00a0e)"
LEGAL_DUTY = "Obligation légale (RGPD, article\u00a06-1\u00a0c) : archives publiques, code du patrimoine, livre II"
IDLE_BEFORE_ERASURE: Final = timedelta(days=3 * 365)
"""How long nobody must have used an account, with no capacity running, before it is erased."""
NOTICE_OF_ERASURE: Final = timedelta(days=30)
"""How long before that its person is written to."""


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One use of personal data. `tables` are those that hold it."""

    key: str
    data: str
    why: str
    ground: str
    kept: str
    tables: tuple[str, ...]
    forgotten: bool = True
    """Whether erasing an account deletes the rows; what law obliges to keep stays."""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What a visit leaves in a browser or, for a while, outside any account."""

    data: str
    why: str
    kept: str
    cookie: bool = False


PURPOSES: Final = (
    Purpose(
        key="account",
        data="Compte : prénom, nom, adresse électronique, titre, empreinte du mot de passe",
        why="Se connecter, recevoir ce qui concerne son mandat",
        ground=PUBLIC_TASK,
        kept="Jusqu’à l’effacement demandé, ou trois ans sans visite hors de tout mandat",
        tables=("persons",),
    ),
    Purpose(
        key="protection",
        data="Clés d’accès, application de codes (secret chiffré), codes de secours (empreintes)",
        why="Que personne n’entre à votre place",
        ground=PUBLIC_TASK,
        kept="Jusqu’à ce que vous les retiriez, ou à l’effacement du compte",
        tables=("passkeys", "codes_applications", "recovery_codes", "challenges"),
    ),
    Purpose(
        key="devices",
        data="Appareils connectés : navigateur, dates, sans adresse de réseau",
        why="Vous montrer où votre compte est ouvert",
        ground=PUBLIC_TASK,
        kept="Quatre mois",
        tables=("devices",),
    ),
    Purpose(
        key="links",
        data="Liens personnels : invitation, connexion, changement d’adresse (empreintes)",
        why="Faire entrer la personne à qui ils ont été envoyés, une seule fois",
        ground=PUBLIC_TASK,
        kept="Jusqu’à leur expiration : dix minutes à sept jours",
        tables=("invitations", "personal_links", "address_changes", "hearing_passes"),
    ),
    Purpose(
        key="identities",
        data="Identités reliées (ProConnect, FranceConnect) : identifiant technique, niveau, organisation, dates",
        why="Vous connecter sans mot de passe. Ni naissance, ni genre, ni téléphone ne sont demandés",
        ground=PUBLIC_TASK,
        kept="Jusqu’à ce que vous les déliiez ; une demi-heure sans compte",
        tables=("person_identities", "provider_passages"),
    ),
    Purpose(
        key="following",
        data="Suivis : pages suivies, dernière lecture de « Mes contrats », adresse de qui suit sans compte",
        why="Envoyer les nouvelles demandées, dire ce qui est nouveau",
        ground="Votre demande (RGPD, article\u00a06-1\u00a0a)",
        kept="Jusqu’à l’arrêt ; sept jours si l’adresse n’est pas confirmée",
        tables=("followings", "watch_visits"),
    ),
    Purpose(
        key="mail",
        data="Courriels envoyés : adresse et texte",
        why="Les remettre, les réessayer, prouver l’envoi",
        ground=LEGAL_DUTY,
        kept="Quatre-vingt-dix jours par défaut ; la preuve sans adresse ni texte reste",
        tables=("messages", "message_attachments"),
    ),
    Purpose(
        key="drafts",
        data="Fichiers envoyés pour comparaison, brouillons d’interpellation",
        why="Reprendre ce que vous avez commencé",
        ground=PUBLIC_TASK,
        kept="Jusqu’à leur envoi, ou à l’effacement du compte",
        tables=("import_previews",),
    ),
    Purpose(
        key="supports",
        data="Soutiens à une interpellation : la personne, jamais publiée",
        why="Compter chacun une seule fois, exactement",
        ground=PUBLIC_TASK,
        kept="Avec le dossier, sans nom une fois le compte effacé",
        tables=("supports",),
        forgotten=False,
    ),
    Purpose(
        key="reports",
        data="Signalements de contenus et contestations : la raison, vos mots, votre adresse si vous la donnez,"
        " sinon une empreinte du réseau jusqu’à la décision",
        why="Examiner le contenu, vous dire la décision et ses motifs, vous laisser la contester",
        ground="Obligation légale (RGPD, article\u00a06-1\u00a0c) : règlement (UE) 2022/2065, articles 16 à 20",
        kept="Six mois après la décision ; seuls les chiffres restent",
        tables=("content_reports", "moderation_contests"),
        forgotten=False,
    ),
    Purpose(
        key="moderation",
        data="Décisions de modération sur ce que vous avez écrit, suspensions d’écriture",
        why="Vous en dire les motifs, et que la même personne ne décide pas deux fois",
        ground="Obligation légale (RGPD, article\u00a06-1\u00a0c) : règlement (UE) 2022/2065, articles 17, 20 et 23",
        kept="Avec le dossier public ; sans votre nom une fois le compte effacé",
        tables=("moderation_cases", "moderation_decisions", "writing_suspensions"),
        forgotten=False,
    ),
    Purpose(
        key="interpellations",
        data="Interpellations déposées, réponses, avis ; le nom seulement si la personne l’a voulu",
        why="Obtenir une réponse publique, et que chacun puisse la lire",
        ground=LEGAL_DUTY,
        kept="Sans limite, sans le nom une fois le compte effacé : le dossier public est une archive",
        tables=("interpellations",),
        forgotten=False,
    ),
    Purpose(
        key="mandates",
        data="Mandats et fonctions : qui, où, de quand à quand, par quel acte",
        why="Prouver qui pouvait agir à une date donnée",
        ground=LEGAL_DUTY,
        kept="Sans limite : ce sont des archives publiques",
        tables=(
            "mandates",
            "contract_officers",
            "body_offices",
            "watchers",
            "group_members",
            "contract_agents",
            "proxies",
        ),
        forgotten=False,
    ),
    Purpose(
        key="acts",
        data="Actes en fonction : présence, parole, textes déposés, votes des scrutins publics, décisions, écritures",
        why="Publicité des débats et des votes, suivi des contrats",
        ground=LEGAL_DUTY,
        kept="Sans limite : ce sont des archives publiques",
        tables=(),
        forgotten=False,
    ),
)
"""`acts` holds whatever refers to a person in a table that no other purpose names."""

TRACES: Final = (
    Trace(
        data="Témoin de connexion (cookie)",
        why="Savoir que c’est vous d’une page à l’autre, protéger les formulaires ; aucun autre usage",
        kept="Jusqu’à la fermeture du navigateur ou la déconnexion",
        cookie=True,
    ),
    Trace(
        data="Témoin d’appareil connu (cookie), signé, qu’aucun programme de page ne lit",
        why="Qu’on ne puisse pas vous bloquer en essayant des mots de passe à votre place",
        kept="Treize mois",
        cookie=True,
    ),
    Trace(
        data="Adresse réseau",
        why="Limiter le nombre d’essais de mot de passe, de courriels demandés et de messages",
        kept="Un jour au plus, sous forme d’empreinte",
    ),
    Trace(
        data="Appareils connectés à une séance",
        why="Montrer à la présidence qui a perdu sa connexion",
        kept="Le temps de la connexion, puis quelques minutes",
    ),
    Trace(
        data="Réponses déjà données à vos demandes",
        why="Qu’un second envoi du même acte ne le refasse pas",
        kept="Deux jours",
    ),
)
BY_TABLE: Final = {table: purpose for purpose in PURPOSES for table in purpose.tables}
ACTS: Final = next(purpose for purpose in PURPOSES if purpose.key == "acts")


def purpose_of(table: str) -> Purpose:
    """Return why a table refers to persons."""
    return BY_TABLE.get(table, ACTS)
