"""All steps that a petition takes, one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from editorial.visitor_network import daily_tag, network_of

from ..petition.abuse_steps import AbuseStep
from ..petition.models import Petition
from ..signature.models import Suspicion
from . import challenge, domains, honeypot, network, proof_of_work
from .models import DomainRule


@dataclass(frozen=True)
class Findings:
    """What the ladder found. `network_tag` stands for the visitor's network until midnight.

    `mail_wait` is how long the mail stands back if the network remains suspect.
    """

    suspicions: list[Suspicion]
    network_tag: bytes | None
    mail_wait: timedelta


def assess(
    request: HttpRequest,
    petition: Petition,
    answers: Mapping[str, str],
    domain_verdict: DomainRule.Verdict | None,
) -> Findings:
    """Return what is suspect about the answers of a valid form, in the order of the steps.

    `domain_verdict` is what the rules say about the domain of its address. Ask once a submission.
    """
    found: list[Suspicion | None] = []
    if petition.takes_step(AbuseStep.HONEYPOT):
        found.append(honeypot.look(answers["homepage"]))
    handed_in = challenge.read_challenge(answers["challenge"], petition)
    work_is_done = handed_in.work_is_done if isinstance(handed_in, challenge.AnsweredChallenge) else None
    if challenge.is_wanted(petition):
        found += challenge.look(handed_in, petition)
    tag, mail_wait = None, timedelta()
    if petition.takes_step(AbuseStep.NETWORK):
        if address := network_of(request):
            tag = daily_tag("network", address)
        suspicion, mail_wait = network.look(petition, tag, work_is_done=bool(work_is_done))
        found.append(suspicion)
    if petition.takes_step(AbuseStep.DOMAINS):
        found.append(domains.look(domain_verdict))
    if petition.takes_step(AbuseStep.WORK):
        found.append(proof_of_work.look(work_is_done))
    return Findings([suspicion for suspicion in found if suspicion is not None], tag, mail_wait)
