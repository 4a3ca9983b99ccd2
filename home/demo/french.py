"""The demo's words in French, with the polite address throughout.

Written anew rather than word by word, but paragraph by paragraph as `english.py` has them: the text of each
paragraph, list item and link becomes the translation of its counterpart there.
"""

from typing import Any

PICTURES = {
    "watched-square": {
        "alt_text": (
            "Dessin\u00a0: une place sombre, la nuit. Depuis des caméras fixées à trois lampadaires tombent "
            "des faisceaux rouges\u202f; des cadres jaunes marquent la tête des personnes qui s’y trouvent."
        ),
    },
    "unwatched-square": {
        "alt_text": (
            "Dessin\u00a0: la même place au soleil. Des fanions sont tendus entre les lampadaires. On se "
            "promène, on bavarde, quelqu’un passe en fauteuil roulant, un enfant joue au ballon."
        ),
    },
}

PAGES: dict[str, dict[str, Any]] = {
    "home": {
        "title": "Vus, pas fichés",
        "slug": "vus-pas-fiches",
        "slogan": "Nos places sont faites pour les gens, pas pour les scanners",
        "introduction": (
            "Des caméras qui reconnaissent les visages et les corps font de chaque promenade en ville un "
            "contrôle d’identité. Nous demandons aux gouvernements d’Europe et aux dirigeants de l’UE de "
            "mettre ces systèmes au grand jour, et de les refuser."
        ),
        "footer_text": (
            "<p>Ceci est une démonstration de Campaign Hub. Les signatures recueillies ici ne seront remises "
            "à personne.</p>"
        ),
        "body": {
            "why": (
                "<p>Une place appartient à quiconque la traverse. On s’y donne rendez-vous, on s’y assied au "
                "soleil, on y distribue des tracts, on y danse au mariage des voisins, on y manifeste quand "
                "quelque chose ne va pas. Et personne ne nous demande nos papiers.</p>"
                "<p>La surveillance biométrique y met fin. Elle mesure les visages, les corps et jusqu’à "
                "notre démarche, les compare à des listes et retient qui se trouvait où, quand et avec qui. "
                "Si un inconnu vous suivait toute la journée, un carnet à la main, vous appelleriez à "
                "l’aide. <b>Un réseau de caméras qui en fait autant à toute une ville mérite une réponse "
                "aussi nette.</b></p>"
            ),
            "watched": {
                "image": {"alt_text": PICTURES["watched-square"]["alt_text"]},
                "caption": "Une place, deux avenirs possibles. Celui-ci, nous n’en voulons pas.",
            },
            "figures": {
                "heading": "Où nous en sommes",
                "figures": [
                    {
                        "figure": "15+",
                        "label": (
                            "pays d’Europe ont expérimenté la surveillance biométrique, dont la "
                            "reconnaissance faciale, dans l’espace public"
                        ),
                    },
                    {
                        "figure": "5",
                        "label": (
                            "grandes villes des États-Unis ont interdit l’usage de la reconnaissance faciale"
                        ),
                    },
                    {
                        "figure": "13",
                        "label": "organisations de la société civile en Europe portent cette exigence",
                    },
                ],
                "source": "Reclaim Your Face, la campagne dont s’inspire cette démonstration",
            },
            "pillars": {
                "heading": "Nos trois exigences",
                "cards": [
                    {
                        "text": (
                            "Quels systèmes, de qui, pour quoi faire\u00a0: tout doit être mis sur la table."
                        ),
                    },
                    {
                        "text": (
                            "La surveillance de masse des visages et des corps doit être interdite par la "
                            "loi."
                        ),
                    },
                    {
                        "text": (
                            "Nous sommes des êtres humains avec leurs projets et leurs humeurs, pas des "
                            "cobayes."
                        ),
                    },
                ],
            },
            "voice": {
                "quote": (
                    "Avant, je coupais par le marché et je saluais tout le monde. Depuis que l’essai a "
                    "commencé, je fais le grand tour. Pourtant, je n’ai rien à me reprocher."
                ),
                "name": "Une habitante qui n’existe pas",
                "role": "inventée pour cette démonstration",
            },
            "count": {"heading": "Combien nous sommes"},
            "sign": {"heading": "Ajoutez votre nom"},
            "join": {
                "heading": "Votre organisation partage cet avis\u202f?",
                "text": "Treize organisations portent cette campagne. Il y a de la place pour la vôtre.",
                "button": "Découvrir la coalition",
            },
        },
    },
    "transparency": {
        "title": "Transparence",
        "slug": "transparence",
        "introduction": (
            "Qui nous observe dans l’espace public, avec quoi et pourquoi\u202f? Quiconque installe des "
            "caméras doit répondre avant de les allumer."
        ),
        "body": {
            "secret": {"text": "Ce qui est secret échappe aux questions"},
            "questions": (
                "<p>Partout en Europe, des forces de police, des collectivités et des entreprises mettent en "
                "place des systèmes qui suivent les visages et les corps dans l’espace public. Une grande "
                "partie se passe à l’abri des regards\u00a0: on apprend l’existence d’un essai lorsqu’il est "
                "terminé, ou jamais.</p>"
                "<p>C’est la démocratie à l’envers. C’est au pouvoir de s’expliquer devant les gens, non aux "
                "gens de se justifier devant une machine. Avant qu’un seul visage soit mesuré, chacun doit "
                "pouvoir savoir\u00a0:</p>"
                "<ul>"
                "<li>quels systèmes sont en service ou à l’essai, et où\u202f;</li>"
                "<li>qui les vend, qui les paie, et à quel prix\u202f;</li>"
                "<li>à quoi ils doivent vraiment servir, et ce qui prouve qu’ils y parviennent\u202f;</li>"
                "<li>qui en pâtit quand ils se trompent, et où porter plainte.</li>"
                "</ul>"
                "<p>Si la réponse honnête est embarrassante, cela aussi mérite d’être su.</p>"
            ),
            "demand": {
                "quote": (
                    "Révélez chaque système qui lit les visages ou les corps dans l’espace public\u00a0: où "
                    "il se trouve, qui l’a commandé et dans quel but."
                ),
                "name": "Extrait de notre pétition",
            },
            "next": {
                "heading": "Ensuite\u00a0: ce qui ne doit jamais être permis",
                "text": "Savoir est un premier pas. Certains usages doivent cesser pour de bon.",
                "button": "Voir les lignes rouges",
            },
        },
    },
    "red_lines": {
        "title": "Lignes rouges",
        "slug": "lignes-rouges",
        "introduction": (
            "Certains outils ne deviennent pas acceptables parce qu’on s’en sert avec prudence. La "
            "surveillance biométrique de masse en fait partie\u00a0: il faut l’interdire."
        ),
        "body": {
            "suspects": {"text": "Tout le monde suspect, au cas où"},
            "reasons": (
                "<p>Une enquête ordinaire part d’un soupçon et cherche une personne. La surveillance "
                "biométrique de masse part de tout le monde et cherche un soupçon. Les passants sont d’abord "
                "mesurés, et blanchis plus tard, s’ils le sont jamais.</p>"
                "<p>La recherche le montre\u00a0: cette technique aggrave les discriminations, et elle se "
                "retourne contre des personnes qui ne font qu’exercer leurs droits, qui rejoignent une "
                "manifestation, retrouvent celles et ceux qui pensent comme elles ou se montrent en public "
                "telles qu’elles sont.</p>"
            ),
            "lines_heading": {"text": "Où nous traçons la limite"},
            "lines": (
                "<ul>"
                "<li>Personne n’est identifié ni suivi dans l’espace public par son visage, sa démarche ou "
                "tout autre trait de son corps.</li>"
                "<li>Aucune machine ne devine sur un visage ce que quelqu’un ressent, croit ou projette.</li>"
                "<li>Aucun essai ne crée de fait accompli avant qu’un parlement ait tranché.</li>"
                "</ul>"
            ),
            "demand": {
                "quote": (
                    "Refusez la surveillance biométrique de masse dans l’espace public, et inscrivez son "
                    "interdiction dans la loi."
                ),
                "name": "Extrait de notre pétition",
            },
            "next": {
                "heading": "Ensuite\u00a0: ce que nous défendons",
                "text": (
                    "L’interdiction dit ce qui ne doit pas être. Le respect dit ce qui doit prendre sa place."
                ),
                "button": "Lire ce que respecter veut dire",
            },
        },
    },
    "respect": {
        "title": "Respect de l’humain",
        "slug": "respect",
        "introduction": (
            "Un visage n’est pas une donnée. Quiconque gouverne l’espace public ou y fait des affaires doit "
            "nous traiter en êtres humains, pas en matière première."
        ),
        "body": {
            "people": {"text": "Les gens ne sont pas une série de tests"},
            "losses": (
                "<p>On lâche des systèmes inachevés sur des foules qui n’ont jamais accepté d’y participer. "
                "Ils nous trient, nous notent et nous dirigent\u00a0: le corps devient un objet, l’humeur un "
                "signal, la promenade une marchandise.</p>"
                "<p>Ce que nous y perdons passe facilement inaperçu, car ce sont des choses que nous ne "
                "faisons plus. Nous restons à la maison au lieu d’aller au rassemblement. Nous laissons au "
                "tiroir le foulard, le badge arc-en-ciel ou le maillot de foot. Nous ne nous asseyons plus à "
                "côté de quelqu’un qui figure peut-être sur une liste.</p>"
            ),
            "unwatched": {
                "image": {"alt_text": PICTURES["unwatched-square"]["alt_text"]},
                "caption": "L’autre avenir\u00a0: les mêmes gens, les mêmes lampadaires, aucune caméra.",
            },
            "hope": (
                "<p>Le respect commence là où personne n’a plus à peser ces choses. La place est ouverte à "
                "tout le monde\u00a0: pour se retrouver, faire la fête, se disputer ou ne rien faire du "
                "tout.</p>"
            ),
            "next": {
                "heading": "Si vous le voyez ainsi, dites-le",
                "text": "La pétition le dit aux gouvernements d’Europe et aux dirigeants de l’UE.",
                "button": "Lire la pétition",
            },
        },
    },
    "coalition": {
        "title": "La coalition",
        "slug": "la-coalition",
        "introduction": (
            "Treize organisations de la société civile, de toute l’Europe, portent cette campagne. La vôtre "
            "peut les rejoindre."
        ),
        "body": {
            "members": {
                "heading": "Qui la porte",
                "text": (
                    "Droits numériques, liberté d’expression, vie privée\u00a0: chacune travaille à un autre "
                    "versant de la même question."
                ),
            },
            "join_heading": {"text": "Pour les organisations qui veulent nous rejoindre"},
            "join": (
                "<p>Une organisation peut ce que personne ne peut seul\u00a0: faire connaître la pétition à "
                "ses membres, organiser une soirée sur les caméras au-dessus de sa propre place, interroger "
                "son conseil municipal, traduire ces pages.</p>"
                "<p>Nous rejoindre ne coûte rien. Ce que nous attendons en retour tient en peu de "
                "mots\u00a0:</p>"
                "<ul>"
                '<li>Vous soutenez publiquement <a page="petition">notre exigence</a>.</li>'
                "<li>Vous nommez une personne que nous pouvons joindre.</li>"
                "<li>Vous traitez les données de celles et ceux qui vous font confiance comme le fait cette "
                "campagne\u00a0: avec parcimonie.</li>"
                "</ul>"
                "<p>Écrivez à la coordination\u00a0: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
            ),
            "more": {
                "heading": "Que rejoindriez-vous au juste\u202f?",
                "text": "D’où vient cette campagne, et ce qu’elle a de réel.",
                "button": "À propos de cette campagne",
            },
        },
    },
    "petition": {
        "title": "La pétition",
        "slug": "la-petition",
        "introduction": (
            "Notre appel aux gouvernements d’Europe et aux dirigeants de l’UE, en toutes lettres."
        ),
        "demand": (
            "Aux gouvernements d’Europe et aux dirigeants de l’UE\u00a0: révélez où nos visages et nos corps "
            "sont scannés dans l’espace public, et refusez-y une fois pour toutes la surveillance "
            "biométrique de masse."
        ),
        "form_heading": "Signer la pétition",
        "button_label": "Je signe",
        "updates_question": (
            "La Demo Coalition peut-elle vous écrire au sujet de cette campagne et de ses suites\u202f?"
        ),
        "partner_question": (
            "Notre partenaire peut-il vous écrire au sujet de sa propre action contre la surveillance\u202f?"
        ),
        "statement": (
            "<p>J’ai au moins 16 ans et je soutiens cette exigence. Je sais qu’une signature révèle une "
            "opinion politique, et j’accepte que l’organisation nommée ci-dessous conserve mon nom, mon "
            "adresse e-mail et mon pays pour cette pétition jusqu’au jour indiqué ci-dessous.</p>"
        ),
        "privacy_notice": (
            "<p>Dès que vous confirmez, votre nom et votre adresse sont scellés\u202f; seule la clé de la "
            "coalition les ouvre. Écrivez-nous si vous souhaitez retirer votre signature, à tout moment.</p>"
        ),
        "thanks_text": (
            "<p>Votre signature compte une fois que vous l’avez confirmée, et pas avant\u00a0: ainsi, "
            "personne ne peut signer en votre nom.</p>"
        ),
        "confirmed_heading": "Votre signature compte. Merci\u202f!",
        "confirmed_text": (
            "<p>Chaque voix de plus rend la nôtre plus difficile à ignorer. Y a-t-il quelqu’un que vous "
            "aimeriez retrouver sur une place sans surveillance\u202f? Proposez-lui de signer aussi.</p>"
        ),
        "share_text": "Je veux qu’on me voie dans la rue sans me scanner. J’ai signé. Et vous\u202f?",
        "confirmation_subject": "Veuillez confirmer votre signature\u00a0: Vus, pas fichés",
        "confirmation_text": (
            "Quelqu’un, vous sans doute, a signé notre pétition avec cette adresse. Elle appelle les "
            "gouvernements d’Europe et les dirigeants de l’UE à révéler et à refuser la surveillance "
            "biométrique de masse dans l’espace public.\n"
            "\n"
            "Il reste un pas\u00a0: ouvrez le lien ci-dessous et appuyez sur le bouton qui s’y trouve. C’est "
            "alors seulement que la signature compte."
        ),
        "reminder_subject": "Votre signature ne compte pas encore",
        "reminder_text": (
            "Il y a quelques jours, notre pétition contre la surveillance biométrique de masse a été signée "
            "avec cette adresse, mais la signature n’a pas été confirmée. Ouvrez le lien ci-dessous et "
            "appuyez sur le bouton qui s’y trouve\u00a0: alors elle comptera.\n"
            "\n"
            "Ce rappel est le seul."
        ),
        "already_signed_subject": "Vous avez déjà signé",
        "already_signed_text": (
            "Quelqu’un, vous probablement, vient de signer avec cette adresse notre pétition contre la "
            "surveillance biométrique de masse. Elle avait déjà servi à signer, et cette signature-là "
            "compte. Vous n’avez plus rien à faire."
        ),
        "body": {
            "demands_heading": {"text": "Ce que nous demandons"},
            "demands": (
                "<ol>"
                "<li>Révélez chaque système qui lit les visages ou les corps dans l’espace public\u00a0: où "
                "il se trouve, qui l’a commandé et dans quel but.</li>"
                "<li>Refusez la surveillance biométrique de masse dans l’espace public, et inscrivez son "
                "interdiction dans la loi.</li>"
                "</ol>"
                '<p>Les raisons figurent dans nos pages sur la <a page="transparency">transparence</a>, les '
                '<a page="red_lines">lignes rouges</a> et le <a page="respect">respect de l’humain</a>.</p>'
            ),
            "now_heading": {"text": "Pourquoi maintenant"},
            "now": (
                "<p>Dans l’Union européenne, de coûteuses techniques de surveillance s’installent en toute "
                "hâte, sans que l’on se demande beaucoup ce qu’elles peuvent faire à nos sociétés. Il est "
                "plus facile d’empêcher qu’une caméra monte sur un lampadaire que de l’en faire redescendre. "
                "Le meilleur moment pour s’y opposer, c’est donc maintenant.</p>"
                "<p>Votre signature est le soutien le plus fort qu’une personne seule puisse nous apporter "
                "aujourd’hui. Faire passer la pétition vient juste après.</p>"
            ),
        },
    },
    "about": {
        "title": "À propos de cette campagne",
        "slug": "a-propos",
        "introduction": (
            "«\u202fVus, pas fichés\u202f» défend un espace public où les gens se voient les uns les autres "
            "et où aucune machine ne tient de liste."
        ),
        "body": {
            "goal_heading": {"text": "Ce que nous voulons obtenir"},
            "goal": (
                "<p>L’espace public est le lieu où une société se rencontre elle-même\u00a0: sur le chemin "
                "du travail, à la fête de quartier, dans une manifestation contre les puissants. Ces lieux "
                "ne restent ouverts que si l’on peut y être sans laisser de trace. C’est pourquoi nous "
                "demandons aux gouvernements d’Europe et aux dirigeants de l’UE de révéler la surveillance "
                "biométrique dans l’espace public et d’y mettre fin.</p>"
            ),
            "help_heading": {"text": "Comment nous aider"},
            "help": (
                '<p>À titre personnel\u00a0: <a page="petition">signez la pétition</a> et parlez-en autour '
                "de vous. Si vous nous permettez de vous écrire, vous saurez quand il y aura plus à "
                "faire.</p>"
                '<p>En tant qu’organisation\u00a0: <a page="coalition">rejoignez la coalition</a>.</p>'
            ),
            "demo_heading": {"text": "Ce qui est réel sur ce site"},
            "demo": (
                "<p>Ce site présente Campaign Hub\u00a0: un logiciel pour les campagnes qui n’espionnent pas "
                "les personnes qui les soutiennent. Il s’inspire de Reclaim Your Face, un mouvement mené par "
                'les treize organisations que cite <a page="coalition">la page de la coalition</a>. Les '
                "chiffres viennent de là. Les textes, les dessins, les signatures et la Demo Coalition sont "
                "inventés, de même que la liste des organisations fondatrices. Ces organisations n’ont "
                "aucune part à cette démonstration.</p>"
            ),
            "privacy": {
                "heading": "Ce que nous gardons de vous",
                "text": "Peu de chose, sous scellés, et pas longtemps.",
                "button": "Lire comment nous traitons les données",
            },
        },
    },
    "privacy": {
        "title": "Vie privée",
        "slug": "vie-privee",
        "introduction": (
            "Qui combat la surveillance n’a pas le droit d’espionner les siens. Cette page dit ce que nous "
            "gardons de vous, combien de temps, et de quoi nous ne pouvons pas vous protéger."
        ),
        "body": {
            "reading_heading": {"text": "Quand vous lisez, sans plus"},
            "reading": (
                "<p>Dans ce cas, nous n’apprenons rien de vous. Ces pages ne déposent aucun cookie, ne "
                "chargent rien d’autres entreprises et fonctionnent sans JavaScript. Nous ne comptons pas "
                "les visites, et notre logiciel n’inscrit nulle part votre adresse IP. Seules les personnes "
                "qui rédigent ce site se connectent et reçoivent un cookie pour cela.</p>"
            ),
            "signing_heading": {"text": "Quand vous signez"},
            "signing": (
                "<p>Nous vous demandons votre nom, votre adresse e-mail, le pays où vous vivez et si nous "
                "pouvons vous écrire au sujet de la campagne. Rien n’est coché d’avance.</p>"
                "<p>Ce que vous avez saisi est chiffré dès l’envoi du formulaire, puis attend que vous "
                "confirmiez par le lien de notre e-mail. Nous vous le rappelons une fois. Ce qui n’est pas "
                "confirmé dans les sept jours est effacé.</p>"
                "<p>Lorsque vous confirmez, votre nom, votre adresse et votre pays sont scellés de telle "
                "sorte que seule la clé de la coalition les ouvre. Si vous avez accepté nos e-mails, votre "
                "nom et votre adresse sont scellés une seconde fois, pour les personnes qui les envoient. "
                "Dès lors, ce site lui-même ne peut plus lire ce qui est scellé. Une vraie campagne garde "
                "ses clés loin du serveur\u202f; celles de cette démonstration sont des fichiers sur la même "
                "machine.</p>"
            ),
            "readable_heading": {"text": "Ce qui reste lisible"},
            "readable": (
                "<p>Dès l’envoi du formulaire, nous gardons sans le sceller ce qu’il faut pour "
                "compter\u00a0: la langue, la page où vous avez signé, l’heure, le texte que vous avez "
                "accepté et une empreinte de votre adresse. Elle nous permet de remarquer qu’une adresse a "
                "déjà signé. Elle est faite avec une clé secrète de cette pétition\u202f; même avec cette "
                "clé, on peut seulement vérifier si une adresse déjà connue s’y trouve, mais non en tirer "
                "une adresse. Lorsque vous confirmez, il ne reste de l’heure que le jour, et le pays s’y "
                "ajoute.</p>"
                "<p>Pour chaque empreinte, nous comptons aussi les e-mails envoyés à l’adresse, afin que "
                "personne ne puisse inonder la boîte d’autrui avec notre formulaire. Ce nombre reste "
                "jusqu’au dernier jour, même si vous ne confirmez jamais.</p>"
                "<p>En public, nous montrons le total exact et, par pays, par langue et par jour, des sommes "
                "arrondies au multiple de cinq inférieur.</p>"
            ),
            "until_heading": {"text": "Jusqu’à quand"},
            "until": (
                "<p>Le dernier jour est indiqué à côté de chaque formulaire. Ce jour-là, noms, adresses et "
                "empreintes sont effacés, avec la clé secrète de la pétition. Les nombres restent. Les "
                "sauvegardes, s’il y en a, prennent fin avant ce jour.</p>"
            ),
            "limits_heading": {"text": "Ce dont nous ne pouvons pas vous protéger"},
            "limits": (
                "<p>Les scellés protègent une copie de la base de données qui tomberait en de mauvaises "
                "mains. Ils ne servent à rien contre quelqu’un qui prendrait le contrôle du serveur en "
                "marche\u00a0: il pourrait lire par-dessus l’épaule des personnes qui signent.</p>"
                "<p>Celles et ceux qui acheminent votre connexion et vos e-mails voient ce qui passe\u00a0: "
                "que vous visitez ce site, et que nous vous écrivons. Et quiconque peut lire votre boîte aux "
                "lettres y trouve notre message.</p>"
            ),
            "rights_heading": {"text": "Vos droits"},
            "rights": (
                "<p>Nous gardons vos données parce que vous y consentez, et pour aucune autre raison. Une "
                "signature révèle une opinion politique, que l’article 9 du Règlement général sur la "
                "protection des données protège tout particulièrement.</p>"
                "<p>Vous pouvez à tout moment retirer votre consentement, demander ce que nous détenons, en "
                "obtenir une copie, le faire corriger ou effacer. Écrivez-nous depuis l’adresse avec "
                "laquelle vous avez signé\u00a0: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
                "<p>Si vous estimez que nous agissons mal, vous pouvez vous adresser à l’autorité de "
                "protection des données de l’endroit où vous vivez.</p>"
                "<p>La Demo Coalition, Rue de l’Exemple 1, 1000 Bruxelles, Belgique, est responsable de ce "
                "site. La coalition et son adresse sont inventées pour cette démonstration.</p>"
            ),
        },
    },
}

