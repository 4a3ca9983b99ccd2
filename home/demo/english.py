"""The demo's words in English.

Pages and blocks go by the names they have in `structure.py`. `<a page="name">` links to a page of the demo.
"""

from typing import Any

PICTURES = {
    "watched-square": {
        "title": "A watched square",
        "alt_text": (
            "Drawing: a dark town square. Red beams fall from cameras on three lamp posts, and yellow frames "
            "mark the heads of the people inside them."
        ),
    },
    "unwatched-square": {
        "title": "An unwatched square",
        "alt_text": (
            "Drawing: the same square on a sunny day. Bunting hangs between the lamp posts. People stroll "
            "and talk, somebody passes in a wheelchair, a child plays with a ball."
        ),
    },
}

PAGES: dict[str, dict[str, Any]] = {
    "home": {
        "title": "Seen, Not Scanned",
        "slug": "seen-not-scanned",
        "slogan": "Our squares are for people, not for scanners",
        "introduction": (
            "Cameras that recognise faces and bodies turn a walk across town into an identity check. We call "
            "on Europe’s governments and the leaders of the EU to bring these systems to light – and to "
            "reject them."
        ),
        "footer_text": (
            "<p>This is a demonstration of Campaign Hub. Signatures given here are delivered to nobody.</p>"
        ),
        "body": {
            "why": (
                "<p>A square belongs to everyone who crosses it. We arrange to meet there, sit in the sun, "
                "hand out leaflets, dance at the neighbours’ wedding, and march when something is wrong. "
                "Nobody asks for our papers.</p>"
                "<p>Biometric surveillance ends that. It measures faces, bodies and the way we walk, "
                "compares them with lists, and remembers who was where, when, and with whom. If a stranger "
                "trailed you all day with a notebook, you would call for help. <b>A network of cameras that "
                "does the same to a whole city deserves an answer just as clear.</b></p>"
            ),
            "watched": {
                "image": {"alt_text": PICTURES["watched-square"]["alt_text"]},
                "caption": "One square, two possible futures. We refuse this one.",
            },
            "figures": {
                "heading": "Where things stand",
                "figures": [
                    {
                        "figure": "15+",
                        "label": (
                            "European countries have tried out biometric surveillance, such as face "
                            "recognition, in public space"
                        ),
                    },
                    {
                        "figure": "5",
                        "label": "major cities in the United States have banned the use of face recognition",
                    },
                    {
                        "figure": "13",
                        "label": "civil-society organisations in Europe stand behind this demand",
                    },
                ],
                "source": "Reclaim Your Face, the campaign that this demonstration is modelled on",
            },
            "pillars": {
                "heading": "Three things we ask for",
                "cards": [
                    {"text": "Put the systems, their makers and their purposes on the table."},
                    {"text": "Mass surveillance of faces and bodies must be off limits, by law."},
                    {"text": "We are people with plans and moods, not material for an experiment."},
                ],
            },
            "voice": {
                "quote": (
                    "I used to cut across the market and nod to everyone. Since the trial began I take the "
                    "long way round – and I have done nothing wrong."
                ),
                "name": "A resident who does not exist",
                "role": "invented for this demonstration",
            },
            "count": {"heading": "How many we are"},
            "sign": {"heading": "Add your name"},
            "join": {
                "heading": "Does your organisation see it the same way?",
                "text": "Thirteen organisations carry this campaign. There is room for yours.",
                "button": "Meet the coalition",
            },
        },
    },
    "transparency": {
        "title": "Transparency",
        "slug": "transparency",
        "introduction": (
            "Who watches us in public space, with what, and why? Whoever puts up cameras has to answer "
            "before they are switched on."
        ),
        "body": {
            "secret": {"text": "What is secret cannot be questioned"},
            "questions": (
                "<p>Across Europe, police forces, local authorities and private companies are bringing in "
                "systems that follow faces and bodies through public space. Much of it happens out of sight: "
                "people hear of a trial when it is over, or never.</p>"
                "<p>That turns democracy upside down. Power has to explain itself to people, not people to a "
                "machine. Before a single face is measured, the public must know:</p>"
                "<ul>"
                "<li>which systems are running or on trial, and where;</li>"
                "<li>who sells them, who pays for them, and how much;</li>"
                "<li>what they are really meant to achieve, and what shows that they do;</li>"
                "<li>who is harmed when they are wrong, and where to complain.</li>"
                "</ul>"
                "<p>If the honest answer is embarrassing, that is worth knowing too.</p>"
            ),
            "demand": {
                "quote": (
                    "Reveal every system that reads faces or bodies in public space: where it stands, who "
                    "ordered it, and for what."
                ),
                "name": "From our petition",
            },
            "next": {
                "heading": "Next: what must never be allowed",
                "text": "Knowing is the first step. Some uses have to be stopped altogether.",
                "button": "Read about the red lines",
            },
        },
    },
    "red_lines": {
        "title": "Red lines",
        "slug": "red-lines",
        "introduction": (
            "Some tools do not become acceptable by being used with care. Biometric mass surveillance is one "
            "of them: it has to be banned."
        ),
        "body": {
            "suspects": {"text": "Everyone a suspect, just in case"},
            "reasons": (
                "<p>Ordinary police work starts with a suspicion and looks for a person. Biometric mass "
                "surveillance starts with everybody and looks for a suspicion. Whoever walks past is "
                "measured first and cleared later – if at all.</p>"
                "<p>Research shows that this technology deepens discrimination, and that it is turned "
                "against people who do nothing but use their rights: who join a demonstration, meet "
                "like-minded people, or show themselves in public as they are.</p>"
            ),
            "lines_heading": {"text": "Where we draw the line"},
            "lines": (
                "<ul>"
                "<li>Nobody is identified or followed through public space by their face, their gait or any "
                "other trait of their body.</li>"
                "<li>No machine guesses from a face what somebody feels, believes or intends.</li>"
                "<li>No trial run creates facts before a parliament has decided.</li>"
                "</ul>"
                "<p>Five major cities in the United States have already banned the use of face recognition. "
                "A continent that likes to speak of fundamental rights should not need more courage for "
                "it.</p>"
            ),
            "demand": {
                "quote": "Reject biometric mass surveillance in public space, and write the ban into law.",
                "name": "From our petition",
            },
            "next": {
                "heading": "Next: what we stand for",
                "text": "A ban says what must not be. Respect says what takes its place.",
                "button": "Read about respect for humans",
            },
        },
    },
    "respect": {
        "title": "Respect for humans",
        "slug": "respect-for-humans",
        "introduction": (
            "A face is not a data point. Whoever governs or does business in public space has to treat us as "
            "people, not as raw material."
        ),
        "body": {
            "people": {"text": "People are not a series of tests"},
            "losses": (
                "<p>Unfinished systems are let loose on crowds that never agreed to take part. They sort us, "
                "score us and steer us: a body becomes an object, a mood becomes a signal, a stroll becomes "
                "merchandise.</p>"
                "<p>What we lose is easy to overlook, because it is made of things we no longer do. We stay "
                "at home instead of joining the rally. We leave the headscarf, the rainbow badge or the "
                "football shirt in the drawer. We do not sit down beside somebody who might be on a list.</p>"
            ),
            "unwatched": {
                "image": {"alt_text": PICTURES["unwatched-square"]["alt_text"]},
                "caption": "The other future: the same people, the same lamp posts, no cameras.",
            },
            "hope": (
                "<p>Respect begins where nobody has to weigh such things. Everyone may come to the square: "
                "to meet, to celebrate, to argue, or to do nothing at all.</p>"
            ),
            "next": {
                "heading": "If you see it that way, say so",
                "text": "The petition says it to governments in Europe and to the leaders of the EU.",
                "button": "Read the petition",
            },
        },
    },
    "coalition": {
        "title": "The coalition",
        "slug": "coalition",
        "introduction": (
            "Thirteen civil-society organisations from all over Europe stand behind this campaign. Yours can "
            "join them."
        ),
        "body": {
            "members": {
                "heading": "Who stands behind it",
                "text": (
                    "Digital rights, freedom of expression, privacy: each of them works on another corner of "
                    "the same question."
                ),
            },
            "join_heading": {"text": "For organisations that want to join"},
            "join": (
                "<p>As an organisation you can do what nobody can do alone: bring the petition to your "
                "members, hold an evening about the cameras above your own square, put questions to your "
                "city council, translate these pages.</p>"
                "<p>Joining costs nothing. What we expect in return is little:</p>"
                "<ul>"
                '<li>You support <a page="petition">our demand</a> in public.</li>'
                "<li>You name somebody we can reach.</li>"
                "<li>You handle the data of those who trust you the way this campaign does: sparingly.</li>"
                "</ul>"
                "<p>Write to the coordinators: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
            ),
            "more": {
                "heading": "What exactly would you be joining?",
                "text": "Where this campaign comes from, and what in it is real.",
                "button": "About this campaign",
            },
        },
    },
    "petition": {
        "title": "The petition",
        "slug": "petition",
        "introduction": "Our call to the governments of Europe and the leaders of the EU, in full.",
        "demand": (
            "To the governments of Europe and the leaders of the EU: reveal where our faces and bodies are "
            "being scanned in public space, and reject biometric mass surveillance there for good."
        ),
        "form_heading": "Sign the petition",
        "button_label": "Sign now",
        "updates_question": "May the Demo Coalition e-mail you about this campaign and what comes of it?",
        "partner_question": "May our partner e-mail you about its own work against surveillance?",
        "statement": (
            "<p>I am at least 16 years old and support this demand. I know that a signature shows a "
            "political opinion, and I agree that the organisation named below keeps my name, my e-mail "
            "address and my country for this petition until the day named below.</p>"
        ),
        "privacy_notice": (
            "<p>As soon as you confirm, your name and address are sealed; only the coalition’s key opens "
            "them. Write to us whenever you want to take back your signature.</p>"
        ),
        "thanks_text": (
            "<p>Your signature counts once you have confirmed it, and not before: that way nobody can sign "
            "in your name.</p>"
        ),
        "confirmed_heading": "Your signature counts. Thank you!",
        "confirmed_text": (
            "<p>Every further voice is harder to ignore. Is there somebody you would like to meet on an "
            "unwatched square? Ask them to sign too.</p>"
        ),
        "share_text": "I want to be seen in public without being scanned. I have signed – will you?",
        "confirmation_subject": "Please confirm your signature: Seen, Not Scanned",
        "confirmation_text": (
            "Somebody – you, we hope – has signed our petition with this address. It calls on the "
            "governments of Europe and the leaders of the EU to reveal and reject biometric mass "
            "surveillance in public space.\n"
            "\n"
            "One step is left: open the link below and press the button there. Only then does the signature "
            "count."
        ),
        "reminder_subject": "Your signature does not count yet",
        "reminder_text": (
            "A few days ago, our petition against biometric mass surveillance was signed with this address, "
            "but the signature has not been confirmed. Open the link below and press the button there: then "
            "it counts.\n"
            "\n"
            "This is the only reminder."
        ),
        "already_signed_subject": "You have signed already",
        "already_signed_text": (
            "Somebody, probably you, has just signed our petition against biometric mass surveillance with "
            "this address. It has signed before, and that signature counts. There is nothing left to do."
        ),
        "body": {
            "demands_heading": {"text": "What we call for"},
            "demands": (
                "<ol>"
                "<li>Reveal every system that reads faces or bodies in public space: where it stands, who "
                "ordered it, and for what.</li>"
                "<li>Reject biometric mass surveillance in public space, and write the ban into law.</li>"
                "</ol>"
                '<p>The reasons are on our pages about <a page="transparency">transparency</a>, <a '
                'page="red_lines">red lines</a> and <a page="respect">respect for humans</a>.</p>'
            ),
            "now_heading": {"text": "Why now"},
            "now": (
                "<p>In the European Union, costly surveillance technology is being brought in with great "
                "haste and little thought for what it may do to our societies. It is easier to keep a camera "
                "off a lamp post than to get it down again. So the best time to object is now.</p>"
                "<p>Your signature is the strongest support you can give by yourself today. Passing the "
                "petition on is the second strongest.</p>"
            ),
        },
    },
    "about": {
        "title": "About this campaign",
        "slug": "about",
        "introduction": (
            "Seen, Not Scanned stands for public space in which people see each other and no machine keeps a "
            "list."
        ),
        "body": {
            "goal_heading": {"text": "What we are working for"},
            "goal": (
                "<p>Public space is where a society meets itself: on the way to work, at the street party, "
                "in a protest against those in power. Such places stay open only as long as one can be there "
                "unrecorded. That is why we call on governments in Europe and on the leaders of the EU to "
                "disclose biometric surveillance in public space and to end it.</p>"
                '<p>Our work rests on three pillars: <a page="transparency">transparency</a>, <a '
                'page="red_lines">red lines</a> and <a page="respect">respect for humans</a>.</p>'
            ),
            "help_heading": {"text": "How you can help"},
            "help": (
                '<p>By yourself: <a page="petition">sign the petition</a> and tell others about it. If you '
                "allow us to write to you, you will hear when there is more to do.</p>"
                '<p>As an organisation: <a page="coalition">join the coalition</a>.</p>'
            ),
            "demo_heading": {"text": "What is real about this site"},
            "demo": (
                "<p>This site demonstrates Campaign Hub: software for campaigns that do not spy on their own "
                "supporters. It is modelled on Reclaim Your Face, a movement led by the thirteen "
                'organisations that <a page="coalition">the coalition page</a> lists. The figures are '
                "theirs. The words, the drawings, the signatures and the Demo Coalition are made up, and so "
                "is who counts as a founding organisation. The organisations have no part in this "
                "demonstration.</p>"
            ),
            "privacy": {
                "heading": "What we keep of you",
                "text": "Little, sealed, and not for long.",
                "button": "Read how we handle data",
            },
        },
    },
    "privacy": {
        "title": "Privacy",
        "slug": "privacy",
        "introduction": (
            "Whoever fights surveillance must not spy on their own people. This page says what we keep of "
            "you, for how long, and what we cannot protect you from."
        ),
        "body": {
            "reading_heading": {"text": "When you just read"},
            "reading": (
                "<p>Then we learn nothing about you. These pages set no cookie, load nothing from other "
                "companies, and work without JavaScript. We do not count visitors, and our software never "
                "writes down your IP address. Only those who edit this site log in, and get a cookie for "
                "it.</p>"
            ),
            "signing_heading": {"text": "When you sign"},
            "signing": (
                "<p>We ask for your name, your e-mail address, the country you live in, and whether we may "
                "write to you about the campaign. Nothing is chosen for you.</p>"
                "<p>What you entered is encrypted as soon as you send the form. Then it waits until you "
                "confirm with the link in our mail. We remind you once. What is not confirmed within seven "
                "days is erased.</p>"
                "<p>When you confirm, your name, your address and your country are sealed in such a way that "
                "only the coalition’s key opens them. If you said yes to mails from us, your name and "
                "address are sealed once more, for those who send them. From then on, this site itself can "
                "no longer read what is sealed. A real campaign keeps its keys far from the server; those of "
                "this demonstration lie in files on the same computer.</p>"
            ),
            "readable_heading": {"text": "What stays readable"},
            "readable": (
                "<p>From the moment you send the form, we keep unsealed what counting takes: the language, "
                "the page you signed on, the time, which wording you agreed to, and a scrambled form of your "
                "address. By it we notice that an address has signed already. It is made with a secret key "
                "of this petition; whoever has that key, too, can check it for an address they know, but "
                "cannot read an address from it. When you confirm, only the day remains of the time, and the "
                "country is added.</p>"
                "<p>For each scrambled address we also count the mails that we have sent to it, so that "
                "nobody can use our form to flood a stranger’s inbox. This stays until the last day, even if "
                "you never confirm.</p>"
                "<p>In public we show the exact total and, by country, by language and by day, sums that are "
                "rounded down to multiples of five.</p>"
            ),
            "until_heading": {"text": "Until when"},
            "until": (
                "<p>The last day stands beside each form. On that day names and addresses, sealed and "
                "scrambled, are erased together with the secret key of the petition. The numbers remain. "
                "Backups, where there are any, end before that day.</p>"
            ),
            "limits_heading": {"text": "What we cannot protect you from"},
            "limits": (
                "<p>Sealing protects a copy of the database that falls into the wrong hands. It does not "
                "help against somebody who takes over the running server: they could read along while people "
                "sign.</p>"
                "<p>Those who carry your connection and your mail see what passes through them: that you "
                "visit this site, and that we write to you. And whoever can read your mailbox finds our mail "
                "there.</p>"
            ),
            "rights_heading": {"text": "Your rights"},
            "rights": (
                "<p>We keep your data because you consent to it, and for no other reason. A signature shows "
                "a political opinion, and Article 9 of the General Data Protection Regulation protects those "
                "in particular.</p>"
                "<p>You may withdraw your consent at any time, ask what we hold, get a copy, have it "
                "corrected or have it erased. Write to us from the address you signed with: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
                "<p>If you find that we do wrong, you can complain to the data protection authority where "
                "you live.</p>"
                "<p>The Demo Coalition, Rue de l’Exemple 1, 1000 Brussels, Belgium, is responsible for this "
                "site. Both the coalition and its address are made up for this demonstration.</p>"
            ),
        },
    },
}

