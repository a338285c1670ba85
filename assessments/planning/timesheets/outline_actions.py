"""What is known of a time sheet's file is noted on its row, so that its columns can be chosen."""

from assessments.planning.models import BatchState, EffortBatch
from assessments.planning.worklogs.presets import match_preset
from orgs.jobs.lease import Lease
from orgs.spreadsheets.outline import TableOutline, outline_to_json

from .column_mapping import mapping_from_json, mapping_to_json
from .sheet_file import choice_to_json


def place(batch: EffortBatch, outline: TableOutline) -> None:
    """Note the outline on the row, which the caller saves; keep a mapping that still fits."""
    batch.outline = outline_to_json(outline)
    batch.reading_choice = choice_to_json(outline.choice)
    batch.header = list(outline.columns)
    batch.found, batch.faults = {}, []
    columns = mapping_from_json(batch.mapping).columns if batch.mapping else ()
    if not columns or not set(columns) <= set(batch.header):
        preset = match_preset(batch.header)
        batch.mapping = mapping_to_json(preset.mapping) if preset else {}


def record_outline(lease: Lease, batch: EffortBatch, outline: TableOutline) -> bool:
    """Record what a worker read; return whether the row was still its own."""
    place(batch, outline)
    return lease.finish(
        state=BatchState.MAPPING,
        progress=0,
        outline=batch.outline,
        reading_choice=batch.reading_choice,
        header=batch.header,
        mapping=batch.mapping,
    )
