/**
 * Every French phrase the script itself says. A page in another language carries its own in
 * `<script type="application/json" id="mots">`, key for key.
 */
const FRENCH = {
  "link.connecting": "connexion…",
  "link.live": "à jour",
  "link.polling": "à jour, toutes les 3\u00a0secondes",
  "link.static": "page sans suivi en direct",
  "link.reconnecting": "reconnexion…",
  "link.offline": "hors ligne depuis {duration}",
  "link.lost": "La liaison est interrompue. Nouvel essai en cours.",
  "link.back": "La liaison est rétablie. La page est à jour.",
  "link.locked": "La liaison est interrompue\u00a0: cette action attend son retour pour ne pas partir d’une situation dépassée.",
  "duration.seconds": "{n}\u00a0s",
  "duration.minutes": "{n}\u00a0min",
  "act.sending": "Envoi en cours…",
  "act.slow": "Le serveur ne répond pas encore. L’envoi est répété, sans risque de doublon.",
  "act.give_up": "Ne plus attendre",
  "act.unreachable": "Pas de réponse du serveur. Votre saisie est conservée\u00a0: vous pouvez renvoyer, l’action ne sera faite qu’une fois.",
  "act.stale": "La liaison est interrompue\u00a0: attendez son retour, puis recommencez.",
  "act.conflict": "Quelqu’un a modifié cet objet entre-temps. La page a été mise à jour\u00a0: vérifiez, puis recommencez.",
  "act.failed": "L’action n’a pas été faite",
  "act.error": "Erreur\u00a0:",
  "act.done": "C’est fait.",
  "confirm.yes": "Confirmer",
  "confirm.no": "Annuler",
  "ballot.confirm": "{act}\u00a0: {choice}",
  "ballot.cast": "Vote enregistré à {time}",
  "ballot.cast_choice": "Vote «\u00a0{choice}\u00a0» enregistré à {time}",
  "ballot.receipt": "Reçu n°\u00a0{receipt}",
  "ballot.unconfirmed": "Votre vote n’a pas encore été confirmé par le serveur. Confirmez à nouveau\u00a0: il ne sera compté qu’une fois.",
  "spoken.minute": "{n}\u00a0minute",
  "spoken.minutes": "{n}\u00a0minutes",
  "spoken.second": "{n}\u00a0seconde",
  "spoken.seconds": "{n}\u00a0secondes",
  "timer.left": "Il reste {duration}.",
  "timer.over": "Le temps de parole est dépassé.",
  "refresh.orphan": "Cette partie de la page a changé pendant que vous écriviez. Votre texte est conservé.",
  "theirs.title": "Un autre texte a été enregistré pendant que vous écriviez",
  "reorder.moved": "Déplacé en position {place} sur {count}.",
  "reorder.refused": "L’ordre n’a pas été changé.",
  "keys.title": "Raccourcis du clavier",
  "keys.close": "Fermer",
  "keys.enabled": "Raccourcis d’une touche actifs",
  "keys.help": "Afficher cette liste",
  "copy.done": "Lien copié.",
  "copy.failed": "La copie n’est pas possible ici\u00a0: sélectionnez le texte.",
  "note.saving": "Enregistrement…",
  "note.saved": "Enregistré à {time}",
  "note.waiting": "Pas encore enregistré\u00a0: la liaison est interrompue. L’enregistrement reprendra de lui-même.",
  "note.conflict": "Une autre personne a enregistré ces notes pendant que vous écriviez. Votre texte n’est pas enregistré\u00a0: reprenez ce qui manque, puis enregistrez.",
  "draft.restored": "Votre brouillon a été retrouvé.",
} as const;

export type WordKey = keyof typeof FRENCH;

let translated: Partial<Record<string, string>> | null = null;

function translation(): Partial<Record<string, string>> {
  if (translated === null) {
    const source = document.getElementById("mots")?.textContent;
    translated = source ? (JSON.parse(source) as Record<string, string>) : {};
  }
  return translated;
}

/** The phrase for `key`, with its `{holes}` filled. */
export function word(key: WordKey, holes: Readonly<Record<string, string | number>> = {}): string {
  const phrase = translation()[key] ?? FRENCH[key];
  return phrase.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));
}

/** « 12 s », « 3 min ». */
export function shortDuration(seconds: number): string {
  if (seconds < 60) return word("duration.seconds", { n: seconds });
  return word("duration.minutes", { n: Math.floor(seconds / 60) });
}

/** « 14 h 05 » in the conference's own zone. */
export function clockTime(at: number, timeZone = "Europe/Paris"): string {
  return new Date(at)
    .toLocaleTimeString("fr-FR", { hour: "numeric", minute: "2-digit", timeZone })
    .replace(":", "\u00a0h\u00a0");
}
