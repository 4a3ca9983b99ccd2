"""The demo's words in English.

Pages and blocks go by the names they have in `structure.py`. `<a page="name">` links to a page of the demo.
"""

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
    "market": {
        "title": "Market day",
        "alt_text": (
            "Drawing: two market stalls with striped awnings, heaped with fruit and flowers. People shop and "
            "chat, one of them with a dog."
        ),
    },
    "wedding": {
        "title": "A dance at dusk",
        "alt_text": (
            "Drawing: the square in the evening under strings of lights. People dance in a circle around a "
            "couple, somebody in a wheelchair among them."
        ),
    },
    "rally": {
        "title": "A rally",
        "alt_text": (
            "Drawing: a crowd with raised arms holds up signs on the square. One shows an eye, one a "
            "crossed-out camera, one a heart."
        ),
    },
}

# The files are in English; their titles are for those who choose documents in the admin.
DOCUMENTS = {
    "questions-for-your-council": "Eight questions for your city council",
    "two-squares": "Film: one square, watched and unwatched",
}

PAGES: dict[str, dict[str, object]] = {
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
            "names": {"heading": "Some who have signed"},
            "news": {"heading": "What is new"},
            "members": {"heading": "Who makes these demands with you"},
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
            "map_heading": {"text": "The map we would like to draw"},
            "map_words": (
                "<p>At least 15 European countries have tried out systems of this kind. Which systems, on "
                "which squares, and with what result: that should be as easy to look up as the weather.</p>"
                "<p>The map below shows how it could look if every government answered. <b>What it says of "
                "each country is made up.</b> The real map is what we are asking for.</p>"
            ),
            "map": {
                "countries": [
                    {"note": "Made up: on the concourse of two railway stations"},
                    {"note": "Made up: on one shopping street, by order of its owner"},
                    {"note": "Made up: tried for three months, result unknown"},
                    {"note": "Made up: tried in a bus station, stopped after complaints"},
                    {"note": "Made up: ordered, but never switched on"},
                    {"note": "Made up: only after a judge has agreed"},
                    {"note": "Made up: nowhere without a vote of the city council"},
                    {"note": "Made up: by an act of parliament"},
                    {"note": "Made up: by a decision of the capital"},
                ],
                "source": "nobody. All entries are invented for this demonstration.",
            },
            "ask_heading": {"text": "Ask where you live"},
            "ask": (
                "<p>You need not wait for governments. A town that puts up cameras has a council, the "
                "council holds meetings, and most of them are public. Eight plain questions are enough to "
                "find out a lot – sometimes it is the silence that tells you.</p>"
            ),
            "answer": {
                "caption": "What a town that we made up could answer",
                "rows": [
                    {"cells": ["Place", "Cameras", "What they read", "Euro a year"]},
                    {"cells": ["Market square", "12", "Faces, for nine months now", "48,000"]},
                    {"cells": ["In front of the station", "8", "Number plates", "31,500"]},
                    {"cells": ["Bus stops", "4", "“Nothing yet”", "9,200"]},
                    {"cells": ["Playground", "–", "Taken down in the spring", "–"]},
                ],
            },
            "letter": {
                "title": "Eight questions for your city council",
                "text": "One page to hand in at the town hall, or to read out when it is your turn to speak.",
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
            "habit": {
                "heading": "How a trial becomes a habit, in a town we made up",
                "entries": [
                    {
                        "when": "Day 1",
                        "title": "“It is only a test”",
                        "text": "Ten cameras on the market square. A poster speaks of a few months.",
                    },
                    {
                        "when": "Month 3",
                        "title": "The list grows",
                        "text": (
                            "It began with one wanted person. Now it holds everybody who was ever asked for "
                            "their papers nearby."
                        ),
                    },
                    {
                        "when": "Month 9",
                        "title": "The test is extended",
                        "text": "There is no clear result, so it needs more time. And a second square.",
                    },
                    {
                        "when": "Year 2",
                        "title": "“We have always done it this way”",
                        "text": (
                            "The cameras stay. What was to be decided after the test has been decided by it."
                        ),
                    },
                ],
            },
            "lines_heading": {"text": "Where we draw the line"},
            "lines": (
                "<ul>"
                "<li>Nobody is identified or followed through public space by their face, their gait or any "
                "other trait of their body.</li>"
                "<li>No machine guesses from a face what somebody feels, believes or intends.</li>"
                "<li>No trial run creates facts before a parliament has decided.</li>"
                "</ul>"
            ),
            "cities": {
                "heading": "Five cities have said no",
                "text": (
                    "<p>Five major cities in the United States have already banned the use of face "
                    "recognition. A continent that likes to speak of fundamental rights should not need more "
                    'courage for it. <a page="news_cities">What their example is worth</a></p>'
                ),
            },
            "demand": {
                "quote": "Reject biometric mass surveillance in public space, and write the ban into law.",
                "name": "From our petition",
            },
            "doubts": {
                "heading": "You may ask",
                "questions": [
                    {
                        "question": "Does this not make us safer?",
                        "answer": (
                            "<p>That is for those to show who want it: in public, and before they begin. "
                            "What research does show is that the technology deepens discrimination and is "
                            "turned against people who only use their rights. A square that people avoid is "
                            "not a safe one. It is an empty one.</p>"
                        ),
                    },
                    {
                        "question": "I have nothing to hide. Why should I mind?",
                        "answer": (
                            "<p>Having nothing to hide is not the same as wanting to be followed. You close "
                            "the bathroom door, too. And what had better be hidden is decided by whoever "
                            "holds the list – tomorrow perhaps by somebody you did not vote for.</p>"
                        ),
                    },
                    {
                        "question": "And if it helps to find a missing child?",
                        "answer": (
                            "<p>To find one child, such a system has to measure every child, and everybody "
                            "else who passes, and never stop. One can be all for searching and still be "
                            "against that.</p>"
                        ),
                    },
                    {
                        "question": "Are you against every camera?",
                        "answer": (
                            "<p>This campaign is about machines that tell people in public space apart by "
                            "their bodies: their faces, their gait, their traits. A camera that recognises "
                            "nobody is another question, and not the one we ask here.</p>"
                        ),
                    },
                    {
                        "question": "Is it not too late?",
                        "answer": (
                            "<p>Cameras can be unscrewed. Laws can be written. Five major cities have "
                            'shown it. <a page="petition">It takes people who say that they want it</a>.</p>'
                        ),
                    },
                ],
            },
            "act": {},
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
            "film": {
                "title": "One square, watched and unwatched",
                "poster": {"alt_text": PICTURES["watched-square"]["alt_text"]},
                "transcript": (
                    "<p>The film lasts ten seconds. It has no sound, and nobody speaks.</p>"
                    "<p>A town square at night. Cameras on three lamp posts cast red beams on the people "
                    "below, and yellow frames mark their heads. Then, from where the sun rises, daylight "
                    "spreads across the picture. The cameras are gone, bunting hangs between the lamp posts, "
                    "the houses are bright. The same people are still there, and a child has a ball.</p>"
                ),
            },
            "hope": (
                "<p>Respect begins where nobody has to weigh such things. Everyone may come to the square: "
                "to meet, to celebrate, to argue, or to do nothing at all.</p>"
            ),
            "uses": {
                "heading": "What a square is for",
                "pictures": [
                    {
                        "image": {"alt_text": PICTURES["market"]["alt_text"]},
                        "caption": "For buying pears and staying an hour too long.",
                    },
                    {
                        "image": {"alt_text": PICTURES["wedding"]["alt_text"]},
                        "caption": "For dancing when somebody gets married.",
                    },
                    {
                        "image": {"alt_text": PICTURES["rally"]["alt_text"]},
                        "caption": "For saying no, together and out loud.",
                    },
                ],
            },
            "voices": {
                "heading": "Voices we made up, and you may have heard",
                "quotes": [
                    {
                        "quote": (
                            "On Saturdays I sell cheese, and I know every face. That is not data. That is my "
                            "neighbourhood."
                        ),
                        "name": "Market trader",
                        "role": "third stall on the left",
                    },
                    {
                        "quote": "I told my sister who I am on that bench. No room at home was so private.",
                        "name": "Student",
                        "role": "first year",
                    },
                    {
                        "quote": (
                            "My grandmother marched here, then my mother, then I did. Nobody ever kept a "
                            "list."
                        ),
                        "name": "Nurse",
                        "role": "on her day off",
                    },
                    {
                        "quote": "I limp. To the machine that is a feature. My friends hardly notice.",
                        "name": "Pensioner",
                        "role": "chess table, mornings",
                    },
                    {
                        "quote": "I like to be nobody for half an hour. That is what the fountain is for.",
                        "name": "Mayor’s secretary",
                        "role": "lunch break",
                    },
                    {
                        "quote": "Here I learned to ride a bike. Badly. I am glad there is no film of it.",
                        "name": "Engineer",
                        "role": "now with a bell",
                    },
                ],
            },
            "act": {},
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
        "updates_question": (
            "May the Demo Coalition e-\u2060mail you about this campaign and what comes of it?"
        ),
        "partner_question": "May our partner e-\u2060mail you about its own work against surveillance?",
        "statement": (
            "<p>I am at least 16 years old and support this demand. I know that a signature shows a "
            "political opinion, and I agree that the organisation named below keeps my name, my e-\u2060mail "
            "address and my country for this petition until the day named below.</p>"
        ),
        "privacy_notice": (
            "<p>As soon as you confirm, your name and address are sealed; only the coalition’s key opens "
            "them. Your name is shown only if you wish it, and you can hide it again at any time. Write to "
            "us whenever you want to remove your signature.</p>"
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
        "thanks_body": {
            "council": {
                "heading": "One more thing you can do today",
                "text": "Ask your city council our eight questions. They fit on one page.",
                "button": "To the questions",
            },
        },
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
        "link_subject": "The link to your signature",
        "link_text": (
            "Somebody, probably you, asked for the way to your signature against biometric mass "
            "surveillance. Open the link below: there you see what we keep about you, and can remove it."
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
            "after": {
                "heading": "What happens when you sign",
                "steps": [
                    {
                        "title": "You fill in the form",
                        "text": "Name, e-\u2060mail address, country. Nothing is chosen for you.",
                    },
                    {
                        "title": "You confirm",
                        "text": (
                            "We send you a mail with a link. Behind it is one button: once you press it, "
                            "your signature counts."
                        ),
                    },
                    {
                        "title": "Your signature is sealed",
                        "text": (
                            "From then on only the coalition’s key opens your name and address. The number "
                            "goes up by one."
                        ),
                    },
                    {
                        "title": "Your signature is handed over",
                        "text": (
                            "When signing has ended, the signatures go to those we call on. Except here: "
                            "those of this demonstration go to nobody."
                        ),
                    },
                ],
            },
            "numbers": {"heading": "Who has signed so far"},
            "share": {
                "heading": "Pass it on",
                "text": "Our squares are for people, not for scanners. Here is a petition that says so.",
            },
        },
    },
    "news": {
        "title": "News",
        "slug": "news",
        "introduction": (
            "What has happened, what has changed, and what comes next. The days are counted from the one on "
            "which this demonstration was set up."
        ),
    },
    "news_next": {
        "title": "What happens next",
        "slug": "what-happens-next",
        "introduction": (
            "A petition that is signed and forgotten is just a list. Here is what this one is meant to lead "
            "to, step by step."
        ),
        "body": {
            "now": (
                "<p>Signatures open doors; they do not walk through them. So while the number grows, the "
                "coalition collects what will be asked behind those doors: which systems are running, who "
                "ordered them, and why.</p>"
                '<p>You can help with that. <a page="transparency">Our eight questions</a> fit on one page. '
                "If your city council has answered them, or has made a point of not answering, let us "
                "know.</p>"
            ),
            "plan": {
                "heading": "The plan",
                "entries": [
                    {
                        "when": "Now",
                        "title": "Signing and asking",
                        "text": "The petition is open for a year. Questions to councils go on alongside it.",
                    },
                    {
                        "when": "When signing ends",
                        "title": "Handing over",
                        "text": (
                            "The signatures go to the governments of Europe and to the leaders of the EU, "
                            "together with the answers we have got, and a list of those we have not."
                        ),
                    },
                    {
                        "when": "In the half year after",
                        "title": "Sticking to it",
                        "text": (
                            "Those who allowed us to write to them hear who has replied, and what there is "
                            "to do."
                        ),
                    },
                    {
                        "when": "On the last day",
                        "title": "Erasing",
                        "text": "Names and addresses are erased. What stays is the number.",
                    },
                ],
            },
            "invented": {
                "heading": "A plan on paper",
                "text": (
                    "<p>This petition belongs to a demonstration: the plan is made up, and no signature "
                    'given here is handed over. <a page="about">What is real about this site</a></p>'
                ),
            },
        },
    },
    "news_coalition": {
        "title": "Thirteen organisations, one demand",
        "slug": "thirteen-organisations",
        "introduction": (
            "Hackers and human rights defenders, networks and foundations: those who carry this campaign are "
            "not much alike. In one thing they agree."
        ),
        "body": {
            "who": (
                "<p>One of them has been explaining technology since the 1980s, another takes its name from "
                "the Universal Declaration of Human Rights. Some work in one country, others all over the "
                "world. They come from Greece and from the Netherlands, from Serbia and from Britain – and "
                "they share a question that is asked in each of these places: who is looking at us, and who "
                "allowed it?</p>"
            ),
            "line": {
                "quote": "A movement is many people who have noticed the same thing.",
                "name": "Written for this demonstration",
            },
            "why": (
                "<p>A coalition can do what a single group cannot. It asks the same question in many "
                "languages on the same day. It notices when a system that one city has turned down is "
                "offered to the next. And it is hard to put down as a local quarrel.</p>"
                "<p>In which order the thirteen came together, we do not tell: we would have to make it up. "
                "Their names and what they work on are real.</p>"
            ),
            "meet": {
                "heading": "Who they are",
                "text": "All thirteen, with their countries and a line about each.",
                "button": "See the organisations",
            },
        },
    },
    "news_cities": {
        "title": "Five cities show that it can be done",
        "slug": "five-cities",
        "introduction": (
            "There is no turning back technology, people say. Five major cities in the United States "
            "have simply decided not to use it."
        ),
        "body": {
            "what": (
                "<p>They have banned the use of face recognition. That takes no miracle and no new "
                "machine. It takes people who ask what is being planned above their heads, and others, in "
                "the town hall, who are prepared to answer with a law.</p>"
            ),
            "numbers": {
                "heading": "The two numbers side by side",
                "figures": [
                    {"figure": "5", "label": "major cities in the United States that have banned it"},
                    {
                        "figure": "15+",
                        "label": "countries in Europe that have tried out biometric surveillance",
                    },
                ],
                "source": "Reclaim Your Face; what we make of its numbers is our own.",
            },
            "lesson_heading": {"text": "What we take from it"},
            "lesson": (
                "<ul>"
                "<li><b>A city is big enough.</b> Nobody has to wait for a continent to make up its "
                "mind.</li>"
                "<li><b>No is a complete answer.</b> A ban needs no better camera to take the place of the "
                "old one.</li>"
                "<li><b>A city is too small.</b> What is banned here can be tried beyond the city limits. "
                'That is why <a page="petition">our petition</a> turns to governments and to the EU.</li>'
                "</ul>"
            ),
            "ask": {
                "heading": "Could yours be the next?",
                "text": "Eight questions for your city council are a start. They fit on one page.",
                "button": "Get the questions",
            },
        },
    },
    "news_opening": {
        "title": "The petition is open",
        "slug": "the-petition-is-open",
        "introduction": (
            "From today on, everybody can say it with their name: we want to be seen in public without being "
            "scanned."
        ),
        "body": {
            "why": (
                "<p>Costly systems that read faces and bodies are finding their way into our squares, "
                "stations and shopping streets, and hardly anybody has been asked. Today we start asking, "
                "all of us at once.</p>"
            ),
            "demands_heading": {"text": "Two verbs are enough"},
            "demands": (
                "<p>We call on the governments of Europe and on the leaders of the EU to <b>reveal</b> where "
                "our bodies are being scanned in public space, and to <b>reject</b> biometric mass "
                "surveillance there. Everything else follows from these two: whoever has to show such a "
                "system will find it hard to defend, and whoever rejects it has nothing to hide.</p>"
                '<p><a page="petition">Read the petition in full and sign it</a></p>'
            ),
            "promise": {
                "heading": "What we promise those who sign",
                "text": (
                    "<p>No cookie, no tracking, no advertising. Your name is sealed as soon as you confirm, "
                    'and erased on a day that we name beforehand. <a page="privacy">How we handle '
                    "data</a></p>"
                ),
            },
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
            ),
            "pillars": {"heading": "What our work rests on"},
            "help_heading": {"text": "How you can help"},
            "ways": {
                "first": {
                    "alone": (
                        "<h3>By yourself</h3>"
                        '<p><a page="petition">Sign the petition</a> and tell others about it. If you allow '
                        "us to write to you, you will hear when there is more to do.</p>"
                        '<p>Then <a page="transparency">ask your city council</a> what the cameras above '
                        "your square can do.</p>"
                    ),
                },
                "second": {
                    "together": (
                        "<h3>As an organisation</h3>"
                        '<p><a page="coalition">Join the coalition</a>. Bring the petition to your members, '
                        "put it on your own site, lend us your language.</p>"
                        "<p>You need not be large. You should like asking questions.</p>"
                    ),
                },
            },
            "evening": {
                "heading": "Open evening: who is looking at us?",
                "place": "Online, by video call",
                "text": (
                    "The coalition tells what it does, and you tell what hangs above your square. The "
                    "evening is made up, like the news and their days; the questions are not."
                ),
            },
            "real": {
                "heading": "What is real about this site",
                "text": (
                    "<p>This site demonstrates Campaign Hub: software for campaigns that do not spy on their "
                    "own supporters. It is modelled on Reclaim Your Face, a movement led by the thirteen "
                    'organisations that <a page="coalition">the coalition page</a> lists. The figures are '
                    "theirs.</p>"
                    "<p>Made up are the words, the drawings and the film, the voices, the news items "
                    "and their days, the map, the open evening, the signatures, and the Demo Coalition. So "
                    "is who counts as a founding organisation. The organisations have no part in this "
                    "demonstration.</p>"
                ),
            },
            "privacy": {
                "heading": "What we keep about you",
                "text": "Little, sealed, and not for long.",
                "button": "Read how we handle data",
            },
        },
    },
    "privacy": {
        "title": "Privacy",
        "slug": "privacy",
        "introduction": (
            "Whoever fights surveillance must not spy on their own people. This page says what we keep about "
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
                "<p>We ask for your name, your e-\u2060mail address, the country you live in, and whether we "
                "may write to you about the campaign. Nothing is chosen for you.</p>"
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
                "<p>In public we show the total, exact once a hundred have signed, and, by country, by "
                "language and by day, sums that move in steps of ten, a little late, so that they tell of "
                "nobody.</p>"
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
                "<p>The Demo Coalition, Rue de l’Exemple 1, 1000 Bruxelles, Belgium, is responsible for this "
                "site. Both the coalition and its address are made up for this demonstration.</p>"
            ),
        },
    },
    "accessibility": {
        "title": "Accessibility",
        "slug": "accessibility",
        "introduction": (
            "A square with a step at its edge is not for everyone. Nor is a site that some people cannot "
            "use. Here is what we do about it, and where we still fall short."
        ),
        "body": {
            "aim_heading": {"text": "What we aim at"},
            "aim": (
                "<p>Every page is meant to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level "
                "AA. In plain words: you can read it, find your way and sign, whether you see, hear and move "
                "like most people or not, on an old phone as on a large screen, and in your language.</p>"
                "<p>That is why there is nothing here that only a mouse can reach, no colour that alone "
                "carries a meaning, no time limit while you fill in a form, and no puzzle to prove that you "
                "are human.</p>"
            ),
            "checks_heading": {"text": "How we check it"},
            "checks": (
                "<p>Whenever the software changes, a browser opens the pages and looks at them in ways that "
                "people do:</p>"
                "<ul>"
                "<li>a program named axe goes over every page, in each language, on a narrow and a wide "
                "screen, light and dark;</li>"
                "<li>the pages are shown on a very narrow screen and with letters and lines set further "
                "apart, the most important ones also at four times their size and in colours that the "
                "reader has chosen;</li>"
                "<li>the petition is signed and confirmed without JavaScript;</li>"
                "<li>the form is sent with gaps, to see that each is named in words, beside its field and at "
                "the top;</li>"
                "<li>in the form, the Tab key alone leads from field to field;</li>"
                "<li>where the direction of writing changes, as in Arabic, the pages are looked at mirrored."
                "</li>"
                "</ul>"
                "<p>No program can judge whether the keyboard takes you everywhere in an order that makes "
                "sense, whether you always see where you are, or whether the description of a picture helps. "
                "That takes people who try it, and on this demonstration nobody has done so from beginning "
                "to end. If you do, please tell us what you found: <a "
                'href="mailto:campaign@example.org">campaign@example.org</a></p>'
            ),
            "limits_heading": {"text": "What we know is missing"},
            "limits": (
                "<ul>"
                "<li>Nobody from outside has audited these pages yet. A program finds only part of what can "
                "go wrong.</li>"
                "<li>No person has tested this demonstration with a screen reader yet.</li>"
                "<li>The document for city councils is in English only. Its headings and its language are "
                "marked for screen readers, but it has not been checked as thoroughly as the pages.</li>"
                "<li>The film has no sound and therefore no captions. What it shows is told in writing "
                "below it.</li>"
                "<li>The pages are not available in sign language or in easy language.</li>"
                "<li>Links to the organisations lead to their own sites, which we cannot change.</li>"
                "</ul>"
            ),
            "report": {
                "heading": "Something gets in your way?",
                "text": (
                    "<p>Tell us which page it is and what you were trying to do: <a "
                    'href="mailto:campaign@example.org">campaign@example.org</a>. You need not know what is '
                    "to blame. If the form does not let you sign, say so, and we will find another way "
                    "together.</p>"
                    "<p>A real campaign would also name the authority to turn to if it does not answer. The "
                    "coalition behind this demonstration is made up, and so is its address.</p>"
                ),
            },
        },
    },
}

SECTIONS: dict[str, dict[str, object]] = {
    "act": {
        "title": "What everybody can do",
        "body": {
            "act_heading": {"text": "What you can do this week"},
            "act": (
                "<ul>"
                "<li>Sign, and ask one other person to sign.</li>"
                "<li>Ask your council what the cameras above your square can do.</li>"
                "<li>Tell somebody why it matters to you.</li>"
                "</ul>"
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
