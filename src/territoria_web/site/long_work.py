"""The work that takes longer than an answer: who does it, and whose turn it is."""

from __future__ import annotations

# Whose turn it is among jobs of the house; teams (0) and visitors (1) come before them.
JOB_TURNS = {
    "make-example": 2,
    "diagnose": 3,
    "opinions": 2,
    "rating-look": 2,
    "listen-daily": 3,
    "track-daily": 3,
    "meetings-daily": 3,
    "projects-daily": 3,
    "mentoring-daily": 3,
    "companies-daily": 3,
    "read-gauges": 3,
    "follow-feeds": 3,
    "write-pages": 4,
}
# Long work: kind → the function that does it.
JOBS = {
    "write-pages": "territoria_web.public.tasks.write_pages",
    "briefing": "territoria_web.reports.tasks.make_briefing",
    "synthesis": "territoria_web.reports.tasks.make_synthesis",
    "make-example": "territoria_web.example.tasks.make_example",
    "diagnose": "territoria_web.recommend.tasks.diagnose",
    "listen-daily": "territoria_web.listen.tasks.daily",
    "track-daily": "territoria_web.track.tasks.daily",
    "meetings-daily": "territoria_web.convene.tasks.daily",
    "projects-daily": "territoria_web.act.tasks.projects.daily",
    "mentoring-daily": "territoria_web.act.tasks.mentoring.daily",
    "companies-daily": "territoria_web.act.tasks.companies.daily",
    "company-talks": "territoria_web.act.tasks.companies.arrange_talks",
    "read-gauges": "territoria_web.track.gauge_tasks.read_all",
    "follow-feeds": "territoria_web.act.tasks.feeds.follow_feeds",
    "fetch-feed": "territoria_web.act.tasks.feeds.fetch_one",
    "count-budget": "territoria_web.plan.tasks.count_budget",
    "timetable": "territoria_web.convene.tasks.make_timetable_of",
    "observe-survey": "territoria_web.recommend.tasks.observe_survey",
    "assess-own": "territoria_web.recommend.tasks.assess_own",
    "diagnose-one": "territoria_web.recommend.tasks.diagnose_one",
    "rating-look": "territoria_web.listen.rating_tasks.work_out_ratings",
    "opinions": "territoria_web.listen.opinion_tasks.work_out_opinions",
}