MEMBERS = {
    "access_now": (
        "Défend dans le monde entier les droits numériques des personnes et des communautés menacées."
    ),
    "article_19": (
        "Œuvre dans le monde entier pour la liberté d’expression et l’accès à l’information. Son nom vient "
        "de la Déclaration universelle des droits de l’homme."
    ),
    "bits_of_freedom": "Défend la liberté et la vie privée en ligne aux Pays-Bas.",
    "chaos_computer_club": (
        "Une association de hackers qui explique depuis les années 1980 la technique et ce qu’elle fait à la "
        "société."
    ),
    "digitalcourage": (
        "Une association allemande pour les droits civiques et la protection des données, qui organise les "
        "BigBrotherAwards."
    ),
    "edri": (
        "European Digital Rights\u00a0: un réseau d’organisations qui défendent les droits et les libertés "
        "en ligne."
    ),
    "hermes_center": (
        "Une organisation italienne qui œuvre pour les droits humains et la transparence dans le monde "
        "numérique."
    ),
    "homo_digitalis": "Une organisation grecque qui défend les droits humains à l’ère numérique.",
    "iure": (
        "Iuridicum Remedium, une organisation tchèque de défense des droits humains, s’occupe de vie privée "
        "et de libertés numériques."
    ),
    "la_quadrature_du_net": (
        "Une association française qui défend les libertés fondamentales dans le monde numérique."
    ),
    "panoptykon": "Une fondation polonaise qui garde un œil sur qui garde un œil sur nous.",
    "privacy_international": (
        "Une organisation londonienne qui examine et conteste ce que les États et les entreprises font de "
        "nos données."
    ),
    "share": (
        "Une fondation serbe qui défend les droits humains et les libertés dans l’environnement numérique."
    ),
}
