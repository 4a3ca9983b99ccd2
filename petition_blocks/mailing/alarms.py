"""When far fewer people confirm than before: mails are refused, lost, or taken for spam."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from editorial.days import current_day

from ..petition.models import Petition
from .count_mails import funnel_since

# Fewer mails say nothing.
ENOUGH = 100
# An alarm when the share of those who confirm is below this part of what it was in the week before.
DROP = 0.5
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class MailAlarm:
    """A drop. Without a provider and a language, it is about all mails of the petition."""

    petition: Petition
    provider: str
    language: str
    day: date
    percent: int
    percent_before: int


def mail_alarms(petitions: Iterable[Petition]) -> list[MailAlarm]:
    """Return the drops of the last day that had enough mails: today, or else yesterday.

    Shares are of those who signed on that day, against those who signed in the seven days before it.
    """
    by_key = {petition.pk: petition for petition in petitions}
    today = current_day()
    days: defaultdict[tuple[int, str, str], defaultdict[date, Counter[str]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for row in funnel_since(today - WEEK - timedelta(days=1)):
        if row["petition_id"] in by_key:
            counted = Counter(accepted=row["accepted"], confirmed=row["confirmed"])
            for group in (("", ""), (row["provider"], ""), ("", row["language"])):
                days[row["petition_id"], *group][row["day"]] += counted
    alarms = []
    for (petition, provider, language), found in sorted(days.items()):
        day = today if found[today]["accepted"] >= ENOUGH else today - timedelta(days=1)
        before: Counter[str] = Counter()
        for number in range(1, WEEK.days + 1):
            before += found[day - timedelta(days=number)]
        now = found[day]
        if min(now["accepted"], before["accepted"]) < ENOUGH:
            continue
        share, share_before = (part["confirmed"] / part["accepted"] for part in (now, before))
        if share < share_before * DROP:
            alarms.append(
                MailAlarm(
                    by_key[petition], provider, language, day, round(share * 100), round(share_before * 100)
                )
            )
    return alarms
