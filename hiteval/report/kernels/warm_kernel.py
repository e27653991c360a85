"""Start kernels from a process that has imported the heavy libraries already.

Most of a notebook's time goes into imports. Where the system can fork, each kernel is a
fork of one clean process that has done them: a process and a namespace of its own, and
otherwise an ordinary kernel. Jupyter calls such a thing a *kernel provisioner*; this
one is registered in `pyproject.toml`, and used where the environment variable of
`USE_IT` says so. An ordinary kernel gives the same results, and the tests compare them.
"""

import os
from multiprocessing.process import BaseProcess
from typing import Any, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from hiteval.report.kernels import warm_start
from hiteval.report.kernels.child_processes import end_with_parent

WARM = "hiteval-warm"
USE_IT = {"JUPYTER_DEFAULT_PROVISIONER_NAME": WARM}


class WarmProvisioner(LocalProvisioner):
    """Launch a kernel as a fork; in all else, the local provisioner of Jupyter."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launch a kernel with the arguments of its command."""
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        cwd, environment = kwargs.get("cwd") or ".", kwargs.get("env") or os.environ
        launch = (arguments, str(cwd), dict(environment))
        context = warm_start.context()
        process = context.Process(target=_run_kernel, args=launch, daemon=True)
        process.start()
        self.process = cast(Any, _Launched(process))
        self.pid = process.pid
        self.cwd = cwd
        return self.connection_info


class _Launched:
    """A process as `subprocess.Popen` would show it to the local provisioner."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()


def _run_kernel(arguments: list[str], cwd: str, environment: dict[str, str]) -> None:
    from ipykernel.kernelapp import launch_new_instance

    end_with_parent()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    launch_new_instance(arguments)
