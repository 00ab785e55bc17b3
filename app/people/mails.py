"""What accounts write to people. One function sends; the others are the words."""

from app.foundation.unit_of_work import UnitOfWork
from app.notices import outbox
from app.notices.mail import SITE

NOT_YOU = (
    "Vous n’avez rien demandé\u00a0? Ne faites rien\u00a0: sans ce message, personne ne peut entrer à votre place."
)


def send(work: UnitOfWork, *, to: str, subject: str, text: str) -> None:
    """Send a message once the change is committed, and only then."""
    signed = f"{text}\n\n–\nCotap, message automatique\n{SITE}\n"
    outbox.send(work, to=to, subject=subject, text=signed, kind="account")


def tell_protection_changed(work: UnitOfWork, name: str, to: str) -> None:
    """Tell a person that a factor was added or taken off."""
    subject, text = protection_changed(name)
    send(work, to=to, subject=subject, text=text)


def sign_in_link(name: str, path: str, minutes: int) -> tuple[str, str]:
    """Return the subject and the text of a link by which a known person signs in."""
    return "Votre lien de connexion", (
        f"Bonjour {name},\n\nOuvrez ce lien, puis appuyez sur «\u00a0Me connecter\u00a0»\u00a0:\n{SITE}{path}\n\n"
        f"Il sert une seule fois, dans les {minutes}\u00a0minutes. Il permet aussi de choisir un nouveau mot de passe."
        f"\n\n{NOT_YOU}"
    )


def sign_up_link(path: str, minutes: int) -> tuple[str, str]:
    """Return the subject and the text of a link by which somebody new confirms their address."""
    return "Votre adresse, à confirmer", (
        "Bonjour,\n\nAucun compte n’est encore ouvert à cette adresse. Pour en ouvrir un, ouvrez ce lien\u00a0:\n"
        f"{SITE}{path}\n\nIl sert une seule fois, dans les {minutes}\u00a0minutes. Si vous pensiez avoir un compte, "
        f"essayez une autre de vos adresses.\n\n{NOT_YOU}"
    )


def closed_account(name: str) -> tuple[str, str]:
    """Return the subject and the text for a person whose account is closed."""
    return "Votre compte est fermé", (
        f"Bonjour {name},\n\nUn lien de connexion a été demandé pour votre compte, qui est fermé. Pour le rouvrir, "
        f"écrivez-nous\u00a0:\n{SITE}/contact"
    )


def password_changed(name: str) -> tuple[str, str]:
    """Return the subject and the text that tell a new password."""
    return "Votre mot de passe a changé", (
        f"Bonjour {name},\n\nLe mot de passe de votre compte vient d’être changé. Vos autres appareils sont "
        "déconnectés.\n\nCe n’était pas vous\u00a0? Demandez tout de suite un lien de connexion, puis choisissez un "
        f"autre mot de passe\u00a0:\n{SITE}/connexion/lien"
    )


def new_address(name: str, path: str, hours: int, *, alone: bool = False) -> tuple[str, str]:
    """Return the subject and the text sent to the address that will be the account's; `alone`: it alone confirms."""
    where = "ici" if alone else "ici et depuis l’ancienne"
    return "Votre nouvelle adresse, à confirmer", (
        f"Bonjour {name},\n\nCette adresse deviendra celle de votre compte quand vous l’aurez confirmée, {where}"
        f"\u00a0:\n{SITE}{path}\n\nLe lien sert une seule fois, dans les {hours}\u00a0heures."
    )


def address_replaced(name: str) -> tuple[str, str]:
    """Return the subject and the text sent to an address that its person said they no longer read."""
    return "Votre compte va changer d’adresse", (
        f"Bonjour {name},\n\nL’administration de la plateforme, qui vous a reconnu, donne à votre compte une adresse "
        f"que vous lisez. Ce n’était pas vous\u00a0? Dites-le tout de suite\u00a0:\n{SITE}/contact"
    )


def address_changed(name: str) -> tuple[str, str]:
    """Return the subject and the text sent to the address that is no longer the account's."""
    return "Votre compte a une autre adresse", (
        f"Bonjour {name},\n\nCette adresse n’est plus celle de votre compte, et les liens qu’elle a reçus n’ouvrent "
        f"plus rien. Ce n’était pas vous\u00a0? Dites-le tout de suite\u00a0:\n{SITE}/contact"
    )


def former_address(name: str, path: str, hours: int) -> tuple[str, str]:
    """Return the subject and the text sent to the address that will no longer be the account's."""
    return "Changement d’adresse de votre compte", (
        f"Bonjour {name},\n\nVous avez demandé que votre compte change d’adresse. Confirmez-le ici, et depuis la "
        f"nouvelle\u00a0:\n{SITE}{path}\n\nLe lien sert une seule fois, dans les {hours}\u00a0heures. Ce n’était pas "
        f"vous\u00a0? Ne confirmez pas, et fermez vos sessions\u00a0:\n{SITE}/compte"
    )


def address_taken() -> tuple[str, str]:
    """Return the subject and the text for an address that has an account of its own."""
    return "Cette adresse a déjà un compte", (
        "Bonjour,\n\nUn autre compte a demandé à prendre cette adresse, qui a déjà le sien\u00a0: rien n’a changé. Si "
        f"c’était vous, connectez-vous au compte de cette adresse\u00a0:\n{SITE}/connexion"
    )


def protection_changed(name: str) -> tuple[str, str]:
    """Return the subject and the text that tell of a factor added or taken off."""
    return "La protection de votre compte a changé", (
        f"Bonjour {name},\n\nUn second facteur vient d’être ajouté à votre compte ou retiré. Le détail est ici\u00a0:\n"
        f"{SITE}/compte\n\nCe n’était pas vous\u00a0? Demandez tout de suite un lien de connexion, choisissez un autre "
        f"mot de passe et écrivez-nous\u00a0:\n{SITE}/connexion/lien"
    )


def unknown_device(name: str, agent: str, proof: str, when: str) -> tuple[str, str]:
    """Return the subject and the text that tell of a session opened where the account was never seen."""
    return "Votre compte est ouvert sur un nouvel appareil", (
        f"Bonjour {name},\n\nVotre compte vient d’être ouvert {proof}, {when}, sur un appareil que nous ne lui "
        f"connaissions pas\u00a0: {agent}.\n\nC’était vous\u00a0? Il n’y a rien à faire.\n\nCe n’était pas "
        f"vous\u00a0? Déconnectez cet appareil depuis votre compte, puis changez votre mot de passe\u00a0:\n"
        f"{SITE}/compte\n{SITE}/connexion/lien"
    )


def invitation(name: str, path: str, days: int) -> tuple[str, str]:
    """Return the subject and the text of the personal link of somebody invited."""
    return "Votre invitation", (
        f"Bonjour {name},\n\nUn compte vous attend sur Cotap, où se tiennent les conférences territoriales d’action "
        f"publique. Ouvrez ce lien, puis appuyez sur «\u00a0Entrer\u00a0»\u00a0:\n{SITE}{path}\n\nIl est "
        f"personnel\u00a0: ne le transmettez pas. Il sert une seule fois, dans les {days}\u00a0jours."
    )
