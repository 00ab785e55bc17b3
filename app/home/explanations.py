"""What each kind of problem means and what to do about it: the pages that `type` of a problem points at."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """A kind of problem in plain words."""

    title: str
    status: int
    meaning: str
    remedy: str


EXPLANATIONS = {
    "refused": Explanation(
        title="Cette action n’est pas possible",
        status=422,
        meaning="Une règle de la conférence ou du règlement intérieur s’y oppose. Le message dit laquelle ; le champ "
        "« rule » en donne le numéro.",
        remedy="Lisez la raison donnée : elle dit ce qu’il faudrait changer pour que l’action devienne possible.",
    ),
    "invalid": Explanation(
        title="Des informations sont à corriger",
        status=422,
        meaning="Une information manque, n’a pas la forme attendue ou en contredit une autre.",
        remedy="Corrigez les champs signalés. Ce que vous avez écrit est gardé. Par l’API, « errors » donne pour "
        "chaque faute le champ (« pointer ») et ce qui ne va pas (« detail »).",
    ),
    "illegal-transition": Explanation(
        title="L’état actuel ne le permet pas",
        status=409,
        meaning="L’objet n’est pas, ou n’est plus, dans l’état qui permet cette action : un scrutin déjà clos, une "
        "séance levée, un point déjà traité.",
        remedy="Rechargez la page pour voir où il en est.",
    ),
    "out-of-date": Explanation(
        title="Une version plus récente existe",
        status=409,
        meaning="Quelqu’un a modifié le même élément pendant votre saisie. Rien n’a été écrasé.",
        remedy="Rechargez la page, regardez ce qui a changé, puis recommencez si c’est encore utile. Par l’API, "
        "« current_version » donne la version actuelle.",
    ),
    "not-signed-in": Explanation(
        title="Connexion nécessaire",
        status=401,
        meaning="Cette page ou cette action demande de savoir qui vous êtes.",
        remedy="Connectez-vous. Vous reviendrez ensuite où vous étiez.",
    ),
    "not-allowed": Explanation(
        title="Vous n’avez pas ce droit",
        status=403,
        meaning="Un droit vient toujours d’un mandat, d’une nomination ou d’une présidence en cours, enregistrés avec "
        "leurs dates. Votre compte n’en porte pas qui permette cette action aujourd’hui.",
        remedy="Vérifiez que c’est le bon compte. Si votre mandat manque, écrivez au secrétariat de la conférence.",
    ),
    "not-found": Explanation(
        title="Introuvable",
        status=404,
        meaning="Cette adresse ne mène à rien, ou à quelque chose que vous ne pouvez pas voir. Nous ne disons pas "
        "lequel des deux.",
        remedy="Vérifiez l’adresse, cherchez, ou partez de l’accueil.",
    ),
    "too-many": Explanation(
        title="Trop de demandes",
        status=429,
        meaning="Trop de demandes sont venues du même endroit en peu de temps.",
        remedy="Attendez le temps indiqué (en-tête « Retry-After »), puis recommencez.",
    ),
    "too-many-joins": Explanation(
        title="Beaucoup de personnes arrivent en même temps",
        status=503,
        meaning="Le serveur fait entrer le public peu à peu, pour que les membres puissent voter sans attendre.",
        remedy="Rien à faire : la page recommence d’elle-même. Par l’API, attendez le temps indiqué (« retry_after »).",
    ),
    "already-voted": Explanation(
        title="Ce siège a déjà voté",
        status=409,
        meaning="Un siège vote une fois par scrutin, quel que soit le nombre d’appareils. Le premier vote enregistré "
        "compte ; il n’a pas été changé.",
        remedy="Votre accusé de réception dit ce qui est enregistré et quand. Une erreur se signale à la présidence "
        "avant la clôture.",
    ),
    "writing-suspended": Explanation(
        title="Votre écriture publique est suspendue",
        status=403,
        meaning="Après un avertissement, une décision de modération vous empêche pour un temps d’écrire quelque chose "
        "de nouveau en public. Le message dit pourquoi et jusqu’à quand ; vos dossiers, vos mandats et vos fonctions "
        "n’en sont pas touchés.",
        remedy="Lisez la décision, à l’adresse donnée par « contest », et contestez-la si elle vous paraît fausse : "
        "quelqu’un d’autre que la personne qui l’a prise répond.",
    ),
    "paused": Explanation(
        title="Suspendu pour le moment",
        status=503,
        meaning="L’administration a suspendu cette partie du service ; le motif est sur la page et au journal public.",
        remedy="Revenez plus tard : le reste du service continue, et les délais légaux courent comme d’habitude.",
    ),
    "bad-request": Explanation(
        title="Demande illisible",
        status=400,
        meaning="Le serveur n’a pas pu lire la demande. Un formulaire ouvert très longtemps peut en être la cause.",
        remedy="Revenez à la page, rechargez-la et recommencez.",
    ),
    "method-not-allowed": Explanation(
        title="Action inconnue ici",
        status=405,
        meaning="Cette adresse existe mais ne se demande pas de cette façon.",
        remedy="Passez par les boutons de la page. Par l’API, voyez sa description.",
    ),
    "too-large": Explanation(
        title="Envoi trop lourd",
        status=413,
        meaning="Un fichier fait 20 Mo au plus.",
        remedy="Réduisez le fichier, par exemple en enregistrant un PDF « pour l’écran », puis recommencez.",
    ),
    "unsupported-media-type": Explanation(
        title="Format non accepté",
        status=415,
        meaning="L’API lit du JSON.",
        remedy="Envoyez l’en-tête « Content-Type: application/json ».",
    ),
    "unavailable": Explanation(
        title="Service momentanément indisponible",
        status=503,
        meaning="Le site ne joint pas sa base de données, ou redémarre. Ce qui avait été confirmé est enregistré.",
        remedy="Attendez un instant, puis rechargez la page.",
    ),
    "http": Explanation(
        title="Demande refusée",
        status=400,
        meaning="Le serveur n’a pas pu répondre à cette demande.",
        remedy="Revenez en arrière et recommencez.",
    ),
    "unexpected": Explanation(
        title="Une erreur de notre fait",
        status=500,
        meaning="Quelque chose que nous n’avions pas prévu. L’erreur est notée chez nous sous une référence.",
        remedy="Recommencez. Si elle revient, écrivez-nous en citant la référence affichée.",
    ),
    "scanner-silent": Explanation(
        title="Les fichiers ne peuvent pas être vérifiés en ce moment",
        status=503,
        meaning="Chaque fichier est montré à un antivirus avant d’être gardé, et celui-ci ne répond pas. Le fichier "
        "n’a pas été gardé\u202f; ce que vous avez écrit, si.",
        remedy="Réessayez dans quelques minutes. Sans le fichier, vous pouvez continuer et le joindre plus tard.",
    ),
}
