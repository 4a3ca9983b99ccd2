"""The demo's words in German, with the informal address throughout.

Written anew rather than word by word, but paragraph by paragraph as `english.py` has them: the text of each
paragraph, list item and link becomes the translation of its counterpart there.
"""

from typing import Any

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
}

PAGES: dict[str, dict[str, Any]] = {
    "home": {
        "title": "Gesehen, nicht gescannt",
        "slug": "gesehen-nicht-gescannt",
        "slogan": "Unsere Plätze sind für Menschen da, nicht für Scanner",
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
            "lines_heading": {"text": "Wo wir die Grenze ziehen"},
            "lines": (
                "<ul>"
                "<li>Niemand wird im öffentlichen Raum am Gesicht, am Gang oder an anderen Merkmalen des "
                "Körpers erkannt oder verfolgt.</li>"
                "<li>Keine Maschine errät aus einem Gesicht, was jemand fühlt, glaubt oder vorhat.</li>"
                "<li>Kein Probebetrieb schafft Tatsachen, bevor ein Parlament entschieden hat.</li>"
                "</ul>"
            ),
            "demand": {
                "quote": (
                    "Weist biometrische Massenüberwachung im öffentlichen Raum zurück, und schreibt das "
                    "Verbot ins Gesetz."
                ),
                "name": "Aus unserer Petition",
            },
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
            "unwatched": {
                "image": {"alt_text": PICTURES["unwatched-square"]["alt_text"]},
                "caption": "Die andere Zukunft: dieselben Menschen, dieselben Laternen, keine Kameras.",
            },
            "hope": (
                "<p>Respekt fängt dort an, wo niemand so etwas abwägen muss. Auf den Platz dürfen alle "
                "kommen: um sich zu treffen, zu feiern, zu streiten oder einfach gar nichts zu tun.</p>"
            ),
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
                "heading": "Wobei genau würdet ihr mitmachen?",
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
            "Darf dir unser Partner E-Mails zu seiner eigenen Arbeit gegen Überwachung schicken?"
        ),
        "statement": (
            "<p>Ich bin mindestens 16 Jahre alt und unterstütze diese Forderung. Mir ist bewusst, dass eine "
            "Unterschrift eine politische Meinung zeigt, und ich willige ein, dass die unten genannte "
            "Organisation meinen Namen, meine E-Mail-Adresse und mein Land für diese Petition bis zu dem "
            "unten genannten Tag aufbewahrt.</p>"
        ),
        "privacy_notice": (
            "<p>Sobald du bestätigst, werden dein Name und deine Adresse versiegelt; nur der Schlüssel des "
            "Bündnisses öffnet sie. Schreib uns, wann immer du deine Unterschrift zurückziehen willst.</p>"
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
            "help_heading": {"text": "Wie du helfen kannst"},
            "help": (
                '<p>Allein: <a page="petition">Unterschreib die Petition</a> und erzähl anderen davon. Wenn '
                "wir dir schreiben dürfen, erfährst du, wann es mehr zu tun gibt.</p>"
                '<p>Als Organisation: <a page="coalition">Kommt ins Bündnis</a>.</p>'
            ),
            "demo_heading": {"text": "Was an dieser Seite echt ist"},
            "demo": (
                "<p>Diese Seite führt Campaign Hub vor: Software für Kampagnen, die ihre eigenen Leute nicht "
                "ausspähen. Ihr Vorbild ist Reclaim Your Face, eine Bewegung unter der Führung der dreizehn "
                'Organisationen, die auf der <a page="coalition">Seite über das Bündnis</a> stehen. Die '
                "Zahlen stammen von dort. Die Texte, die Zeichnungen, die Unterschriften und das "
                "Demo-Bündnis sind erfunden, ebenso, wer als Gründungsorganisation gilt. Die Organisationen "
                "haben mit dieser Demonstration nichts zu tun.</p>"
            ),
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
                "Software schreibt deine IP-Adresse nirgends auf. Nur wer diese Seiten bearbeitet, meldet "
                "sich an und bekommt dafür ein Cookie.</p>"
            ),
            "signing_heading": {"text": "Wenn du unterschreibst"},
            "signing": (
                "<p>Wir fragen nach deinem Namen, deiner E-Mail-Adresse, dem Land, in dem du lebst, und ob "
                "wir dir zu dieser Kampagne schreiben dürfen. Nichts ist vorausgewählt.</p>"
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
                "<p>Öffentlich zeigen wir die genaue Gesamtzahl und, nach Ländern, nach Sprachen und nach "
                "Tagen, Summen, die auf Vielfache von fünf abgerundet sind.</p>"
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
                "Brüssel, Belgien. Das Bündnis und seine Anschrift sind für diese Demonstration erfunden.</p>"
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
