"""What each kind of entry is called in the public record. A test keeps the table complete."""

KINDS = {
    "account.closed": "Compte fermé",
    "account.reopened": "Compte rouvert",
    "action.became_late": "Échéance d’une action passée",
    "action.changed": "Action modifiée",
    "action.created": "Action inscrite",
    "action.touched": "Action",
    "action.updated": "Nouvelle d’une action",
    "agenda.published": "Ordre du jour publié",
    "ballot.cancelled": "Scrutin annulé",
    "ballot.casting_vote_given": "Voix prépondérante donnée",
    "ballot.closed": "Scrutin clos",
    "ballot.opened": "Scrutin ouvert",
    "ballot.tied": "Partage égal des voix",
    "ballot.voted": "Vote enregistré",
    "clause.removed": "Clause retirée",
    "clause.written": "Clause écrite",
    "commitment.added": "Engagement pris",
    "commitment.fell_due": "Échéance d’un engagement passée",
    "commitment.updated": "Nouvelle d’un engagement",
    "composition.recorded": "Arrêté de composition",
    "conference.blocked": "Conférence bloquée",
    "conference.created": "Conférence créée",
    "conference.prefect_not_met": "Séance annuelle avec le préfet non prévue",
    "conference.rhythm_broken": "Rythme des séances rompu",
    "conference.settings_changed": "Règlement intérieur modifié",
    "conference.warned": "Avertissement",
    "contract_document.added": "Document joint à une action",
    "contract_document.removed": "Document d’une action retiré",
    "contract.agent_ended": "Fin de charge d’un agent",
    "contract.agent_named": "Agent chargé du contrat",
    "contract.changed": "Contrat modifié",
    "contract.drafted": "Contrat ouvert",
    "contract.finalite_attached": "Contrat rattaché à une finalité",
    "contract.finalite_detached": "Contrat détaché d’une finalité",
    "contract.moved": "Nouvel état du contrat",
    "contract.party_added": "Partie ajoutée au contrat",
    "contract.party_removed": "Partie retirée du contrat",
    "contract.party_signed": "Signature d’une partie",
    "contract.perimeter_set": "Périmètre du contrat défini",
    "contract.published": "Contrat rendu public",
    "contract.rider_abandoned": "Avenant abandonné",
    "contract.rider_opened": "Avenant ouvert",
    "contract.rider_party_signed": "Signature d’un avenant par une partie",
    "contract.rider_signed": "Avenant signé",
    "contract.signed": "Contrat signé",
    "decision.recorded": "Décision enregistrée",
    "demo.loaded": "Démonstration chargée",
    "directory.imported": "Annuaire mis à jour",
    "disagreement.recorded": "Désaccord constaté",
    "document.added": "Document joint",
    "document.removed": "Document retiré",
    "finalites.adopted": "Finalités adoptées",
    "finalites.defined_by_state": "Finalités définies par l’État",
    "floor.asked": "Parole demandée",
    "floor.closed": "Liste des orateurs close",
    "floor.emptied": "Demandes de parole tombées",
    "floor.ended": "Fin d’intervention",
    "floor.given": "Parole donnée",
    "floor.moved": "Ordre des orateurs changé",
    "floor.paused": "Temps de parole suspendu",
    "floor.reopened": "Liste des orateurs rouverte",
    "floor.resumed": "Temps de parole repris",
    "floor.withdrawn": "Demande de parole retirée",
    "funding.set": "Financement enregistré",
    "group.member_ended": "Départ d’un groupe thématique",
    "group.member_named": "Entrée dans un groupe thématique",
    "indicator.defined": "Indicateur défini",
    "indicator.value_recorded": "Valeur d’un indicateur",
    "institution.added": "Institution ajoutée",
    "interpellation.acknowledged": "Accusé de réception envoyé",
    "interpellation.admitted": "Interpellation recevable",
    "interpellation.corrected": "Interpellation corrigée",
    "interpellation.drafted": "Brouillon enregistré",
    "interpellation.refused": "Interpellation non recevable",
    "interpellation.registered": "Interpellation enregistrée",
    "interpellation.service_named": "Institution désignée pour répondre",
    "interpellation.withdrawn": "Interpellation retirée",
    "invitation.accepted": "Invitation acceptée",
    "item.accepted": "Point inscrit",
    "item.added_urgently": "Point ajouté en urgence",
    "item.deferred": "Point reporté",
    "item.edited": "Point modifié",
    "item.ended": "Point terminé",
    "item.left": "Saisine avancée à une autre séance",
    "item.moved": "Point déplacé",
    "item.proposed": "Point proposé",
    "item.refused": "Point refusé",
    "item.started": "Point abordé",
    "item.withdrawn": "Proposition retirée",
    "mandate.ended": "Fin de mandat",
    "mandate.given": "Mandat donné",
    "minutes.adopted": "Procès-verbal adopté",
    "minutes.circulated": "Procès-verbal soumis aux corrections",
    "minutes.correction_answered": "Réponse à une correction",
    "minutes.correction_proposed": "Correction proposée",
    "minutes.published": "Procès-verbal publié",
    "minutes.sealed": "Procès-verbal scellé",
    "minutes.signed": "Procès-verbal signé",
    "minutes.taken_back": "Procès-verbal repris",
    "motion.carried": "Texte adopté",
    "motion.rejected": "Texte rejeté",
    "motion.tabled": "Texte déposé",
    "motion.withdrawn": "Texte retiré",
    "negotiation.mandate_recorded": "Mandat de négociation du préfet",
    "negotiation.position_recorded": "Position de négociation",
    "negotiation.round_closed": "Tour de négociation clos",
    "negotiation.round_opened": "Tour de négociation ouvert",
    "note.written": "Notes de séance enregistrées",
    "person.invited": "Personne invitée",
    "person.signed_out_everywhere": "Sessions fermées partout",
    "presence.entered": "Entrée en séance",
    "presence.left": "Sortie de séance",
    "presidency.began": "Début de présidence",
    "presidency.chosen": "Présidence désignée",
    "presidency.planned": "Présidence prévue",
    "presidency.vacated": "Présidence vacante",
    "quorum.lost": "Quorum perdu",
    "quorum.missed": "Séance sans quorum",
    "quorum.reached": "Quorum atteint",
    "rate.fixed": "Taux de cofinancement fixé",
    "review.concluded": "Revue conclue",
    "review.held": "Revue tenue",
    "review.missed": "Revue manquée",
    "review.proposed": "Revue proposée à un ordre du jour",
    "review.scheduled": "Revues mises au calendrier",
    "review.triggered": "Revue anticipée demandée",
    "sitting.attendance_set": "Modalités de présence changées",
    "sitting.cancelled": "Séance annulée",
    "sitting.changed": "Séance modifiée",
    "sitting.closed": "Séance levée",
    "sitting.doors_closed": "Huis clos prononcé",
    "sitting.doors_opened": "Huis clos levé",
    "sitting.opened": "Séance ouverte",
    "sitting.planned": "Séance prévue",
    "sitting.reconvened": "Séance reconvoquée",
    "sitting.resumed": "Séance reprise",
    "sitting.suspended": "Séance suspendue",
    "state_referral.made": "Saisine de l’État",
}

