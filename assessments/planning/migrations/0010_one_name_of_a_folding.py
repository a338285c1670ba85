from django.db import migrations, models

from orgs.database.grouped_operations import Together
from orgs.names.upgrade import KeyColumn, fill_keys

# Each model's constraint, and the columns that it is about.
CONSTRAINTS = [
    ("project", "one_project_of_a_name_per_unit", ("name_key", "unit")),
    ("deploymentplace", "one_place_of_a_name_per_organization", ("name_key", "organization")),
    ("parallelstack", "one_stack_of_a_name_per_unit", ("name_key", "unit")),
    ("runningagent", "one_agent_of_a_name_per_unit", ("name_key", "unit")),
    ("applicationgroup", "one_count_of_a_name_of_applications_per_unit", ("name_key", "unit")),
    ("usecase", "one_use_case_of_a_name_in_a_unit", ("unit", "name_key")),
    ("scenario", "one_scenario_of_a_name_by_a_member_in_a_unit", ("unit", "by", "name_key")),
    ("effortmapping", "one_mapping_of_a_name_per_organization", ("name_key", "organization")),
]
CODES = "one_project_of_a_code_per_organization"


class Migration(migrations.Migration):
    dependencies = [("planning", "0009_name_keys")]

    operations = [
        fill_keys(
            [
                *(
                    KeyColumn(
                        f"planning_{model}",
                        "name_key",
                        "name",
                        tuple(f"{name}_id" for name in fields if name != "name_key"),
                    )
                    for model, _name, fields in CONSTRAINTS
                ),
                KeyColumn("planning_project", "code_key", "code", ("organization_id",)),
            ]
        ),
        Together(
            [
                *(
                    migrations.RemoveConstraint(model_name=model, name=name)
                    for model, name, _fields in [*CONSTRAINTS, ("project", CODES, ())]
                ),
                *(
                    migrations.AddConstraint(
                        model_name=model,
                        constraint=models.UniqueConstraint(fields=fields, name=name),
                    )
                    for model, name, fields in CONSTRAINTS
                ),
                migrations.AddConstraint(
                    model_name="project",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code_key", "organization"),
                        name=CODES,
                    ),
                ),
            ]
        ),
    ]
