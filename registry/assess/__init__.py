"""Nouns × a day -> standings, flags, worklist. The only room that knows time passes."""

from .assessment import Assessment, HolderAssessment, assess, assess_holder, gathered
from .knowledge import holder_known_on, known_on
from .owed import TaskKind
from .seals import Seal
from .standing import Flag, Reason, Standing
from .worklist import Task, TaskState, within

__all__ = [
    "Assessment",
    "Flag",
    "HolderAssessment",
    "Reason",
    "Seal",
    "Standing",
    "Task",
    "TaskKind",
    "TaskState",
    "assess",
    "assess_holder",
    "gathered",
    "holder_known_on",
    "known_on",
    "within",
]
