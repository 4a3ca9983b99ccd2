"""The demo's words in German, with the informal address throughout.

Written anew rather than word by word, but paragraph by paragraph as `english.py` has them: the text of each
paragraph, list item and link becomes the translation of its counterpart there.
"""

PICTURES = {
    "watched-square": {
        "alt_text": (
            "Zeichnung: ein dunkler Platz in der Stadt. Von Kameras an drei Laternen fallen rote Lichtkegel, "
            "gelbe Rahmen markieren die Köpfe der Menschen darin."
        ),
    },
    "unwatched-square": {
        "alt_text": (
            "Zeichnung: derselbe Platz an einem sonnigen Tag. Zwischen den Laternen hängen Wimpel. Menschen "
            "gehen spazieren und unterhalten sich, jemand fährt im Rollstuhl vorbei, ein Kind spielt Ball."
        ),
    },
    "market": {
        "alt_text": (
            "Zeichnung: zwei Marktstände mit gestreiften Markisen, voller Obst und Blumen. Menschen kaufen "
            "ein und plaudern, eine Person hat einen Hund dabei."
        ),
    },
    "wedding": {
        "alt_text": (
            "Zeichnung: der Platz am Abend unter Lichterketten. Menschen tanzen im Kreis um ein Paar, unter "
            "ihnen jemand im Rollstuhl."
        ),
    },
    "rally": {
        "alt_text": (
            "Zeichnung: eine Menschenmenge auf dem Platz, die mit erhobenen Armen Schilder hochhält. Eines "
            "zeigt ein Auge, eines eine durchgestrichene Kamera, eines ein Herz."
        ),
    },
}

