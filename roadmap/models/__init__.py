"""The catalogue and the roadmaps. Nothing here knows a learner."""

from roadmap.models.health import CheckRun, HostState, LinkCheck, LinkHealth, Verdict
from roadmap.models.links import Link, LinkKind
from roadmap.models.needs import Need, NeedGroup, Strength
from roadmap.models.relations import (
    EditorialReview,
    Relation,
    RelationKind,
    ResourceNeed,
)
from roadmap.models.resources import (
    Basis,
    CatalogueState,
    Cost,
    Level,
    Resource,
    ResourceKind,
    ResourceStatus,
    ResourceUnit,
    Topic,
    Unit,
)
from roadmap.models.roadmaps import Aim, Roadmap, RoadmapVersion, Stage, Track
from roadmap.models.steps import (
    Option,
    Requirement,
    Rhythm,
    Role,
    Step,
    StepKind,
    StepResource,
)
from roadmap.models.unit_changes import UnitChange

__all__ = [
    "Aim",
    "Basis",
    "CatalogueState",
    "CheckRun",
    "Cost",
    "EditorialReview",
    "HostState",
    "Level",
    "Link",
    "LinkCheck",
    "LinkHealth",
    "LinkKind",
    "Need",
    "NeedGroup",
    "Option",
    "Relation",
    "RelationKind",
    "Requirement",
    "Resource",
    "ResourceKind",
    "ResourceNeed",
    "ResourceStatus",
    "ResourceUnit",
    "Rhythm",
    "Roadmap",
    "RoadmapVersion",
    "Role",
    "Stage",
    "Step",
    "StepKind",
    "StepResource",
    "Strength",
    "Topic",
    "Track",
    "Unit",
    "UnitChange",
    "Verdict",
]
