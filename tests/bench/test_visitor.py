from bench.start.demo_work import CONDITION, DOWNLOAD, REPORT, VOTE
from bench.start.visitor import Visitor


def test_a_visitor_finds_the_addresses_of_a_page() -> None:
    person = Visitor(1)
    person.page = (
        '<a href="/o/northwind/sessions/3/vote/">Vote</a>'
        '<form action="/o/northwind/results/4/report" method="post"></form>'
        '<input hx-post="/o/northwind/sessions/3/vote/RUN/conditions/RUN-1a">'
        '<a href="/o/northwind/reports/5/download">PDF</a>'
    )

    addresses = [person.links(pattern) for pattern in (VOTE, REPORT, CONDITION, DOWNLOAD)]

    assert [len(matches) for matches in addresses] == [1, 1, 1, 1]
