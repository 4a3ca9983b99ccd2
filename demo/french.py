"""The demo's words in French, with the polite address throughout.

Written anew rather than word by word, but paragraph by paragraph as `english.py` has them: the text of each
paragraph, list item and link becomes the translation of its counterpart there.
"""

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
    "market": {
        "alt_text": (
            "Dessin\u00a0: deux étals de marché aux auvents rayés, chargés de fruits et de fleurs. On fait "
            "ses courses, on bavarde\u202f; quelqu’un a emmené son chien."
        ),
    },
    "wedding": {
        "alt_text": (
            "Dessin\u00a0: la place, le soir, sous des guirlandes lumineuses. On danse en cercle autour d’un "
            "couple, et quelqu’un danse en fauteuil roulant."
        ),
    },
    "rally": {
        "alt_text": (
            "Dessin\u00a0: sur la place, une foule aux bras levés brandit des pancartes. L’une montre un "
            "œil, une autre une caméra barrée, la troisième un cœur."
        ),
    },
}

PAGES: dict[str, dict[str, object]] = {
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
            "names": {"heading": "Quelques signataires"},
            "news": {"heading": "Quoi de neuf"},
            "members": {"heading": "Qui le demande avec vous"},
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
            "map_heading": {"text": "La carte que nous aimerions dessiner"},
            "map_words": (
                "<p>Au moins 15 pays d’Europe ont expérimenté des systèmes de ce genre. Lesquels, sur "
                "quelles places, avec quel résultat\u00a0: cela devrait se consulter aussi facilement que la "
                "météo.</p>"
                "<p>La carte ci-dessous montre à quoi cela ressemblerait si chaque gouvernement répondait. "
                "<b>Ce qu’elle dit de chaque pays est inventé.</b> La vraie carte, c’est justement ce que "
                "nous demandons.</p>"
            ),
            "map": {
                "countries": [
                    {"note": "Inventé\u00a0: dans le hall de deux gares"},
                    {"note": "Inventé\u00a0: dans une rue commerçante, sur ordre de son propriétaire"},
                    {"note": "Inventé\u00a0: trois mois d’essai, résultat inconnu"},
                    {"note": "Inventé\u00a0: essayé dans une gare routière, arrêté après des plaintes"},
                    {"note": "Inventé\u00a0: commandé, mais jamais mis en marche"},
                    {"note": "Inventé\u00a0: seulement avec l’accord d’un juge"},
                    {"note": "Inventé\u00a0: nulle part sans un vote du conseil municipal"},
                    {"note": "Inventé\u00a0: par une loi votée au parlement"},
                    {"note": "Inventé\u00a0: par une décision de la capitale"},
                ],
                "source": "personne. Toutes les mentions sont inventées pour cette démonstration.",
            },
            "ask_heading": {"text": "Posez la question dans votre ville"},
            "ask": (
                "<p>Inutile d’attendre les gouvernements. Une ville qui installe des caméras a un conseil "
                "municipal, ce conseil se réunit, et ses séances sont le plus souvent publiques. Huit "
                "questions toutes simples suffisent pour apprendre bien des choses. Parfois, c’est le "
                "silence qui renseigne.</p>"
            ),
            "answer": {
                "caption": "Ce que pourrait répondre une ville que nous avons inventée",
                "rows": [
                    {"cells": ["Lieu", "Caméras", "Ce qu’elles relèvent", "Euros par an"]},
                    {"cells": ["Place du marché", "12", "Des visages, depuis neuf mois", "48\u202f000"]},
                    {"cells": ["Devant la gare", "8", "Des plaques d’immatriculation", "31\u202f500"]},
                    {"cells": ["Arrêts de bus", "4", "«\u00a0Rien pour l’instant\u00a0»", "9\u202f200"]},
                    {"cells": ["Aire de jeux", "–", "Retirées au printemps", "–"]},
                ],
            },
            "letter": {
                "title": "Huit questions à votre conseil municipal (document en anglais)",
                "text": "Une page à remettre à la mairie, ou à lire quand vient votre tour de parler.",
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
            "habit": {
                "heading": "Comment un essai devient une habitude, dans une ville que nous avons inventée",
                "entries": [
                    {
                        "when": "Jour 1",
                        "title": "«\u202fCe n’est qu’un essai\u202f»",
                        "text": "Dix caméras sur la place du marché. Une affiche parle de quelques mois.",
                    },
                    {
                        "when": "Mois 3",
                        "title": "La liste s’allonge",
                        "text": (
                            "Au début, elle ne comptait qu’une personne recherchée. S’y trouvent maintenant "
                            "toutes celles qui se sont un jour fait contrôler dans les environs."
                        ),
                    },
                    {
                        "when": "Mois 9",
                        "title": "L’essai est prolongé",
                        "text": (
                            "Aucun résultat clair\u00a0: il faut donc plus de temps. Et une deuxième place."
                        ),
                    },
                    {
                        "when": "Année 2",
                        "title": "«\u202fOn a toujours fait comme ça\u202f»",
                        "text": (
                            "Les caméras restent. Ce qui devait être décidé après l’essai, c’est l’essai qui "
                            "l’a décidé."
                        ),
                    },
                ],
            },
            "lines_heading": {"text": "Où nous traçons la limite"},
            "lines": (
                "<ul>"
                "<li>Personne n’est identifié ni suivi dans l’espace public par son visage, sa démarche ou "
                "tout autre trait de son corps.</li>"
                "<li>Aucune machine ne devine sur un visage ce que quelqu’un ressent, croit ou projette.</li>"
                "<li>Aucun essai ne crée de fait accompli avant qu’un parlement ait tranché.</li>"
                "</ul>"
            ),
            "cities": {
                "heading": "Cinq villes ont dit non",
                "text": (
                    "<p>Cinq grandes villes des États-Unis ont déjà interdit l’usage de la reconnaissance "
                    "faciale. Un continent qui aime tant parler des droits fondamentaux ne devrait pas avoir "
                    'besoin de plus de courage pour en faire autant. <a page="news_cities">Ce que vaut leur '
                    "exemple</a></p>"
                ),
            },
            "demand": {
                "quote": (
                    "Refusez la surveillance biométrique de masse dans l’espace public, et inscrivez son "
                    "interdiction dans la loi."
                ),
                "name": "Extrait de notre pétition",
            },
            "doubts": {
                "heading": "Vous vous demandez peut-être",
                "questions": [
                    {
                        "question": "Cela ne rend-il pas nos villes plus sûres\u202f?",
                        "answer": (
                            "<p>À celles et ceux qui veulent ces systèmes de le montrer\u00a0: en public, et "
                            "avant de commencer. Ce que la recherche montre, elle, c’est que cette technique "
                            "aggrave les discriminations et se retourne contre des personnes qui ne font "
                            "qu’exercer leurs droits. Une place que l’on évite n’est pas une place sûre. "
                            "C’est une place vide.</p>"
                        ),
                    },
                    {
                        "question": "Je n’ai rien à cacher. Pourquoi m’en soucier\u202f?",
                        "answer": (
                            "<p>N’avoir rien à cacher, ce n’est pas avoir envie qu’on vous suive. Vous "
                            "fermez bien la porte de la salle de bains. Et ce qu’il vaut mieux cacher, c’est "
                            "la personne qui tient la liste qui en décide\u00a0: demain, peut-être, "
                            "quelqu’un pour qui vous n’avez pas voté.</p>"
                        ),
                    },
                    {
                        "question": "Et si cela aide à retrouver un enfant disparu\u202f?",
                        "answer": (
                            "<p>Pour retrouver un enfant, un tel système doit mesurer tous les enfants, "
                            "ainsi que toutes les autres personnes qui passent, sans jamais s’arrêter. On "
                            "peut être de tout cœur avec celles et ceux qui cherchent, et refuser cela quand "
                            "même.</p>"
                        ),
                    },
                    {
                        "question": "Êtes-vous contre toutes les caméras\u202f?",
                        "answer": (
                            "<p>Cette campagne vise les machines qui, dans l’espace public, distinguent les "
                            "gens par leur corps\u00a0: leur visage, leur démarche, leurs particularités. "
                            "Une caméra qui ne reconnaît personne est une autre question, et ce n’est pas "
                            "celle que nous posons ici.</p>"
                        ),
                    },
                    {
                        "question": "N’est-il pas trop tard\u202f?",
                        "answer": (
                            "<p>Une caméra, ça se dévisse. Une loi, ça s’écrit. Cinq grandes villes l’ont "
                            'montré. <a page="petition">Il faut des gens pour dire qu’ils le veulent</a>.</p>'
                        ),
                    },
                ],
            },
            "act": {},
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
            "film": {
                "title": "Une place, avec et sans surveillance",
                "poster": {"alt_text": PICTURES["watched-square"]["alt_text"]},
                "transcript": (
                    "<p>Le film dure dix secondes. Il n’a pas de son, et personne n’y parle.</p>"
                    "<p>Une place en ville, la nuit. Des caméras fixées à trois lampadaires projettent des "
                    "faisceaux rouges sur les gens en dessous\u202f; des cadres jaunes marquent leur tête. "
                    "Puis, du côté où le soleil se lève, le jour gagne peu à peu toute l’image. Les caméras "
                    "ont disparu, des fanions sont tendus entre les lampadaires, les maisons sont claires. "
                    "Les mêmes gens sont toujours là, et un enfant a un ballon.</p>"
                ),
            },
            "hope": (
                "<p>Le respect commence là où personne n’a plus à peser ces choses. La place est ouverte à "
                "tout le monde\u00a0: pour se retrouver, faire la fête, se disputer ou ne rien faire du "
                "tout.</p>"
            ),
            "uses": {
                "heading": "À quoi sert une place",
                "pictures": [
                    {
                        "image": {"alt_text": PICTURES["market"]["alt_text"]},
                        "caption": "À acheter des poires et à rester une heure de trop.",
                    },
                    {
                        "image": {"alt_text": PICTURES["wedding"]["alt_text"]},
                        "caption": "À danser quand il y a un mariage.",
                    },
                    {
                        "image": {"alt_text": PICTURES["rally"]["alt_text"]},
                        "caption": "À dire non, ensemble et à voix haute.",
                    },
                ],
            },
            "voices": {
                "heading": "Des voix inventées, que vous avez peut-\u2060être déjà entendues",
                "quotes": [
                    {
                        "quote": (
                            "Le samedi, je vends du fromage, et je connais chaque visage. Ce ne sont pas des "
                            "données. C’est mon quartier."
                        ),
                        "name": "Vendeuse au marché",
                        "role": "troisième étal à gauche",
                    },
                    {
                        "quote": (
                            "C’est sur ce banc que j’ai dit à ma sœur qui je suis. À la maison, aucune pièce "
                            "n’était aussi intime."
                        ),
                        "name": "Étudiant",
                        "role": "en première année",
                    },
                    {
                        "quote": (
                            "Ma grand-mère a manifesté ici, puis ma mère, puis moi. Personne n’a jamais tenu "
                            "de liste."
                        ),
                        "name": "Infirmière",
                        "role": "pendant son jour de congé",
                    },
                    {
                        "quote": (
                            "Je boite. Pour la machine, c’est un signe distinctif. Mes amis, eux, le "
                            "remarquent à peine."
                        ),
                        "name": "Retraité",
                        "role": "à la table d’échecs, le matin",
                    },
                    {
                        "quote": "J’aime n’être personne pendant une demi-heure. La fontaine est là pour ça.",
                        "name": "Secrétaire de la maire",
                        "role": "à la pause de midi",
                    },
                    {
                        "quote": (
                            "C’est ici que j’ai appris à faire du vélo. Mal. Heureusement, personne ne l’a "
                            "filmé."
                        ),
                        "name": "Ingénieure",
                        "role": "a désormais une sonnette",
                    },
                ],
            },
            "act": {},
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
            "adresse e-\u2060mail et mon pays pour cette pétition jusqu’au jour indiqué ci-dessous.</p>"
        ),
        "privacy_notice": (
            "<p>Dès que vous confirmez, votre nom et votre adresse sont scellés\u202f; seule la clé de la "
            "coalition les ouvre. Votre nom ne s’affiche que si vous le souhaitez, et vous pouvez le masquer "
            "à tout moment. Écrivez-nous si vous souhaitez retirer votre signature, à tout moment.</p>"
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
        "thanks_body": {
            "council": {
                "heading": "Encore une chose à faire aujourd’hui",
                "text": "Posez nos huit questions à votre conseil municipal. Elles tiennent sur une page.",
                "button": "Voir les questions",
            },
        },
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
        "link_subject": "Le lien vers votre signature",
        "link_text": (
            "Quelqu’un, vous probablement, a demandé comment retrouver votre signature contre la "
            "surveillance biométrique de masse. Ouvrez le lien ci-dessous : vous y verrez ce "
            "que nous conservons à votre sujet, et vous pourrez retirer votre signature."
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
            "after": {
                "heading": "Ce qui se passe quand vous signez",
                "steps": [
                    {
                        "title": "Vous remplissez le formulaire",
                        "text": "Nom, adresse e-\u2060mail, pays. Rien n’est coché d’avance.",
                    },
                    {
                        "title": "Vous confirmez",
                        "text": (
                            "Nous vous envoyons un e-\u2060mail avec un lien. Il mène à un seul "
                            "bouton\u00a0: dès que vous appuyez dessus, votre signature compte."
                        ),
                    },
                    {
                        "title": "Votre signature est scellée",
                        "text": (
                            "Dès lors, seule la clé de la coalition ouvre votre nom et votre adresse. Et le "
                            "compteur avance d’un cran."
                        ),
                    },
                    {
                        "title": "Votre signature est remise",
                        "text": (
                            "Quand la collecte est close, les signatures vont à celles et ceux que nous "
                            "appelons à agir. Sauf ici\u00a0: les signatures de cette démonstration ne sont "
                            "remises à personne."
                        ),
                    },
                ],
            },
            "numbers": {"heading": "Qui a signé jusqu’ici"},
            "share": {
                "heading": "Faites passer",
                "text": (
                    "Nos places sont faites pour les gens, pas pour les scanners. Voici une pétition qui le "
                    "dit."
                ),
            },
        },
    },
    "news": {
        "title": "Actualités",
        "slug": "actualites",
        "introduction": (
            "Ce qui s’est passé, ce qui a changé et ce qui nous attend. Les jours sont comptés à partir de "
            "celui où cette démonstration a été mise en place."
        ),
    },
    "news_next": {
        "title": "Ce qui vient ensuite",
        "slug": "ce-qui-vient-ensuite",
        "introduction": (
            "Une pétition que l’on signe et que l’on oublie n’est qu’une liste. Voici à quoi celle-ci doit "
            "mener, pas à pas."
        ),
        "body": {
            "now": (
                "<p>Les signatures ouvrent des portes\u202f; elles ne les franchissent pas. Pendant que leur "
                "nombre grandit, la coalition rassemble donc ce qui sera demandé derrière ces portes\u00a0: "
                "quels systèmes sont en service, qui les a commandés, et pourquoi.</p>"
                '<p>Vous pouvez y contribuer. <a page="transparency">Nos huit questions</a> tiennent sur une '
                "page. Si votre conseil municipal y a répondu, ou s’il a mis un point d’honneur à ne pas le "
                "faire, dites-le-nous.</p>"
            ),
            "plan": {
                "heading": "Le plan",
                "entries": [
                    {
                        "when": "Maintenant",
                        "title": "Signer et interroger",
                        "text": (
                            "La pétition est ouverte pendant un an. En parallèle, les conseils municipaux "
                            "continuent de recevoir des questions."
                        ),
                    },
                    {
                        "when": "À la fin de la collecte",
                        "title": "Remettre",
                        "text": (
                            "Les signatures vont aux gouvernements d’Europe et aux dirigeants de l’UE, avec "
                            "les réponses que nous aurons obtenues et la liste de celles qui manquent."
                        ),
                    },
                    {
                        "when": "Dans les six mois qui suivent",
                        "title": "Ne pas lâcher",
                        "text": (
                            "Celles et ceux qui nous ont permis de leur écrire apprennent qui a répondu, et "
                            "ce qu’il y a à faire."
                        ),
                    },
                    {
                        "when": "Le dernier jour",
                        "title": "Effacer",
                        "text": "Les noms et les adresses sont effacés. Ce qui reste, c’est le nombre.",
                    },
                ],
            },
            "invented": {
                "heading": "Un plan sur le papier",
                "text": (
                    "<p>Cette pétition fait partie d’une démonstration\u00a0: le plan est inventé, et aucune "
                    'signature donnée ici n’est remise à qui que ce soit. <a page="about">Ce qui est réel '
                    "sur ce site</a></p>"
                ),
            },
        },
    },
    "news_coalition": {
        "title": "Treize organisations, une exigence",
        "slug": "treize-organisations",
        "introduction": (
            "Des hackers, des associations de défense des droits humains, des réseaux, des fondations\u00a0: "
            "les organisations qui portent cette campagne ne se ressemblent guère. Sur un point, elles sont "
            "d’accord."
        ),
        "body": {
            "who": (
                "<p>L’une explique la technique depuis les années 1980, une autre tire son nom de la "
                "Déclaration universelle des droits de l’homme. Certaines travaillent dans un seul pays, "
                "d’autres dans le monde entier. Elles viennent de Grèce et des Pays-Bas, de Serbie et de "
                "Grande-Bretagne, et partagent une question que l’on se pose dans chacun de ces "
                "endroits\u00a0: qui nous regarde, et qui l’a permis\u202f?</p>"
            ),
            "line": {
                "quote": "Un mouvement, c’est beaucoup de gens qui ont remarqué la même chose.",
                "name": "Écrit pour cette démonstration",
            },
            "why": (
                "<p>Une coalition peut ce qu’un groupe seul ne peut pas. Elle pose la même question en de "
                "nombreuses langues, le même jour. Elle remarque quand un système refusé par une ville est "
                "proposé à la suivante. Et il est difficile de la réduire à une querelle de clocher.</p>"
                "<p>Dans quel ordre les treize se sont réunies, nous ne le racontons pas\u00a0: il faudrait "
                "l’inventer. Leurs noms et leurs domaines d’action sont réels.</p>"
            ),
            "meet": {
                "heading": "Qui elles sont",
                "text": "Les treize au complet, avec leur pays et quelques mots sur chacune.",
                "button": "Voir les organisations",
            },
        },
    },
    "news_cities": {
        "title": "Cinq villes montrent que c’est possible",
        "slug": "cinq-villes",
        "introduction": (
            "La technique, dit-on, ne fait jamais marche arrière. Cinq grandes villes des États-Unis ont "
            "simplement décidé de s’en passer."
        ),
        "body": {
            "what": (
                "<p>Elles ont interdit l’usage de la reconnaissance faciale. Nul besoin pour cela d’un "
                "miracle ni d’une nouvelle machine. Il faut des gens qui demandent ce qui se prépare "
                "au-dessus de leur tête et d’autres, à la mairie, qui sont prêts à répondre par une loi.</p>"
            ),
            "numbers": {
                "heading": "Les deux nombres côte à côte",
                "figures": [
                    {"figure": "5", "label": "grandes villes des États-Unis l’ont interdite"},
                    {"figure": "15+", "label": "pays d’Europe l’ont expérimentée"},
                ],
                "source": "Reclaim Your Face\u202f; ce que nous tirons de ses chiffres n’engage que nous.",
            },
            "lesson_heading": {"text": "Ce que nous en retenons"},
            "lesson": (
                "<ul>"
                "<li><b>Une ville, c’est assez grand.</b> Personne n’a besoin d’attendre qu’un continent se "
                "décide.</li>"
                "<li><b>«\u202fNon\u202f» est une réponse complète.</b> Interdire n’oblige pas à trouver une "
                "meilleure caméra pour remplacer l’ancienne.</li>"
                "<li><b>Une ville, c’est trop petit.</b> Ce qui est interdit ici peut être essayé au-delà "
                'des limites de la commune. C’est pourquoi <a page="petition">notre pétition</a> s’adresse '
                "aux gouvernements et à l’UE.</li>"
                "</ul>"
            ),
            "ask": {
                "heading": "Et si la vôtre était la prochaine\u202f?",
                "text": (
                    "Huit questions à votre conseil municipal, c’est un début. Elles tiennent sur une page."
                ),
                "button": "Trouver les questions",
            },
        },
    },
    "news_opening": {
        "title": "La pétition est ouverte",
        "slug": "la-petition-est-ouverte",
        "introduction": (
            "À partir d’aujourd’hui, tout le monde peut le dire et y mettre son nom\u00a0: nous voulons "
            "qu’on nous voie dans la rue sans nous scanner."
        ),
        "body": {
            "why": (
                "<p>De coûteux systèmes qui lisent les visages et les corps s’installent sur nos places, "
                "dans nos gares et nos rues commerçantes, et presque personne n’a eu son mot à dire. "
                "Aujourd’hui, c’est nous qui commençons à poser des questions, toutes et tous à la fois.</p>"
            ),
            "demands_heading": {"text": "Deux verbes suffisent"},
            "demands": (
                "<p>Nous demandons aux gouvernements d’Europe et aux dirigeants de l’UE de <b>révéler</b> où "
                "nos corps sont scannés dans l’espace public, et d’y <b>refuser</b> la surveillance "
                "biométrique de masse. Tout le reste découle de ces deux verbes\u00a0: qui doit montrer un "
                "tel système aura du mal à le défendre, et qui le refuse n’a rien à cacher.</p>"
                '<p><a page="petition">Lire la pétition en toutes lettres et la signer</a></p>'
            ),
            "promise": {
                "heading": "Ce que nous promettons aux signataires",
                "text": (
                    "<p>Ni cookie, ni pistage, ni publicité. Votre nom est scellé dès que vous confirmez, et "
                    'effacé un jour que nous indiquons à l’avance. <a page="privacy">Comment nous traitons '
                    "les données</a></p>"
                ),
            },
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
            "pillars": {"heading": "Sur quoi repose notre action"},
            "help_heading": {"text": "Comment nous aider"},
            "ways": {
                "first": {
                    "alone": (
                        "<h3>À titre personnel</h3>"
                        '<p><a page="petition">Signez la pétition</a> et parlez-en autour de vous. Si vous '
                        "nous permettez de vous écrire, vous saurez quand il y aura plus à faire.</p>"
                        '<p>Ensuite, <a page="transparency">demandez à votre conseil municipal</a> ce que '
                        "savent faire les caméras au-dessus de votre place.</p>"
                    ),
                },
                "second": {
                    "together": (
                        "<h3>En tant qu’organisation</h3>"
                        '<p><a page="coalition">Rejoignez la coalition</a>. Présentez la pétition à vos '
                        "membres, mettez-la sur votre propre site, prêtez-nous votre langue.</p>"
                        "<p>Nul besoin d’être une grande structure. Il faut juste aimer poser des "
                        "questions.</p>"
                    ),
                },
            },
            "evening": {
                "heading": "Soirée ouverte\u00a0: qui nous regarde\u202f?",
                "place": "En ligne, par visioconférence",
                "text": (
                    "La coalition raconte ce qu’elle fait, et vous racontez ce qui est accroché au-dessus de "
                    "votre place. La soirée est inventée, comme tout ce qui porte une date ici\u202f; les "
                    "questions ne le sont pas."
                ),
            },
            "real": {
                "heading": "Ce qui est réel sur ce site",
                "text": (
                    "<p>Ce site présente Campaign Hub\u00a0: un logiciel pour les campagnes qui n’espionnent "
                    "pas les personnes qui les soutiennent. Il s’inspire de Reclaim Your Face, un mouvement "
                    'mené par les treize organisations que cite <a page="coalition">la page de la '
                    "coalition</a>. Les chiffres viennent de là.</p>"
                    "<p>Sont inventés les textes, les dessins et le film, les voix, les actualités et leurs "
                    "dates, la carte, la soirée ouverte, les signatures et la Demo Coalition. La liste des "
                    "organisations fondatrices l’est aussi. Les organisations n’ont aucune part à cette "
                    "démonstration.</p>"
                ),
            },
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
                "<p>Nous vous demandons votre nom, votre adresse e-\u2060mail, le pays où vous vivez et si "
                "nous pouvons vous écrire au sujet de la campagne. Rien n’est coché d’avance.</p>"
                "<p>Ce que vous avez saisi est chiffré dès l’envoi du formulaire, puis attend que vous "
                "confirmiez par le lien de notre e-\u2060mail. Nous vous le rappelons une fois. Ce qui n’est "
                "pas confirmé dans les sept jours est effacé.</p>"
                "<p>Lorsque vous confirmez, votre nom, votre adresse et votre pays sont scellés de telle "
                "sorte que seule la clé de la coalition les ouvre. Si vous avez accepté nos e-\u2060mails, "
                "votre nom et votre adresse sont scellés une seconde fois, pour les personnes qui les "
                "envoient. Dès lors, ce site lui-même ne peut plus lire ce qui est scellé. Une vraie "
                "campagne garde ses clés loin du serveur\u202f; celles de cette démonstration sont des "
                "fichiers sur la même machine.</p>"
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
                "<p>Pour chaque empreinte, nous comptons aussi les e-\u2060mails envoyés à l’adresse, afin "
                "que personne ne puisse inonder la boîte d’autrui avec notre formulaire. Ce nombre reste "
                "jusqu’au dernier jour, même si vous ne confirmez jamais.</p>"
                "<p>En public, nous montrons le total, exact à partir de cent signatures, et, par pays, par "
                "langue et par jour, des sommes qui montent de dix en dix, avec un peu de retard, pour ne "
                "trahir personne.</p>"
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
                "<p>Celles et ceux qui acheminent votre connexion et vos e-\u2060mails voient ce qui "
                "passe\u00a0: que vous visitez ce site, et que nous vous écrivons. Et quiconque peut lire "
                "votre boîte aux lettres y trouve notre message.</p>"
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
    "accessibility": {
        "title": "Accessibilité",
        "slug": "accessibilite",
        "introduction": (
            "Une place bordée d’une marche n’est pas faite pour tout le monde. Un site que certaines "
            "personnes ne peuvent pas utiliser ne l’est pas non plus. Voici ce que nous faisons pour "
            "l’éviter, et ce qui nous manque encore."
        ),
        "body": {
            "aim_heading": {"text": "Ce que nous visons"},
            "aim": (
                "<p>Chaque page doit respecter les Règles pour l’accessibilité des contenus Web (WCAG) 2.2 "
                "au niveau AA. En clair\u00a0: vous pouvez la lire, vous y retrouver et signer, que vous "
                "voyiez, entendiez et bougiez comme la plupart des gens ou non, sur un vieux téléphone comme "
                "sur un grand écran, et dans votre langue.</p>"
                "<p>C’est pourquoi rien ici ne s’atteint qu’à la souris, aucune couleur ne porte un sens à "
                "elle seule, aucun délai ne court pendant que vous remplissez un formulaire, et aucune "
                "énigme ne vous demande de prouver que vous êtes un être humain.</p>"
            ),
            "checks_heading": {"text": "Comment nous le vérifions"},
            "checks": (
                "<p>À chaque changement du logiciel, un navigateur ouvre les pages et les regarde de "
                "diverses façons, comme les gens le font\u00a0:</p>"
                "<ul>"
                "<li>un programme nommé axe examine chaque page, dans chaque langue, sur un écran étroit et "
                "sur un écran large, en clair et en sombre\u202f;</li>"
                "<li>les pages sont affichées sur un écran très étroit et avec des lettres et des lignes "
                "plus espacées, les plus importantes aussi agrandies quatre fois et dans des couleurs "
                "choisies par la personne qui lit\u202f;</li>"
                "<li>la pétition est signée et confirmée sans JavaScript\u202f;</li>"
                "<li>le formulaire est envoyé incomplet, pour voir si chaque oubli est nommé par des mots, à "
                "côté de son champ et en haut\u202f;</li>"
                "<li>dans le formulaire, la touche Tab mène à elle seule d’un champ à l’autre\u202f;</li>"
                "<li>là où le sens de l’écriture change, comme en arabe, les pages sont regardées en "
                "miroir.</li>"
                "</ul>"
                "<p>Aucun programme ne peut juger si le clavier mène partout dans un ordre logique, si l’on "
                "voit toujours où l’on se trouve, ni si la description d’une image est utile. Il faut pour "
                "cela des personnes qui essaient, et personne ne l’a encore fait d’un bout à l’autre de "
                "cette démonstration. Si vous le faites, dites-nous ce que vous avez constaté\u00a0: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
            ),
            "limits_heading": {"text": "Ce qui manque, à notre connaissance"},
            "limits": (
                "<ul>"
                "<li>Personne d’extérieur n’a encore audité ces pages. Un programme ne trouve qu’une partie "
                "de ce qui peut clocher.</li>"
                "<li>Personne n’a encore testé cette démonstration avec un lecteur d’écran.</li>"
                "<li>Le document pour les conseils municipaux n’existe qu’en anglais. Il a des titres et une "
                "langue déclarée que les lecteurs d’écran comprennent, mais il n’a pas été vérifié aussi "
                "soigneusement que les pages.</li>"
                "<li>Le film n’a pas de son, donc pas de sous-titres. Ce qu’il montre est raconté par écrit "
                "en dessous.</li>"
                "<li>Les pages n’existent ni en langue des signes ni en version facile à lire et à "
                "comprendre (FALC).</li>"
                "<li>Les liens vers les organisations mènent à leurs propres sites, que nous ne pouvons pas "
                "modifier.</li>"
                "</ul>"
            ),
            "report": {
                "heading": "Quelque chose vous fait obstacle\u202f?",
                "text": (
                    "<p>Dites-nous de quelle page il s’agit et ce que vous vouliez faire\u00a0: <a "
                    'href="mailto:campaign@example.org">campaign@example.org</a>. Vous n’avez pas besoin de '
                    "savoir d’où cela vient. Si le formulaire ne vous laisse pas signer, dites-le, et nous "
                    "trouverons ensemble un autre moyen.</p>"
                    "<p>Une vraie campagne dirait aussi à quelle autorité s’adresser si elle-même ne répond "
                    "pas. La coalition qui porte cette démonstration est inventée, et son adresse aussi.</p>"
                ),
            },
        },
    },
}

SECTIONS: dict[str, dict[str, object]] = {
    "act": {
        "body": {
            "act_heading": {"text": "Ce que vous pouvez faire cette semaine"},
            "act": (
                "<ul>"
                "<li>Signez, et demandez à quelqu’un de signer aussi.</li>"
                "<li>Demandez à votre commune ce dont les caméras de votre place sont capables.</li>"
                "<li>Dites à quelqu’un pourquoi cela compte pour vous.</li>"
                "</ul>"
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
