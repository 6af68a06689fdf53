"""Projects, their index, and the programme's regions."""

from .practice_index_page import PracticeIndexPage
from .project_details import Activity, Expert, ProjectDocument, RequestingInstitution, Source
from .project_index_page import ProjectIndexPage, finder_path
from .project_page import ProjectPage
from .project_tags import (
    ProjectArea,
    ProjectCountry,
    ProjectMechanism,
    ProjectObjective,
    ProjectRegion,
    ProjectSdg,
    ProjectTheme,
)
from .region_page import (
    RegionFocusObjective,
    RegionIndexPage,
    RegionPage,
    region_paths,
    where_projects_are,
)

__all__ = [
    "Activity",
    "Expert",
    "PracticeIndexPage",
    "ProjectArea",
    "ProjectCountry",
    "ProjectDocument",
    "ProjectIndexPage",
    "ProjectMechanism",
    "ProjectObjective",
    "ProjectPage",
    "ProjectRegion",
    "ProjectSdg",
    "ProjectTheme",
    "RegionFocusObjective",
    "RegionIndexPage",
    "RegionPage",
    "RequestingInstitution",
    "Source",
    "finder_path",
    "region_paths",
    "where_projects_are",
]
