"""Simulated studies for tests."""

from functools import cache

from conftest import ROOT

from hiteval.files.yaml_file import read_yaml
from hiteval.simulation.simulate import Simulation, simulate
from hiteval.simulation.truth import Design
from hiteval.study.framework import Framework

OF_2015 = Design(teams=20, documents=140, interviews=10, coders=2, seed=1)


@cache
def framework() -> Framework:
    """Read the framework of the study that ships."""
    path = ROOT / "data" / "framework.yml"
    return Framework.from_yaml(read_yaml(path), path.name)


@cache
def simulated(design: Design = OF_2015, spoilt: bool = False) -> Simulation:
    """Make a study once; its tables are not to be changed."""
    return simulate(design, framework(), spoilt=spoilt)
