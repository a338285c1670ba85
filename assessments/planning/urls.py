"""The addresses of the planning room."""

from django.urls import URLPattern, URLResolver, include, path

from assessments.planning.economics import views as economics_views
from assessments.planning.findings import views as findings
from assessments.planning.investment import views as investment_views
from assessments.planning.portfolio import views as portfolio
from assessments.planning.register import session_views
from assessments.planning.register import views as register_views
from assessments.planning.roadmap import views as roadmap_views
from assessments.planning.sourcing import views as sourcing
from assessments.planning.strategy import views as strategy
from assessments.planning.timesheets import views as timesheets_views
from assessments.planning.use_cases import views as use_cases

app_name = "planning"
sheet = [
    path("", timesheets_views.time_sheet, name="time_sheet"),
    path("progress", timesheets_views.time_sheet_progress, name="time_sheet_progress"),
    path("reading", timesheets_views.time_sheet_reading, name="time_sheet_reading"),
    path("check", timesheets_views.time_sheet_check, name="time_sheet_check"),
    path("mapping", timesheets_views.time_sheet_mapping, name="time_sheet_mapping"),
    path("apply", timesheets_views.time_sheet_apply, name="time_sheet_apply"),
    path("give-up", timesheets_views.time_sheet_give_up, name="time_sheet_give_up"),
]
projects = [
    path("add", register_views.project_add, name="project_add"),
    path("<int:pk>/", register_views.project, name="project"),
    path("<int:pk>/edit", register_views.project_edit, name="project_edit"),
    path("<int:pk>/strike", register_views.project_strike, name="project_strike"),
]
around = [
    path("", register_views.surroundings, name="surroundings"),
    path("places/add", register_views.surrounding_add, {"listing": "places"}, name="place_add"),
    path("stacks/add", register_views.surrounding_add, {"listing": "stacks"}, name="stack_add"),
    path("agents/add", register_views.surrounding_add, {"listing": "agents"}, name="agent_add"),
    path(
        "applications/add",
        register_views.surrounding_add,
        {"listing": "applications"},
        name="applications_add",
    ),
    path("<slug:listing>/<int:pk>/edit", register_views.surrounding_edit, name="surrounding_edit"),
    path(
        "<slug:listing>/<int:pk>/strike",
        register_views.surrounding_strike,
        name="surrounding_strike",
    ),
]
plan_pages = [
    path("plan/", portfolio.plan, name="plan"),
    path("plan/<int:unit>/use-cases/", use_cases.use_cases, name="use_cases"),
    path(
        "plan/<int:unit>/use-cases/use-cases.<slug:kind>",
        use_cases.use_cases_file,
        name="use_cases_file",
    ),
    path("plan/<int:unit>/use-cases/copy", use_cases.use_cases_copy, name="use_cases_copy"),
    path("plan/<int:unit>/use-cases/new", use_cases.use_case_new, name="use_case_new"),
    path("plan/<int:unit>/use-cases/<int:pk>/", use_cases.use_case, name="use_case"),
    path(
        "plan/<int:unit>/use-cases/<int:pk>/delete",
        use_cases.use_case_delete,
        name="use_case_delete",
    ),
    path("plan/<int:unit>/order/", investment_views.order, name="order"),
    path("plan/<int:unit>/order/chart", investment_views.order_chart, name="order_chart"),
    path("plan/<int:unit>/order/chart.svg", investment_views.order_svg, name="order_svg"),
    path("plan/<int:unit>/order/chart.png", investment_views.order_png, name="order_png"),
    path("plan/<int:unit>/order/order.<slug:kind>", investment_views.order_file, name="order_file"),
    path("plan/<int:unit>/order/budget", investment_views.order_budget, name="order_budget"),
    path("plan/<int:unit>/order/mark", investment_views.order_mark, name="order_mark"),
    path("plan/<int:unit>/order/means", investment_views.order_means, name="order_means"),
    path("plan/<int:unit>/order/own", investment_views.order_own, name="order_own"),
    path("plan/<int:unit>/order/fix", investment_views.order_fix, name="order_fix"),
    path("plan/<int:unit>/roadmap/", roadmap_views.roadmap, name="roadmap"),
    path("plan/<int:unit>/roadmap/means", roadmap_views.roadmap_means, name="roadmap_means"),
    path("plan/<int:unit>/roadmap/chart.svg", roadmap_views.roadmap_svg, name="roadmap_svg"),
    path("plan/<int:unit>/roadmap/chart.png", roadmap_views.roadmap_png, name="roadmap_png"),
    path(
        "plan/<int:unit>/roadmap/roadmap.<slug:kind>",
        roadmap_views.roadmap_file,
        name="roadmap_file",
    ),
    path("plan/<int:unit>/trajectories/", economics_views.trajectories, name="trajectories"),
    path(
        "plan/<int:unit>/trajectories/trajectories.<slug:kind>",
        economics_views.trajectories_file,
        name="trajectories_file",
    ),
    path(
        "plan/<int:unit>/trajectories/outcome",
        economics_views.trajectories_outcome,
        name="trajectories_outcome",
    ),
    path(
        "plan/<int:unit>/trajectories/gains",
        economics_views.trajectories_gains,
        name="trajectories_gains",
    ),
    path(
        "plan/<int:unit>/trajectories/chart",
        economics_views.trajectories_chart,
        name="trajectories_chart",
    ),
    path(
        "plan/<int:unit>/trajectories/chart.svg",
        economics_views.trajectories_svg,
        name="trajectories_svg",
    ),
    path(
        "plan/<int:unit>/trajectories/chart.png",
        economics_views.trajectories_png,
        name="trajectories_png",
    ),
    path("plan/<int:unit>/scenarios/save", economics_views.scenario_save, name="scenario_save"),
    path(
        "plan/<int:unit>/scenarios/<int:pk>/delete",
        economics_views.scenario_delete,
        name="scenario_delete",
    ),
    path("plan/<int:unit>/sourcing/", sourcing.sourcing, name="sourcing"),
    path("plan/<int:unit>/strategy/", strategy.strategy, name="strategy"),
    path(
        "plan/<int:unit>/strategy/strategy.<slug:kind>",
        strategy.strategy_file,
        name="strategy_file",
    ),
    path(
        "plan/<int:unit>/strategy/<int:pk>/delete",
        strategy.strategy_delete,
        name="strategy_delete",
    ),
]
register_pages: list[URLPattern | URLResolver] = [
    path("", register_views.register, name="register"),
    path("register.<slug:kind>", register_views.register_file, name="register_file"),
    path("projects/", include(projects)),
    path("around/", include(around)),
    path("effort/", register_views.effort, name="effort"),
    path("time-sheets/", timesheets_views.time_sheets, name="time_sheets"),
    path("time-sheets/<int:pk>/", include(sheet)),
    path("sessions/<int:pk>/", session_views.session_offer, name="session_offer"),
    path(
        "sessions/<int:pk>/take",
        session_views.session_offer_take,
        name="session_offer_take",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("findings/", findings.findings, name="findings"),
    path("findings/break-even", findings.break_even, name="break_even"),
    path("findings/findings.<slug:kind>", findings.findings_file, name="findings_file"),
    path("findings/plumbing.svg", findings.plumbing_svg, name="plumbing_svg"),
    path("findings/plumbing.png", findings.plumbing_png, name="plumbing_png"),
    path("register/", include(register_pages)),
    *plan_pages,
]