MEMBERS = {
    "access_now": "Defends the digital rights of people and communities at risk, all over the world.",
    "article_19": (
        "Works worldwide for freedom of expression and access to information. Its name comes from the "
        "Universal Declaration of Human Rights."
    ),
    "bits_of_freedom": "Stands up for freedom and privacy online in the Netherlands.",
    "chaos_computer_club": (
        "An association of hackers that has been explaining technology, and what it does to society, since "
        "the 1980s."
    ),
    "digitalcourage": (
        "A German association for civil rights and data protection that hosts the BigBrotherAwards."
    ),
    "edri": "European Digital Rights: a network of organisations that defend rights and freedoms online.",
    "hermes_center": (
        "An Italian organisation that works for human rights and transparency in the digital world."
    ),
    "homo_digitalis": "A Greek organisation that defends human rights in the digital age.",
    "iure": (
        "Iuridicum Remedium, a Czech organisation for human rights, works on privacy and digital freedoms."
    ),
    "la_quadrature_du_net": "A French association that defends fundamental freedoms in the digital world.",
    "panoptykon": "A Polish foundation that keeps an eye on those who keep an eye on us.",
    "privacy_international": (
        "A London charity that investigates and challenges what governments and companies do with our data."
    ),
    "share": "A Serbian foundation that stands up for human rights and freedoms in the digital environment.",
}
