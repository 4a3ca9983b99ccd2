"""What the campaigns say that `new_campaigns.py` starts: the same in three scripts, one from the right.

Where the hub has a catalogue, recipes bring the pages' own words, and here is only what a campaign itself
would say. Hebrew has none yet: its editors say everything themselves, as `titles` and `petition` do.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class CampaignWords:
    """A campaign's answers to the guided start, and what its editors write afterwards."""

    name: str
    slogan: str
    pillars: tuple[str, str]
    demand: str
    run_by: str
    postal_address: str
    country: str
    heading: str
    text: str
    every_block: str
    signatories: tuple[str, ...]
    # By the names that pages have in the recipe of a campaign.
    titles: dict[str, str] = field(default_factory=dict)
    # By the fields of a petition's page.
    petition: dict[str, str] = field(default_factory=dict)


CAMPAIGN_WORDS = {
    "pl": CampaignWords(
        name="Czyste rzeki",
        slogan="Rzeki należą do wszystkich",
        pillars=("Czysta woda", "Jawne pozwolenia"),
        demand="Wzywamy rząd, by do 2030 roku zakazał zrzutu ścieków do rzek.",
        run_by="Fundacja „Źródło”",
        postal_address="ul. Wodna 1\n00-001 Warszawa",
        country="PL",
        heading="Kto zatruwa wodę",
        text="Co roku do naszych rzek trafiają ścieki, o których nikt nie wie. Chcemy wiedzieć, kto je "
        "zrzuca, kto na to pozwala i kiedy to się skończy.",
        every_block="Wszystkie klocki",
        signatories=("Zofia Wójcik", "Piotr Żółć", "Grażyna Brzęczyszczykiewicz"),
    ),
    "el": CampaignWords(
        name="Καθαρά ποτάμια",
        slogan="Τα ποτάμια ανήκουν σε όλους",
        pillars=("Καθαρό νερό", "Διαφανείς άδειες"),
        demand="Ζητάμε από την κυβέρνηση να απαγορεύσει έως το 2030 την απόρριψη λυμάτων στα ποτάμια.",
        run_by="Σύλλογος «Η Πηγή»",
        postal_address="Οδός Νερού 1\n105 57 Αθήνα",
        country="GR",
        heading="Ποιος δηλητηριάζει το νερό",
        text="Κάθε χρόνο καταλήγουν στα ποτάμια μας λύματα που κανείς δεν γνωρίζει. Θέλουμε να μάθουμε "
        "ποιος τα απορρίπτει, ποιος το επιτρέπει και πότε θα σταματήσει.",
        every_block="Όλα τα στοιχεία",
        signatories=("Ελένη Παπαδοπούλου", "Νίκος Γεωργίου", "Μαρία Νικολαΐδη"),
    ),
    "he": CampaignWords(
        name="נחלים נקיים",
        slogan="הנחלים שייכים לכולנו",
        pillars=("מים נקיים", "רישיונות גלויים"),
        demand="אנו דורשים מהממשלה לאסור עד שנת 2030 הזרמת שפכים לנחלים.",
        run_by="עמותת המעיין",
        postal_address="רחוב המים 1\n6100001 תל אביב-יפו",
        country="IL",
        heading="מי מרעיל את המים",
        text="מדי שנה מוזרמים לנחלים שלנו שפכים שאיש אינו יודע עליהם. אנחנו רוצים לדעת מי מזרים אותם, מי "
        "מתיר זאת ומתי זה ייפסק.",
        every_block="כל המרכיבים",
        signatories=("נועה לוי", "יוסף כהן", "תמר פרידמן"),
        titles={
            "coalition": "הקואליציה",
            "petition": "העצומה",
            "news": "חדשות",
            "about": "מי אנחנו",
            "privacy": "פרטיות",
            "accessibility": "נגישות",
        },
        petition={
            "form_heading": "חתימה על העצומה",
            "button_label": "לחתימה",
            "updates_question": "האם נוכל לכתוב לך בדוא״ל על הקמפיין?",
            "statement": "<p>גילי 16 לפחות ואני בעד הדרישה הזאת. חתימה מביעה דעה פוליטית: ניתנת בזאת "
            "הסכמתי לכך שפרטיי יישמרו לצורך העצומה עד היום הנקוב למטה.</p>",
            "privacy_notice": "<p>מה שממלאים כאן ננעל ברגע האישור, ורק מי שמקבלים את העצומה "
            "יכולים לפתוח אותו. אפשר להסיר את החתימה בכל עת.</p>",
            "thanks_text": "<p>כל חתימה מאושרת מוסיפה משקל לדרישה.</p>",
            "confirmed_heading": "תודה. החתימה שלך נספרת.",
            "confirmed_text": "<p>ספרו לאחרים: מישהו שאתם מכירים אולי מחכה לעצומה כזאת.</p>",
            "confirmation_subject": "נשאר לאשר את החתימה",
            "share_text": "חתמתי על העצומה הזאת. מצטרפים?",
        },
    ),
}
