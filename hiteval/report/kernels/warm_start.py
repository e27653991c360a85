"""One clean process that has imported what takes long, for others to be forked from.

It runs nothing else, so that there is no thread and no socket that a fork would share.
Whoever starts a process through `context` has it started there: the workers that run
notebooks, and after `use_the_same` the kernels that they start.
"""

import multiprocessing
from multiprocessing import forkserver, resource_tracker
from typing import Any

POSSIBLE = "forkserver" in multiprocessing.get_all_start_methods()
BUNDLE = "HITEVAL_BUNDLE"  # the environment's name for what it reads beforehand
MODULES = [
    "hiteval.report.kernels.quick_imports",
    *("hiteval.report.pages.notebooks", "hiteval.report.kernels.warm_kernel"),
    *("ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.debugger", "sqlite3"),
    *("IPython.core.completerlib", "IPython.core.oinspect", "psutil"),
    *("IPython.extensions.storemagic", "tornado.platform.asyncio"),
    "hiteval.results.evaluation",
    "hiteval.report.gate.reading",
    "hiteval.display.accreditation",
    *("hiteval.display.audit", "hiteval.display.changes", "hiteval.display.checklists"),
    *("hiteval.display.claims", "hiteval.display.coders", "hiteval.display.downloads"),
    *("hiteval.display.evidence_table", "hiteval.display.team_facts"),
    *(
        "hiteval.display.figures",
        "hiteval.display.missing_evidence",
        "hiteval.display.concluded_teams",
    ),
    *("hiteval.display.involvement", "hiteval.display.lifecycle"),
    "hiteval.display.interpretation",
    "hiteval.display.main_messages",
    *("hiteval.display.method", "hiteval.display.needs", "hiteval.display.network"),
    *(
        "hiteval.display.passages",
        "hiteval.display.people_heard",
        "hiteval.display.actions",
    ),
    *("hiteval.display.proposal_rule", "hiteval.display.prose"),
    *("hiteval.display.ratings", "hiteval.display.robustness"),
    *("hiteval.display.strands", "hiteval.display.theory", "hiteval.display.waves"),
    "hiteval.report.kernels.warm_up",  # last
]


def context() -> Any:  # a ForkServerContext, which Windows does not have
    """Return what starts processes as forks of the one that has the imports."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(MODULES)
    return context


def use_the_same() -> None:
    """Have this process start others where it was started itself.

    `multiprocessing` says that it does so by itself, but looks for a server of which
    this process is the parent. Without this, each worker would import everything again.
    """
    server: Any = forkserver._forkserver
    if server._forkserver_pid is None and server._forkserver_address:
        server.ensure_running = resource_tracker.ensure_running