# What happens too often in a sitting to be told one by one to those who follow it from afar; its results are told.
UNTOLD = frozenset(
    {
        "ballot.voted",
        "floor.asked",
        "floor.closed",
        "floor.emptied",
        "floor.ended",
        "floor.given",
        "floor.moved",
        "floor.paused",
        "floor.reopened",
        "floor.resumed",
        "floor.withdrawn",
        "item.ended",
        "item.moved",
        "item.started",
        "note.written",
        "presence.entered",
        "presence.left",
        "quorum.reached",
    }
)

# Where an entry says in words what it is about: the first of these found, at the top or one level down.
TELLING = ("sentence", "title", "question", "text", "reason", "reference", "name", "institution", "person")
NESTED = ("result", "speech", "ballot", "motion", "decision", "commitment", "presence", "item", "document")


def label(kind: str) -> str:
    """Return the French name of a kind of entry."""
    return KINDS.get(kind, kind)


def gist(payload: dict[str, object]) -> str:
    """Return the words of an entry that tell what it is about, "" when it has none."""
    for held in (payload, *(payload.get(key) for key in NESTED)):
        if isinstance(held, dict):
            words = _first_words(held)
            if words:
                return words
    return ""


def _first_words(held: dict[str, object]) -> str:
    for key in TELLING:
        said = held.get(key)
        if isinstance(said, dict):
            said = said.get("name")
        if isinstance(said, str) and said.strip():
            return said
    return ""