PAGES: dict[str, dict[str, object]] = {
    "home": {
        "title": "Gesehen, nicht gescannt",
        "slug": "gesehen-nicht-gescannt",
        "slogan": "Unsere Plätze sind für Menschen\u00a0da, nicht\u00a0für Scanner",
        "introduction": (
            "Kameras, die Gesichter und Körper erkennen, machen aus jedem Gang durch die Stadt eine "
            "Personenkontrolle. Wir fordern Europas Regierungen und die Spitzen der EU auf, diese Systeme "
            "offenzulegen – und sie zurückzuweisen."
        ),
        "footer_text": (
            "<p>Dies ist eine Demonstration von Campaign Hub. Was hier unterschrieben wird, wird niemandem "
            "übergeben.</p>"
        ),
        "body": {
            "why": (
                "<p>Ein Platz gehört allen, die ihn betreten. Dort verabreden wir uns, sitzen in der Sonne, "
                "verteilen Flugblätter, tanzen auf der Hochzeit der Nachbarn und gehen auf die Straße, wenn "
                "etwas nicht stimmt. Nach dem Ausweis fragt dabei niemand.</p>"
                "<p>Biometrische Überwachung macht damit Schluss. Sie vermisst Gesichter, Körper und die "
                "Art, wie wir gehen, gleicht sie mit Listen ab und merkt sich, wer wann mit wem wo war. "
                "Liefe dir den ganzen Tag ein Fremder mit Notizblock hinterher, du würdest um Hilfe rufen. "
                "<b>Ein Netz von Kameras, das mit einer ganzen Stadt dasselbe macht, verdient eine ebenso "
                "klare Antwort.</b></p>"
            ),
            "watched": {
                "image": {"alt_text": PICTURES["watched-square"]["alt_text"]},
                "caption": "Ein Platz, zwei mögliche Zukünfte. Diese lehnen wir ab.",
            },
            "figures": {
                "heading": "So steht es",
                "figures": [
                    {
                        "figure": "15+",
                        "label": (
                            "Länder in Europa haben biometrische Überwachung wie Gesichtserkennung im "
                            "öffentlichen Raum schon erprobt"
                        ),
                    },
                    {
                        "figure": "5",
                        "label": "Großstädte in den USA haben den Einsatz von Gesichtserkennung verboten",
                    },
                    {
                        "figure": "13",
                        "label": (
                            "Organisationen der Zivilgesellschaft in Europa stehen hinter dieser Forderung"
                        ),
                    },
                ],
                "source": "Kampagne Reclaim Your Face, das Vorbild dieser Demonstration",
            },
            "pillars": {
                "heading": "Drei Dinge, die wir fordern",
                "cards": [
                    {"text": "Welche Systeme, von wem, wozu: Das gehört auf den Tisch."},
                    {"text": "Gesichter und Körper massenhaft zu überwachen, gehört per Gesetz verboten."},
                    {"text": "Wir sind Menschen mit Plänen und Launen, kein Versuchsmaterial."},
                ],
            },
            "voice": {
                "quote": (
                    "Früher bin ich quer über den Markt gelaufen und habe alle gegrüßt. Seit der Versuch "
                    "läuft, gehe ich außen herum – dabei habe ich gar nichts angestellt."
                ),
                "name": "Eine Anwohnerin, die es nicht gibt",
                "role": "für diese Demonstration erfunden",
            },
            "count": {"heading": "So viele sind wir schon"},
            "sign": {"heading": "Unterschreib mit"},
            "names": {"heading": "Einige, die unterschrieben haben"},
            "news": {"heading": "Was es Neues gibt"},
            "members": {"heading": "Wer das mit dir fordert"},
            "join": {
                "heading": "Sieht deine Organisation das genauso?",
                "text": "Dreizehn Organisationen tragen diese Kampagne. Für deine ist noch Platz.",
                "button": "Das Bündnis kennenlernen",
            },
        },
    },
    "transparency": {
        "title": "Transparenz",
        "slug": "transparenz",
        "introduction": (
            "Wer beobachtet uns im öffentlichen Raum, womit und wozu? Wer Kameras aufhängt, muss das "
            "beantworten, bevor sie laufen."
        ),
        "body": {
            "secret": {"text": "Was geheim ist, kann niemand hinterfragen"},
            "questions": (
                "<p>In ganz Europa führen Polizei, Behörden vor Ort und Unternehmen Systeme ein, die "
                "Gesichter und Körper durch den öffentlichen Raum verfolgen. Vieles davon geschieht im "
                "Verborgenen: Von einem Versuch erfahren die Menschen erst, wenn er vorbei ist – oder "
                "nie.</p>"
                "<p>Das stellt die Demokratie auf den Kopf. Die Macht hat sich vor den Menschen zu erklären, "
                "nicht der Mensch vor einer Maschine. Bevor auch nur ein Gesicht vermessen wird, muss "
                "öffentlich sein:</p>"
                "<ul>"
                "<li>welche Systeme wo laufen oder erprobt werden,</li>"
                "<li>wer sie verkauft, wer sie bezahlt und was sie kosten,</li>"
                "<li>was sie wirklich erreichen sollen und woran sich zeigt, dass sie es tun,</li>"
                "<li>wer den Schaden hat, wenn sie irren, und wo man sich beschweren kann.</li>"
                "</ul>"
                "<p>Ist die ehrliche Antwort peinlich, dann ist auch das gut zu wissen.</p>"
            ),
            "demand": {
                "quote": (
                    "Legt jedes System offen, das im öffentlichen Raum Gesichter oder Körper erfasst: wo es "
                    "steht, wer es bestellt hat und wofür."
                ),
                "name": "Aus unserer Petition",
            },
            "map_heading": {"text": "Die Karte, die wir gern zeichnen würden"},
            "map_words": (
                "<p>Mindestens 15 Länder in Europa haben solche Systeme schon erprobt. Welche, auf welchen "
                "Plätzen und mit welchem Ergebnis: Das sollte sich so leicht nachschlagen lassen wie das "
                "Wetter.</p>"
                "<p>Die Karte unten zeigt, wie das aussehen könnte, wenn jede Regierung antworten würde. "
                "<b>Was darauf zu den einzelnen Ländern steht, ist erfunden.</b> Die echte Karte ist das, "
                "was wir fordern.</p>"
            ),
            "map": {
                "countries": [
                    {"note": "Erfunden: in den Hallen zweier Bahnhöfe"},
                    {"note": "Erfunden: in einer Einkaufsstraße, im Auftrag der Firma, der sie gehört"},
                    {"note": "Erfunden: drei Monate lang erprobt, Ergebnis unbekannt"},
                    {"note": "Erfunden: in einem Busbahnhof erprobt, nach Beschwerden beendet"},
                    {"note": "Erfunden: bestellt, aber nie eingeschaltet"},
                    {"note": "Erfunden: nur mit richterlicher Zustimmung"},
                    {"note": "Erfunden: nirgends ohne Abstimmung im Stadtrat"},
                    {"note": "Erfunden: durch ein Gesetz des Parlaments"},
                    {"note": "Erfunden: durch einen Beschluss der Hauptstadt"},
                ],
                "source": "niemand. Alle Einträge sind für diese Demonstration erfunden.",
            },
            "ask_heading": {"text": "Frag da nach, wo du lebst"},
            "ask": (
                "<p>Auf Regierungen musst du nicht warten. Wo eine Stadt Kameras aufhängt, gibt es auch "
                "einen Stadtrat, der Stadtrat hat Sitzungen, und die meisten davon sind öffentlich. Acht "
                "einfache Fragen genügen, um viel herauszufinden – manchmal verrät gerade das Schweigen "
                "etwas.</p>"
            ),
            "answer": {
                "caption": "Was eine erfundene Stadt antworten könnte",
                "rows": [
                    {"cells": ["Ort", "Kameras", "Was sie erfassen", "Euro im Jahr"]},
                    {"cells": ["Marktplatz", "12", "Gesichter, seit neun Monaten", "48.000"]},
                    {"cells": ["Vor dem Bahnhof", "8", "Autokennzeichen", "31.500"]},
                    {"cells": ["Bushaltestellen", "4", "„Noch nichts“", "9.200"]},
                    {"cells": ["Spielplatz", "–", "Im Frühling abgebaut", "–"]},
                ],
            },
            "letter": {
                "title": "Acht Fragen an deinen Stadtrat (auf Englisch)",
                "text": "Eine Seite, die du im Rathaus abgeben oder vorlesen kannst, wenn du das Wort hast.",
            },
            "next": {
                "heading": "Weiter: was niemals erlaubt sein darf",
                "text": "Bescheid zu wissen ist der erste Schritt. Manches muss ganz aufhören.",
                "button": "Zu den roten Linien",
            },
        },
    },
    "red_lines": {
        "title": "Rote Linien",
        "slug": "rote-linien",
        "introduction": (
            "Manche Werkzeuge werden auch dann nicht annehmbar, wenn man sie vorsichtig benutzt. "
            "Biometrische Massenüberwachung gehört dazu: Sie muss verboten werden."
        ),
        "body": {
            "suspects": {"text": "Alle verdächtig, nur für den Fall"},
            "reasons": (
                "<p>Gewöhnliche Polizeiarbeit beginnt mit einem Verdacht und sucht dazu einen Menschen. "
                "Biometrische Massenüberwachung beginnt mit allen Menschen und sucht dazu einen Verdacht. "
                "Wer vorbeigeht, wird erst vermessen und später entlastet – wenn überhaupt.</p>"
                "<p>Die Forschung zeigt: Diese Technik verschärft Diskriminierung. Und sie wird gegen "
                "Menschen eingesetzt, die nur ihre Rechte nutzen: die auf eine Demonstration gehen, "
                "Gleichgesinnte treffen oder sich in der Öffentlichkeit so zeigen, wie sie sind.</p>"
            ),
            "habit": {
                "heading": "Wie aus einem Versuch Gewohnheit wird, in einer erfundenen Stadt",
                "entries": [
                    {
                        "when": "Tag 1",
                        "title": "„Es ist nur ein Test“",
                        "text": "Zehn Kameras auf dem Marktplatz. Ein Aushang spricht von ein paar Monaten.",
                    },
                    {
                        "when": "Monat 3",
                        "title": "Die Liste wächst",
                        "text": (
                            "Am Anfang stand darauf eine einzige gesuchte Person. Jetzt stehen alle darauf, "
                            "die in der Nähe je ihren Ausweis zeigen mussten."
                        ),
                    },
                    {
                        "when": "Monat 9",
                        "title": "Der Test wird verlängert",
                        "text": (
                            "Ein klares Ergebnis gibt es nicht, also braucht er mehr Zeit. Und einen zweiten "
                            "Platz."
                        ),
                    },
                    {
                        "when": "Jahr 2",
                        "title": "„Das haben wir schon immer so gemacht“",
                        "text": (
                            "Die Kameras bleiben. Was nach dem Test entschieden werden sollte, hat der Test "
                            "entschieden."
                        ),
                    },
                ],
            },
            "lines_heading": {"text": "Wo wir die Grenze ziehen"},
            "lines": (
                "<ul>"
                "<li>Niemand wird im öffentlichen Raum am Gesicht, am Gang oder an anderen Merkmalen des "
                "Körpers erkannt oder verfolgt.</li>"
                "<li>Keine Maschine errät aus einem Gesicht, was jemand fühlt, glaubt oder vorhat.</li>"
                "<li>Kein Probebetrieb schafft Tatsachen, bevor ein Parlament entschieden hat.</li>"
                "</ul>"
            ),
            "cities": {
                "heading": "Fünf Städte haben Nein gesagt",
                "text": (
                    "<p>Fünf Großstädte in den USA haben den Einsatz von Gesichtserkennung schon verboten. "
                    "Ein Kontinent, der gern von Grundrechten spricht, sollte dafür nicht mehr Mut brauchen. "
                    '<a page="news_cities">Was ihr Beispiel wert ist</a></p>'
                ),
            },
            "demand": {
                "quote": (
                    "Weist biometrische Massenüberwachung im öffentlichen Raum zurück, und schreibt das "
                    "Verbot ins Gesetz."
                ),
                "name": "Aus unserer Petition",
            },
            "doubts": {
                "heading": "Was du dich vielleicht fragst",
                "questions": [
                    {
                        "question": "Macht uns das denn nicht sicherer?",
                        "answer": (
                            "<p>Das haben die zu zeigen, die es wollen: öffentlich, und bevor sie anfangen. "
                            "Was die Forschung zeigt, ist etwas anderes: Diese Technik verschärft "
                            "Diskriminierung und wird gegen Menschen eingesetzt, die nur ihre Rechte nutzen. "
                            "Ein Platz, den Menschen meiden, ist nicht sicher. Er ist leer.</p>"
                        ),
                    },
                    {
                        "question": "Ich habe nichts zu verbergen. Was geht mich das an?",
                        "answer": (
                            "<p>Wer nichts zu verbergen hat, will deshalb noch lange nicht verfolgt werden. "
                            "Die Tür zum Bad machst du ja auch zu. Und was man besser verbirgt, entscheidet, "
                            "wer die Liste führt – morgen vielleicht jemand, den du nicht gewählt hast.</p>"
                        ),
                    },
                    {
                        "question": "Und wenn sich damit ein vermisstes Kind finden lässt?",
                        "answer": (
                            "<p>Um ein einziges Kind zu finden, muss so ein System jedes Kind vermessen, "
                            "dazu alle anderen, die vorbeikommen, und darf nie damit aufhören. Man kann "
                            "unbedingt für die Suche sein und trotzdem dagegen.</p>"
                        ),
                    },
                    {
                        "question": "Seid ihr gegen jede Kamera?",
                        "answer": (
                            "<p>In dieser Kampagne geht es um Maschinen, die Menschen im öffentlichen Raum "
                            "an ihrem Körper auseinanderhalten: am Gesicht, am Gang, an anderen Merkmalen. "
                            "Eine Kamera, die niemanden erkennt, ist eine andere Frage, und die stellen wir "
                            "hier nicht.</p>"
                        ),
                    },
                    {
                        "question": "Ist es nicht längst zu spät?",
                        "answer": (
                            "<p>Kameras lassen sich abschrauben. Gesetze lassen sich schreiben. Fünf "
                            'Großstädte haben es vorgemacht. <a page="petition">Es braucht Menschen, die '
                            "sagen, dass sie es wollen</a>.</p>"
                        ),
                    },
                ],
            },
            "act": {},
            "next": {
                "heading": "Weiter: wofür wir stehen",
                "text": "Ein Verbot sagt, was nicht sein darf. Respekt sagt, was an die Stelle tritt.",
                "button": "Was Respekt heißt",
            },
        },
    },
    "respect": {
        "title": "Respekt",
        "slug": "respekt",
        "introduction": (
            "Ein Gesicht ist kein Datenpunkt. Wer im öffentlichen Raum regiert oder Geschäfte macht, hat uns "
            "als Menschen zu behandeln, nicht als Rohstoff."
        ),
        "body": {
            "people": {"text": "Menschen sind keine Versuchsreihe"},
            "losses": (
                "<p>Unfertige Systeme werden auf Menschen losgelassen, die nie zugestimmt haben. Sie "
                "sortieren uns, bewerten uns und lenken uns: Aus dem Körper wird ein Objekt, aus der "
                "Stimmung ein Signal, aus dem Spaziergang eine Ware.</p>"
                "<p>Was wir dabei verlieren, ist leicht zu übersehen, denn es sind Dinge, die wir nicht mehr "
                "tun. Wir bleiben zu Hause, statt zur Kundgebung zu gehen. Wir lassen das Kopftuch, den "
                "Regenbogen-Anstecker oder das Fußballtrikot in der Schublade. Wir setzen uns nicht mehr "
                "neben jemanden, der auf einer Liste stehen könnte.</p>"
            ),
            "film": {
                "title": "Ein Platz, beobachtet und unbeobachtet",
                "poster": {"alt_text": PICTURES["watched-square"]["alt_text"]},
                "transcript": (
                    "<p>Der Film dauert zehn Sekunden. Er hat keinen Ton, und niemand spricht.</p>"
                    "<p>Ein Platz in der Stadt bei Nacht. Von Kameras an drei Laternen fallen rote "
                    "Lichtkegel auf die Menschen darunter, gelbe Rahmen markieren ihre Köpfe. Dann breitet "
                    "sich von dort, wo die Sonne aufgeht, Tageslicht über das Bild aus. Die Kameras sind "
                    "weg, zwischen den Laternen hängen Wimpel, die Häuser sind hell. Dieselben Menschen sind "
                    "noch da, und ein Kind hat einen Ball.</p>"
                ),
            },
            "hope": (
                "<p>Respekt fängt dort an, wo niemand so etwas abwägen muss. Auf den Platz dürfen alle "
                "kommen: um sich zu treffen, zu feiern, zu streiten oder einfach gar nichts zu tun.</p>"
            ),
            "uses": {
                "heading": "Wozu ein Platz da ist",
                "pictures": [
                    {
                        "image": {"alt_text": PICTURES["market"]["alt_text"]},
                        "caption": "Um Birnen zu kaufen und eine Stunde zu lange zu bleiben.",
                    },
                    {
                        "image": {"alt_text": PICTURES["wedding"]["alt_text"]},
                        "caption": "Um zu tanzen, wenn jemand heiratet.",
                    },
                    {
                        "image": {"alt_text": PICTURES["rally"]["alt_text"]},
                        "caption": "Um Nein zu sagen, gemeinsam und laut.",
                    },
                ],
            },
            "voices": {
                "heading": "Stimmen, die wir erfunden haben – und die du vielleicht schon gehört hast",
                "quotes": [
                    {
                        "quote": (
                            "Samstags verkaufe ich Käse, und ich kenne jedes Gesicht. Das sind keine Daten. "
                            "Das ist meine Nachbarschaft."
                        ),
                        "name": "Markthändlerin",
                        "role": "dritter Stand links",
                    },
                    {
                        "quote": (
                            "Auf dieser Bank habe ich meiner Schwester gesagt, wer ich bin. Zu Hause war "
                            "kein Zimmer so verschwiegen."
                        ),
                        "name": "Studentin",
                        "role": "im ersten Semester",
                    },
                    {
                        "quote": (
                            "Hier hat meine Großmutter demonstriert, dann meine Mutter, dann ich. Eine Liste "
                            "hat nie jemand geführt."
                        ),
                        "name": "Krankenpfleger",
                        "role": "an seinem freien Tag",
                    },
                    {
                        "quote": (
                            "Ich hinke. Für die Maschine ist das ein Merkmal. Wer mich mag, merkt es kaum."
                        ),
                        "name": "Rentner",
                        "role": "vormittags am Schachtisch",
                    },
                    {
                        "quote": "Ich bin gern eine halbe Stunde lang niemand. Dafür ist der Brunnen da.",
                        "name": "Sekretär der Bürgermeisterin",
                        "role": "in der Mittagspause",
                    },
                    {
                        "quote": (
                            "Hier habe ich Rad fahren gelernt. Schlecht. Zum Glück gibt es davon keinen Film."
                        ),
                        "name": "Ingenieurin",
                        "role": "inzwischen mit Klingel",
                    },
                ],
            },
            "act": {},
            "next": {
                "heading": "Wenn du das auch so siehst, dann sag es",
                "text": "Die Petition sagt es den Regierungen in Europa und den Spitzen der EU.",
                "button": "Die Petition lesen",
            },
        },
    },
    "coalition": {
        "title": "Das Bündnis",
        "slug": "buendnis",
        "introduction": (
            "Dreizehn Organisationen der Zivilgesellschaft aus ganz Europa stehen hinter dieser Kampagne. "
            "Deine kann dazukommen."
        ),
        "body": {
            "members": {
                "heading": "Wer dahintersteht",
                "text": (
                    "Digitale Rechte, Meinungsfreiheit, Privatsphäre: Jede von ihnen arbeitet an einer "
                    "anderen Ecke derselben Frage."
                ),
            },
            "join_heading": {"text": "Für Organisationen, die mitmachen wollen"},
            "join": (
                "<p>Als Organisation könnt ihr, was niemand allein kann: die Petition zu euren Mitgliedern "
                "bringen, einen Abend über die Kameras an eurem eigenen Platz veranstalten, euren Stadtrat "
                "befragen, diese Seiten übersetzen.</p>"
                "<p>Mitmachen kostet nichts. Was wir dafür erwarten, ist wenig:</p>"
                "<ul>"
                '<li>Ihr unterstützt öffentlich <a page="petition">unsere Forderung</a>.</li>'
                "<li>Ihr nennt jemanden, den wir erreichen können.</li>"
                "<li>Ihr geht mit den Daten derer, die euch vertrauen, so um wie diese Kampagne: "
                "sparsam.</li>"
                "</ul>"
                "<p>Schreibt der Koordination: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
            ),
            "more": {
                "heading": "Wobei genau würdet\u00a0ihr mitmachen?",
                "text": "Woher diese Kampagne kommt und was daran echt ist.",
                "button": "Über diese Kampagne",
            },
        },
    },
    "petition": {
        "title": "Die Petition",
        "slug": "petition",
        "introduction": "Unser Aufruf an die Regierungen Europas und die Spitzen der EU, im Wortlaut.",
        "demand": (
            "An die Regierungen Europas und die Spitzen der EU: Legt offen, wo im öffentlichen Raum unsere "
            "Gesichter und Körper gescannt werden, und weist biometrische Massenüberwachung dort ein für "
            "alle Mal zurück."
        ),
        "form_heading": "Petition unterschreiben",
        "button_label": "Jetzt unterschreiben",
        "updates_question": (
            "Darf dir das Demo-Bündnis (Demo Coalition) mailen, wie es mit dieser Kampagne weitergeht?"
        ),
        "partner_question": (
            "Darf dir unser Partner E-\u2060Mails zu seiner eigenen Arbeit gegen Überwachung schicken?"
        ),
        "statement": (
            "<p>Ich bin mindestens 16 Jahre alt und unterstütze diese Forderung. Mir ist bewusst, dass eine "
            "Unterschrift eine politische Meinung zeigt, und ich willige ein, dass die unten genannte "
            "Organisation meinen Namen, meine E-\u2060Mail-Adresse und mein Land für diese Petition bis zu "
            "dem unten genannten Tag aufbewahrt.</p>"
        ),
        "privacy_notice": (
            "<p>Sobald du bestätigst, werden dein Name und deine Adresse versiegelt; nur der Schlüssel des "
            "Bündnisses öffnet sie. Gezeigt wird dein Name nur, wenn du es willst, und du kannst ihn "
            "jederzeit wieder ausblenden. Schreib uns, wann immer du deine Unterschrift zurückziehen "
            "willst.</p>"
        ),
        "thanks_text": (
            "<p>Deine Unterschrift zählt, sobald du sie bestätigt hast, und nicht vorher: So kann niemand in "
            "deinem Namen unterschreiben.</p>"
        ),
        "confirmed_heading": "Deine Unterschrift zählt. Danke!",
        "confirmed_text": (
            "<p>Jede weitere Stimme ist schwerer zu überhören. Gibt es jemanden, den du gern auf einem "
            "unbeobachteten Platz treffen würdest? Bitte auch diesen Menschen zu unterschreiben.</p>"
        ),
        "thanks_body": {
            "council": {
                "heading": "Eines kannst du heute noch tun",
                "text": "Stell deinem Stadtrat unsere acht Fragen. Sie passen auf eine Seite.",
                "button": "Die Fragen ansehen",
            },
        },
        "share_text": (
            "Ich will auf der Straße gesehen werden, ohne gescannt zu werden. Ich habe unterschrieben – du "
            "auch?"
        ),
        "confirmation_subject": "Bitte bestätige deine Unterschrift: Gesehen, nicht gescannt",
        "confirmation_text": (
            "Jemand – hoffentlich du – hat mit dieser Adresse unsere Petition unterschrieben. Sie fordert "
            "die Regierungen Europas und die Spitzen der EU auf, biometrische Massenüberwachung im "
            "öffentlichen Raum offenzulegen und zurückzuweisen.\n"
            "\n"
            "Ein Schritt fehlt noch: Öffne den Link unten und drücke dort auf den Knopf. Erst dann zählt die "
            "Unterschrift."
        ),
        "reminder_subject": "Deine Unterschrift zählt noch nicht",
        "reminder_text": (
            "Vor einigen Tagen wurde mit dieser Adresse unsere Petition gegen biometrische Massenüberwachung "
            "unterschrieben, aber die Unterschrift ist nicht bestätigt. Öffne den Link unten und drücke dort "
            "auf den Knopf: Dann zählt sie.\n"
            "\n"
            "Wir erinnern nur dieses eine Mal."
        ),
        "already_signed_subject": "Du hast schon unterschrieben",
        "already_signed_text": (
            "Jemand, wahrscheinlich du, hat gerade mit dieser Adresse unsere Petition gegen biometrische "
            "Massenüberwachung unterschrieben. Das ist früher schon einmal geschehen, und die Unterschrift "
            "von damals zählt. Du brauchst nichts weiter zu tun."
        ),
        "link_subject": "Der Link zu deiner Unterschrift",
        "link_text": (
            "Jemand, wahrscheinlich du, möchte zu deiner Unterschrift gegen biometrische Massenüberwachung. "
            "Öffne den Link unten: Dort siehst du, was wir über dich aufbewahren, und kannst deine "
            "Unterschrift entfernen."
        ),
        "body": {
            "demands_heading": {"text": "Was wir fordern"},
            "demands": (
                "<ol>"
                "<li>Legt jedes System offen, das im öffentlichen Raum Gesichter oder Körper erfasst: wo es "
                "steht, wer es bestellt hat und wofür.</li>"
                "<li>Weist biometrische Massenüberwachung im öffentlichen Raum zurück, und schreibt das "
                "Verbot ins Gesetz.</li>"
                "</ol>"
                '<p>Die Gründe stehen auf unseren Seiten über <a page="transparency">Transparenz</a>, <a '
                'page="red_lines">rote Linien</a> und <a page="respect">Respekt vor dem Menschen</a>.</p>'
            ),
            "now_heading": {"text": "Warum jetzt"},
            "now": (
                "<p>In der Europäischen Union wird teure Überwachungstechnik in großer Eile eingeführt, und "
                "kaum jemand fragt, was sie unseren Gesellschaften antun kann. Es ist leichter, eine Kamera "
                "gar nicht erst an die Laterne zu lassen, als sie wieder herunterzubekommen. Darum ist die "
                "beste Zeit zu widersprechen: jetzt.</p>"
                "<p>Mehr als mit deiner Unterschrift kannst du uns heute allein nicht helfen. Fast genauso "
                "viel hilft es, wenn du die Petition weitersagst.</p>"
            ),
            "after": {
                "heading": "Was geschieht, wenn du unterschreibst",
                "steps": [
                    {
                        "title": "Du füllst das Formular aus",
                        "text": "Name, E-\u2060Mail-Adresse, Land. Nichts ist vorausgewählt.",
                    },
                    {
                        "title": "Du bestätigst",
                        "text": (
                            "Wir schicken dir eine Mail mit einem Link. Dahinter ist ein einziger Knopf: "
                            "Sobald du ihn drückst, zählt deine Unterschrift."
                        ),
                    },
                    {
                        "title": "Deine Unterschrift wird versiegelt",
                        "text": (
                            "Von da an öffnet nur der Schlüssel des Bündnisses deinen Namen und deine "
                            "Adresse. Die Zahl steigt um eins."
                        ),
                    },
                    {
                        "title": "Sie wird übergeben",
                        "text": (
                            "Wenn die Petition endet, gehen die Unterschriften an die, von denen wir etwas "
                            "fordern. Nur hier nicht: Die Unterschriften dieser Demonstration bekommt "
                            "niemand."
                        ),
                    },
                ],
            },
            "numbers": {"heading": "Wer bisher unterschrieben hat"},
            "share": {
                "heading": "Sag es weiter",
                "text": (
                    "Unsere Plätze sind für Menschen\u00a0da, nicht\u00a0für Scanner. Hier ist eine "
                    "Petition, die das sagt."
                ),
            },
        },
    },
    "news": {
        "title": "Neuigkeiten",
        "slug": "neuigkeiten",
        "introduction": (
            "Was geschehen ist, was sich geändert hat und was als Nächstes kommt. Die Datumsangaben richten "
            "sich nach dem Tag, an dem diese Demonstration eingerichtet wurde."
        ),
    },
    "news_next": {
        "title": "Wie es weitergeht",
        "slug": "wie-es-weitergeht",
        "introduction": (
            "Eine Petition, die unterschrieben und dann vergessen wird, ist bloß eine Liste. Hier steht, "
            "wohin diese führen soll, Schritt für Schritt."
        ),
        "body": {
            "now": (
                "<p>Unterschriften öffnen Türen; hindurchgehen müssen wir selbst. Während die Zahl wächst, "
                "sammelt das Bündnis deshalb, was hinter diesen Türen gefragt werden soll: welche Systeme "
                "laufen, wer sie bestellt hat und warum.</p>"
                '<p>Dabei kannst du helfen. <a page="transparency">Unsere acht Fragen</a> passen auf eine '
                "Seite. Hat dein Stadtrat sie beantwortet – oder auffällig vermieden, sie zu beantworten –, "
                "dann lass es uns wissen.</p>"
            ),
            "plan": {
                "heading": "Der Plan",
                "entries": [
                    {
                        "when": "Jetzt",
                        "title": "Unterschreiben und fragen",
                        "text": (
                            "Die Petition läuft ein Jahr lang. Nebenher gehen die Fragen an die Stadträte "
                            "weiter."
                        ),
                    },
                    {
                        "when": "Wenn die Petition endet",
                        "title": "Übergeben",
                        "text": (
                            "Die Unterschriften gehen an die Regierungen Europas und die Spitzen der EU, "
                            "zusammen mit den Antworten, die wir bekommen haben, und einer Liste derer, die "
                            "noch fehlen."
                        ),
                    },
                    {
                        "when": "Im halben Jahr danach",
                        "title": "Dranbleiben",
                        "text": (
                            "Wer uns erlaubt hat zu schreiben, erfährt, wer geantwortet hat und was zu tun "
                            "ist."
                        ),
                    },
                    {
                        "when": "Am letzten Tag",
                        "title": "Löschen",
                        "text": "Namen und Adressen werden gelöscht. Was bleibt, ist die Zahl.",
                    },
                ],
            },
            "invented": {
                "heading": "Ein Plan auf dem Papier",
                "text": (
                    "<p>Diese Petition gehört zu einer Demonstration: Der Plan ist erfunden, und keine "
                    'Unterschrift von hier wird übergeben. <a page="about">Was an dieser Seite echt '
                    "ist</a></p>"
                ),
            },
        },
    },
    "news_coalition": {
        "title": "Dreizehn Organisationen, eine Forderung",
        "slug": "dreizehn-organisationen",
        "introduction": (
            "Hackerinnen und Hacker, Menschenrechtsgruppen, Netzwerke und Stiftungen: Wer diese Kampagne "
            "trägt, hat sonst nicht viel gemeinsam. In einem sind sich alle einig."
        ),
        "body": {
            "who": (
                "<p>Eine von ihnen erklärt seit den 1980er Jahren Technik, eine andere hat ihren Namen aus "
                "der Allgemeinen Erklärung der Menschenrechte. Manche arbeiten in einem einzigen Land, "
                "andere auf der ganzen Welt. Sie kommen aus Griechenland und den Niederlanden, aus Serbien "
                "und Großbritannien – und teilen eine Frage, die an jedem dieser Orte gestellt wird: Wer "
                "schaut uns da an, und wer hat das erlaubt?</p>"
            ),
            "line": {
                "quote": "Eine Bewegung, das sind viele Menschen, denen dasselbe aufgefallen ist.",
                "name": "Für diese Demonstration geschrieben",
            },
            "why": (
                "<p>Ein Bündnis kann, was eine Gruppe allein nicht kann. Es stellt am selben Tag in vielen "
                "Sprachen dieselbe Frage. Es merkt, wenn ein System, das die eine Stadt abgelehnt hat, der "
                "nächsten angeboten wird. Und als Streit im Ort lässt es sich schwer abtun.</p>"
                "<p>In welcher Reihenfolge die dreizehn zusammengekommen sind, erzählen wir nicht: Wir "
                "müssten es erfinden. Echt sind ihre Namen und das, woran sie arbeiten.</p>"
            ),
            "meet": {
                "heading": "Wer sie sind",
                "text": "Alle dreizehn, mit ihren Ländern und ein paar Worten zu jeder.",
                "button": "Die Organisationen ansehen",
            },
        },
    },
    "news_cities": {
        "title": "Fünf Städte zeigen, dass es geht",
        "slug": "fuenf-staedte",
        "introduction": (
            "Technik lässt sich nicht aufhalten, heißt es. Fünf Großstädte in den USA haben einfach "
            "beschlossen, sie nicht zu benutzen."
        ),
        "body": {
            "what": (
                "<p>Sie haben den Einsatz von Gesichtserkennung verboten. Dafür braucht es kein Wunder und "
                "keine neue Maschine. Es braucht Menschen, die fragen, was da über ihren Köpfen geplant "
                "wird, und andere im Rathaus, die bereit sind, mit einem Gesetz zu antworten.</p>"
            ),
            "numbers": {
                "heading": "Die beiden Zahlen nebeneinander",
                "figures": [
                    {"figure": "5", "label": "Großstädte in den USA, die Gesichtserkennung verboten haben"},
                    {
                        "figure": "15+",
                        "label": "Länder in Europa, die biometrische Überwachung erprobt haben",
                    },
                ],
                "source": "Kampagne Reclaim Your Face; was wir aus den Zahlen machen, ist unsere Sache.",
            },
            "lesson_heading": {"text": "Was wir daraus lernen"},
            "lesson": (
                "<ul>"
                "<li><b>Eine Stadt ist groß genug.</b> Niemand muss warten, bis ein ganzer Kontinent sich "
                "entschieden hat.</li>"
                "<li><b>Nein ist eine vollständige Antwort.</b> Ein Verbot braucht keine bessere Kamera, die "
                "an die Stelle der alten tritt.</li>"
                "<li><b>Eine Stadt ist zu klein.</b> Was hier verboten ist, lässt sich gleich hinter der "
                'Stadtgrenze erproben. Darum wendet sich <a page="petition">unsere Petition</a> an '
                "Regierungen und an die EU.</li>"
                "</ul>"
            ),
            "ask": {
                "heading": "Wird deine Stadt die nächste?",
                "text": "Acht Fragen an deinen Stadtrat sind ein Anfang. Sie passen auf eine Seite.",
                "button": "Zu den Fragen",
            },
        },
    },
    "news_opening": {
        "title": "Die Petition läuft",
        "slug": "die-petition-laeuft",
        "introduction": (
            "Von heute an können es alle mit ihrem Namen sagen: Wir wollen auf der Straße gesehen werden, "
            "ohne gescannt zu werden."
        ),
        "body": {
            "why": (
                "<p>Teure Systeme, die Gesichter und Körper erfassen, halten Einzug auf unseren Plätzen, in "
                "Bahnhöfen und Einkaufsstraßen, und kaum jemand ist gefragt worden. Heute fangen wir an "
                "zu fragen, und zwar alle zusammen.</p>"
            ),
            "demands_heading": {"text": "Zwei Verben genügen"},
            "demands": (
                "<p>Wir fordern die Regierungen Europas und die Spitzen der EU auf, <b>offenzulegen</b>, wo "
                "im öffentlichen Raum unsere Körper gescannt werden, und biometrische Massenüberwachung dort "
                "<b>zurückzuweisen</b>. Alles andere folgt aus diesen beiden: Wer so ein System vorzeigen "
                "muss, wird es schwer verteidigen können, und wer es zurückweist, hat nichts zu "
                "verbergen.</p>"
                '<p><a page="petition">Lies die ganze Petition und unterschreib sie</a></p>'
            ),
            "promise": {
                "heading": "Was wir allen versprechen, die unterschreiben",
                "text": (
                    "<p>Kein Cookie, kein Tracking, keine Werbung. Dein Name wird versiegelt, sobald du "
                    "bestätigst, und an einem Tag gelöscht, den wir vorher nennen. <a "
                    'page="privacy">Wie wir mit Daten umgehen</a></p>'
                ),
            },
        },
    },
    "about": {
        "title": "Über diese Kampagne",
        "slug": "ueber-diese-kampagne",
        "introduction": (
            "„Gesehen, nicht gescannt“ steht für einen öffentlichen Raum, in dem Menschen einander sehen und "
            "keine Maschine Listen führt."
        ),
        "body": {
            "goal_heading": {"text": "Wofür wir arbeiten"},
            "goal": (
                "<p>Im öffentlichen Raum begegnet eine Gesellschaft sich selbst: auf dem Weg zur Arbeit, "
                "beim Straßenfest, beim Protest gegen die Mächtigen. Solche Orte bleiben nur offen, solange "
                "man dort sein kann, ohne erfasst zu werden. Darum fordern wir die Regierungen in Europa und "
                "die Spitzen der EU auf, biometrische Überwachung im öffentlichen Raum offenzulegen und zu "
                "beenden.</p>"
            ),
            "pillars": {"heading": "Worauf unsere Arbeit beruht"},
            "help_heading": {"text": "Wie du helfen kannst"},
            "ways": {
                "first": {
                    "alone": (
                        "<h3>Allein</h3>"
                        '<p><a page="petition">Unterschreib die Petition</a> und erzähl anderen davon. Wenn '
                        "wir dir schreiben dürfen, erfährst du, wann es mehr zu tun gibt.</p>"
                        '<p>Und dann <a page="transparency">frag deinen Stadtrat</a>, was die Kameras über '
                        "deinem Platz können.</p>"
                    ),
                },
                "second": {
                    "together": (
                        "<h3>Als Organisation</h3>"
                        '<p><a page="coalition">Kommt ins Bündnis</a>. Bringt die Petition zu euren '
                        "Mitgliedern, stellt sie auf eure eigene Website, leiht uns eure Sprache.</p>"
                        "<p>Groß müsst ihr nicht sein. Gern Fragen stellen solltet ihr.</p>"
                    ),
                },
            },
            "evening": {
                "heading": "Offener Abend: Wer schaut uns da an?",
                "place": "Online, als Videokonferenz",
                "text": (
                    "Das Bündnis erzählt, was es tut, und du erzählst, was über deinem Platz hängt. Der "
                    "Abend ist erfunden wie alles hier, was ein Datum hat; die Fragen sind es nicht."
                ),
            },
            "real": {
                "heading": "Was an dieser Seite echt ist",
                "text": (
                    "<p>Diese Seite führt Campaign Hub vor: Software für Kampagnen, die ihre eigenen Leute "
                    "nicht ausspähen. Ihr Vorbild ist Reclaim Your Face, eine Bewegung unter der Führung der "
                    'dreizehn Organisationen, die auf der <a page="coalition">Seite über das Bündnis</a> '
                    "stehen. Die Zahlen stammen von dort.</p>"
                    "<p>Erfunden sind die Texte, die Zeichnungen und der Film, die Stimmen, die Neuigkeiten "
                    "samt Datum, die Karte, der offene Abend, die Unterschriften und das Demo-Bündnis. "
                    "Ebenso, wer als Gründungsorganisation gilt. Die Organisationen haben mit dieser "
                    "Demonstration nichts zu tun.</p>"
                ),
            },
            "privacy": {
                "heading": "Was wir von dir aufbewahren",
                "text": "Wenig, versiegelt und nicht lange.",
                "button": "Lies, wie wir mit Daten umgehen",
            },
        },
    },
    "privacy": {
        "title": "Datenschutz",
        "slug": "datenschutz",
        "introduction": (
            "Wer gegen Überwachung kämpft, darf die eigenen Leute nicht ausspähen. Hier steht, was wir von "
            "dir aufbewahren, wie lange, und wovor wir dich nicht schützen können."
        ),
        "body": {
            "reading_heading": {"text": "Wenn du nur liest"},
            "reading": (
                "<p>Dann erfahren wir nichts über dich. Diese Seiten setzen kein Cookie, laden nichts von "
                "anderen Firmen und funktionieren ohne JavaScript. Wir zählen keine Besuche, und unsere "
                "Software schreibt deine IP-\u2060Adresse nirgends auf. Nur wer diese Seiten bearbeitet, "
                "meldet sich an und bekommt dafür ein Cookie.</p>"
            ),
            "signing_heading": {"text": "Wenn du unterschreibst"},
            "signing": (
                "<p>Wir fragen nach deinem Namen, deiner E-\u2060Mail-Adresse, dem Land, in dem du lebst, "
                "und ob wir dir zu dieser Kampagne schreiben dürfen. Nichts ist vorausgewählt.</p>"
                "<p>Was du eingibst, wird verschlüsselt, sobald du das Formular abschickst. Dann wartet es, "
                "bis du mit dem Link in unserer Mail bestätigst. Wir erinnern dich einmal. Was nach sieben "
                "Tagen nicht bestätigt ist, wird gelöscht.</p>"
                "<p>Wenn du bestätigst, werden dein Name, deine Adresse und dein Land so versiegelt, dass "
                "nur der Schlüssel des Bündnisses sie öffnet. Hast du erlaubt, dass wir dir schreiben, dann "
                "werden dein Name und deine Adresse ein zweites Mal versiegelt, für diejenigen, die diese "
                "Mails verschicken. Von da an kann auch diese Website das Versiegelte nicht mehr lesen. Eine "
                "echte Kampagne hält ihre Schlüssel vom Server fern; die dieser Demonstration liegen als "
                "Dateien auf demselben Rechner.</p>"
            ),
            "readable_heading": {"text": "Was lesbar bleibt"},
            "readable": (
                "<p>Unversiegelt behalten wir vom Abschicken an, was zum Zählen nötig ist: die Sprache, die "
                "Seite, auf der du unterschrieben hast, die Zeit, den Wortlaut, dem du zugestimmt hast, und "
                "eine Prüfsumme deiner Adresse. An ihr merken wir, dass eine Adresse schon unterschrieben "
                "hat. Sie entsteht mit einem geheimen Schlüssel dieser Petition; auch wer ihn hat, kann nur "
                "prüfen, ob eine ihm bekannte Adresse dabei ist, aber keine Adresse daraus ablesen. "
                "Bestätigst du, dann bleibt von der Zeit nur der Tag, und das Land kommt dazu.</p>"
                "<p>Zu jeder Prüfsumme zählen wir außerdem, wie viele Mails wir an die Adresse geschickt "
                "haben, damit niemand mit unserem Formular ein fremdes Postfach fluten kann. Das bleibt bis "
                "zum letzten Tag stehen, auch wenn du nie bestätigst.</p>"
                "<p>Öffentlich zeigen wir die Gesamtzahl, genau ab hundert Unterschriften, und, nach "
                "Ländern, nach Sprachen und nach Tagen, Summen, die in Zehnerschritten und etwas später "
                "steigen, damit sie über niemanden etwas verraten.</p>"
            ),
            "until_heading": {"text": "Wie lange"},
            "until": (
                "<p>Der letzte Tag steht bei jedem Formular. An diesem Tag werden Namen, Adressen und "
                "Prüfsummen gelöscht, zusammen mit dem geheimen Schlüssel der Petition. Die Zahlen bleiben. "
                "Sicherungskopien, falls es welche gibt, enden vor diesem Tag.</p>"
            ),
            "limits_heading": {"text": "Wovor wir dich nicht schützen können"},
            "limits": (
                "<p>Das Versiegeln schützt, wenn eine Kopie der Datenbank in falsche Hände gerät. Es hilft "
                "nicht gegen jemanden, der den laufenden Server übernimmt: Der könnte mitlesen, während "
                "Menschen unterschreiben.</p>"
                "<p>Wer deine Verbindung und deine Mails transportiert, sieht, was dabei durchläuft: dass du "
                "diese Seite besuchst, und dass wir dir schreiben. Und wer dein Postfach lesen kann, findet "
                "unsere Mail darin.</p>"
            ),
            "rights_heading": {"text": "Deine Rechte"},
            "rights": (
                "<p>Wir bewahren deine Daten auf, weil du einwilligst, und aus keinem anderen Grund. Eine "
                "Unterschrift zeigt eine politische Meinung, und die schützt Artikel 9 der "
                "Datenschutz-Grundverordnung besonders.</p>"
                "<p>Du kannst deine Einwilligung jederzeit widerrufen, fragen, was wir haben, eine Kopie "
                "bekommen, es berichtigen oder löschen lassen. Schreib uns von der Adresse, mit der du "
                'unterschrieben hast: <a href="mailto:campaign@example.org">campaign@example.org</a></p>'
                "<p>Findest du, dass wir etwas falsch machen, dann kannst du dich bei der Datenschutzbehörde "
                "beschweren, die für deinen Wohnort zuständig ist.</p>"
                "<p>Verantwortlich für diese Website ist die Demo Coalition, Rue de l’Exemple 1, 1000 "
                "Bruxelles, Belgien. Das Bündnis und seine Anschrift sind für diese Demonstration "
                "erfunden.</p>"
            ),
        },
    },
    "accessibility": {
        "title": "Barrierefreiheit",
        "slug": "barrierefreiheit",
        "introduction": (
            "Ein Platz mit einer Stufe am Rand ist nicht für alle da. Eine Website, die manche nicht "
            "benutzen können, auch nicht. Hier steht, was wir dafür tun und wo wir noch nicht so weit sind."
        ),
        "body": {
            "aim_heading": {"text": "Was wir uns vornehmen"},
            "aim": (
                "<p>Jede Seite soll die Richtlinien für barrierefreie Webinhalte (WCAG) 2.2 auf der Stufe AA "
                "erfüllen. Einfach gesagt: Du kannst sie lesen, dich zurechtfinden und unterschreiben, ob du "
                "nun siehst, hörst und dich bewegst wie die meisten oder nicht, auf einem alten Telefon wie "
                "auf einem großen Bildschirm, und in deiner Sprache.</p>"
                "<p>Darum gibt es hier nichts, was sich nur mit der Maus erreichen lässt, keine Farbe, die "
                "allein etwas bedeutet, keine Frist beim Ausfüllen eines Formulars und kein Rätsel, mit dem "
                "du beweisen musst, dass du ein Mensch bist.</p>"
            ),
            "checks_heading": {"text": "Wie wir das prüfen"},
            "checks": (
                "<p>Immer wenn sich die Software ändert, öffnet ein Browser die Seiten und sieht sie sich so "
                "an, wie Menschen es tun:</p>"
                "<ul>"
                "<li>ein Programm namens axe geht jede Seite durch, in jeder Sprache, auf einem schmalen und "
                "einem breiten Bildschirm, hell und dunkel,</li>"
                "<li>die Seiten werden auf einem sehr schmalen Bildschirm angezeigt und mit mehr Abstand "
                "zwischen Buchstaben und Zeilen, die wichtigsten auch auf das Vierfache vergrößert und in "
                "selbst gewählten Farben,</li>"
                "<li>die Petition wird ohne JavaScript unterschrieben und bestätigt,</li>"
                "<li>das Formular wird mit Lücken abgeschickt, um zu sehen, ob jede in Worten benannt wird, "
                "neben ihrem Feld und oben auf der Seite,</li>"
                "<li>im Formular geht es allein mit der Tabulatortaste von Feld zu Feld,</li>"
                "<li>wo sich die Schreibrichtung ändert, wie im Arabischen, werden die Seiten auch "
                "gespiegelt angesehen.</li>"
                "</ul>"
                "<p>Kein Programm kann beurteilen, ob du mit der Tastatur überall hinkommst, und zwar in "
                "einer sinnvollen Reihenfolge, ob du immer siehst, wo du gerade bist, und ob die "
                "Beschreibung eines Bildes hilft. Das müssen Menschen ausprobieren, und bei dieser "
                "Demonstration hat das noch niemand von Anfang bis Ende getan. Wenn du es tust, schreib uns, "
                "was dir aufgefallen ist: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
            ),
            "limits_heading": {"text": "Was noch fehlt"},
            "limits": (
                "<ul>"
                "<li>Bisher hat niemand von außen diese Seiten geprüft. Ein Programm findet nur einen Teil "
                "dessen, was schiefgehen kann.</li>"
                "<li>Mit einem Screenreader hat noch kein Mensch diese Demonstration getestet.</li>"
                "<li>Das Dokument für Stadträte gibt es nur auf Englisch. Screenreader erkennen darin die "
                "Überschriften und die Sprache, aber so gründlich geprüft wie die Seiten ist es nicht.</li>"
                "<li>Der Film hat keinen Ton und darum keine Untertitel. Was er zeigt, steht als Text "
                "darunter.</li>"
                "<li>In Gebärdensprache oder Leichter Sprache gibt es die Seiten nicht.</li>"
                "<li>Links zu den Organisationen führen auf deren eigene Websites, und die können wir nicht "
                "ändern.</li>"
                "</ul>"
            ),
            "report": {
                "heading": "Steht dir etwas im Weg?",
                "text": (
                    "<p>Schreib uns, auf welcher Seite das ist und was du gerade tun wolltest: <a "
                    'href="mailto:campaign@example.org">campaign@example.org</a>. Woran es liegt, musst du '
                    "nicht wissen. Wenn das Formular dich nicht unterschreiben lässt, sag es, und wir finden "
                    "zusammen einen anderen Weg.</p>"
                    "<p>Eine echte Kampagne würde auch die Behörde nennen, an die du dich wenden kannst, "
                    "wenn keine Antwort kommt. Das Bündnis hinter dieser Demonstration ist erfunden, und "
                    "seine Adresse auch.</p>"
                ),
            },
        },
    },
}

