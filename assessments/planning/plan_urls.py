"""Addresses of a unit's plan: use cases, order of investment, trajectories, strategy check."""

from django.urls import path

from assessments.planning.views import ordering, strategy, trajectories, use_cases

plan_pages = [
    path("plan/", use_cases.plan, name="plan"),
    path("plan/<int:unit>/use-cases/", use_cases.use_cases, name="use_cases"),
    path("plan/<int:unit>/use-cases/copy", use_cases.use_cases_copy, name="use_cases_copy"),
    path("plan/<int:unit>/use-cases/new", use_cases.use_case_new, name="use_case_new"),
    path("plan/<int:unit>/use-cases/<int:pk>/", use_cases.use_case, name="use_case"),
    path(
        "plan/<int:unit>/use-cases/<int:pk>/delete",
        use_cases.use_case_delete,
        name="use_case_delete",
    ),
    path("plan/<int:unit>/order/", ordering.order, name="order"),
    path("plan/<int:unit>/order/chart", ordering.order_chart, name="order_chart"),
    path("plan/<int:unit>/order/chart.svg", ordering.order_svg, name="order_svg"),
    path("plan/<int:unit>/order/chart.png", ordering.order_png, name="order_png"),
    path("plan/<int:unit>/order/budget", ordering.order_budget, name="order_budget"),
    path("plan/<int:unit>/order/mark", ordering.order_mark, name="order_mark"),
    path("plan/<int:unit>/order/means", ordering.order_means, name="order_means"),
    path("plan/<int:unit>/order/own", ordering.order_own, name="order_own"),
    path("plan/<int:unit>/order/fix", ordering.order_fix, name="order_fix"),
    path("plan/<int:unit>/trajectories/", trajectories.trajectories, name="trajectories"),
    path(
        "plan/<int:unit>/trajectories/outcome",
        trajectories.trajectories_outcome,
        name="trajectories_outcome",
    ),
    path(
        "plan/<int:unit>/trajectories/gains",
        trajectories.trajectories_gains,
        name="trajectories_gains",
    ),
    path(
        "plan/<int:unit>/trajectories/chart",
        trajectories.trajectories_chart,
        name="trajectories_chart",
    ),
    path(
        "plan/<int:unit>/trajectories/chart.svg",
        trajectories.trajectories_svg,
        name="trajectories_svg",
    ),
    path(
        "plan/<int:unit>/trajectories/chart.png",
        trajectories.trajectories_png,
        name="trajectories_png",
    ),
    path("plan/<int:unit>/scenarios/save", trajectories.scenario_save, name="scenario_save"),
    path(
        "plan/<int:unit>/scenarios/<int:pk>/delete",
        trajectories.scenario_delete,
        name="scenario_delete",
    ),
    path("plan/<int:unit>/strategy/", strategy.strategy, name="strategy"),
]
