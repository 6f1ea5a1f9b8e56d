"""What a job is made of, put together: each part knows only those that it uses."""

from dataclasses import dataclass

import msgspec

from crawler.collection.hosts import HostBook
from crawler.collection.job.conduct import Conduct
from crawler.collection.job.detours import Detours
from crawler.collection.job.discovery import Discovery, discovery
from crawler.collection.job.dispatch import Dispatcher
from crawler.collection.job.elsewhere import Elsewhere
from crawler.collection.job.ledger import Ledger
from crawler.collection.job.looks import Looks
from crawler.collection.job.not_taken import NotTaken
from crawler.collection.job.page_limit import PageLimit
from crawler.collection.job.requisite_answers import RequisiteAnswers
from crawler.collection.job.requisites import Requisites
from crawler.collection.job.robots_answers import RobotsAnswers
from crawler.collection.job.tally import Tally
from crawler.collection.session import Session
from crawler.config import Config
from crawler.frontier.scope import Scope
from crawler.frontier.throttle import Throttle
from crawler.store import rows
from crawler.store.collections import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One of each, for one job."""

    tally: Tally
    hosts: HostBook
    limit: PageLimit
    ledger: Ledger
    discovery: Discovery
    looks: Looks
    elsewhere: Elsewhere
    dispatcher: Dispatcher
    conduct: Conduct
    requisites: RequisiteAnswers
    robots: RobotsAnswers
    detours: Detours


def put_together(job: Job, config: Config, session: Session) -> Parts:
    """The parts of ``job``, with what the journal holds of it."""
    if not config.requisites:
        rows.drop_requisites(session.reader, job.job_id)
    tally, hosts = Tally(), HostBook()
    limit = PageLimit(rows.page_count(session.reader, job.job_id), config.max_pages)
    ledger = Ledger(session, job_id=job.job_id, tally=tally)
    scope = Scope.from_json(msgspec.json.decode(job.scope))
    found = discovery(job.job_id, scope, max_depth=config.depth, trap_pages=config.trap_pages, seen=ledger.seen)
    wanted = Requisites(
        job.job_id,
        ledger.seen,
        tally=tally,
        max_count=config.page_max_requisites,
        max_bytes=config.page_requisites_max_bytes,
    )
    requisites = RequisiteAnswers(wanted, ledger, archive=session.paths.archive, tally=tally)
    looks = Looks(found, wanted, add=ledger.add, limit=config.thread_max_requests)
    elsewhere = Elsewhere(found, most=config.concurrency - config.host_concurrency)
    not_taken = NotTaken(ledger, looks, requisites, hosts=hosts, tally=tally, gone=session.gone)
    throttle = Throttle(config.delay, config.host_concurrency)
    dispatcher = ledger.dispatcher = Dispatcher(
        ledger.queue,
        throttle,
        obey_robots=config.obey_robots,
        allow_pages=lambda: not limit.reached,
        refused=not_taken.forbidden,
        withheld=not_taken.withheld,
        dropped=requisites.dropped,
        held=elsewhere.holds,
    )
    conduct = Conduct(dispatcher, throttle, ledger.queue, hosts=hosts, tally=tally)
    robots = RobotsAnswers(dispatcher, found, ledger)
    return Parts(
        tally=tally,
        hosts=hosts,
        limit=limit,
        ledger=ledger,
        discovery=found,
        looks=looks,
        elsewhere=elsewhere,
        dispatcher=dispatcher,
        conduct=conduct,
        requisites=requisites,
        robots=robots,
        detours=Detours(
            config,
            dispatcher,
            found,
            ledger=ledger,
            limit=limit,
            conduct=conduct,
            requisites=requisites,
            robots=robots,
            not_taken=not_taken,
        ),
    )