SECTIONS: dict[str, dict[str, object]] = {
    "act": {
        "body": {
            "act_heading": {"text": "Was du diese Woche tun kannst"},
            "act": (
                "<ul>"
                "<li>Unterschreib, und bitte jemanden, es auch zu tun.</li>"
                "<li>Frag deine Gemeinde, was die Kameras über deinem Platz können.</li>"
                "<li>Erzähl jemandem, warum es dir wichtig ist.</li>"
                "</ul>"
            ),
        },
    },
}

MEMBERS = {
    "access_now": "Verteidigt weltweit die digitalen Rechte gefährdeter Menschen und Gemeinschaften.",
    "article_19": (
        "Arbeitet weltweit für Meinungsfreiheit und den Zugang zu Informationen. Der Name stammt aus der "
        "Allgemeinen Erklärung der Menschenrechte."
    ),
    "bits_of_freedom": "Tritt in den Niederlanden für Freiheit und Privatsphäre im Internet ein.",
    "chaos_computer_club": (
        "Eine Vereinigung von Hackerinnen und Hackern, die seit den 1980er Jahren erklärt, was Technik mit "
        "der Gesellschaft macht."
    ),
    "digitalcourage": (
        "Ein deutscher Verein für Grundrechte und Datenschutz, der die BigBrotherAwards ausrichtet."
    ),
    "edri": (
        "European Digital Rights: ein Netzwerk von Organisationen, die Rechte und Freiheiten im Netz "
        "verteidigen."
    ),
    "hermes_center": (
        "Eine italienische Organisation, die für Menschenrechte und Transparenz in der digitalen Welt "
        "arbeitet."
    ),
    "homo_digitalis": "Eine griechische Organisation, die Menschenrechte im digitalen Zeitalter verteidigt.",
    "iure": (
        "Iuridicum Remedium, eine tschechische Menschenrechtsorganisation, arbeitet zu Privatsphäre und "
        "digitaler Freiheit."
    ),
    "la_quadrature_du_net": "Ein französischer Verein, der Grundfreiheiten in der digitalen Welt verteidigt.",
    "panoptykon": "Eine polnische Stiftung, die im Auge behält, wer uns im Auge behält.",
    "privacy_international": (
        "Eine Londoner Organisation, die untersucht und anficht, was Staaten und Konzerne mit unseren Daten "
        "tun."
    ),
    "share": "Eine serbische Stiftung, die für Menschenrechte und Freiheiten im digitalen Raum eintritt.",
}
