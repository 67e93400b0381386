"""The engine that papermill executes notebooks with here: it notes in each cell what that left undone.

Papermill counts a notebook as done when no cell raised an error. A cell that ends the program or leaves a
thread at work raises none. Importing this module imports papermill, which is slow.
"""

from __future__ import annotations

import ast
from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine

from wijkresearch.run.engine import ENDED_THE_PROGRAM, STILL_AT_WORK, TROUBLE

THREADS = (
    "[thread.ident for thread in __import__('threading').enumerate() "
    "if type(thread).__module__ in ('threading', '__main__')]"
)
"""The threads of a kernel, without those of a kind that a library has for itself, as ZeroMQ has to free memory."""


class NotingClient(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's own client; it hears what became of each cell, and which threads are at work after it."""

    def __init__(self, nb_man: Any, **settings: Any) -> None:
        """Hear of each cell that has been executed."""
        super().__init__(nb_man, on_cell_executed=self._note_end, **settings)

    def papermill_execute_cells(self) -> None:
        """Execute the cells; the threads that are there before the first are the kernel's own."""
        self._own_threads = self._threads()
        super().papermill_execute_cells()

    def execute_cell(self, cell: Any, cell_index: int) -> Any:
        """Execute a cell, then look whether a thread is still at work: what that prints would stand under any cell."""
        done = super().execute_cell(cell, cell_index)
        if cell.cell_type == "code" and TROUBLE not in cell.metadata and self._threads() - self._own_threads:
            cell.metadata[TROUBLE] = STILL_AT_WORK
        return done

    def _threads(self) -> set[int]:
        asked = self.kc.execute("", silent=True, user_expressions={"threads": THREADS})
        answer = self.wait_for_reply(asked)["content"]["user_expressions"]["threads"]
        return set(ast.literal_eval(answer["data"]["text/plain"]))

    def _note_end(self, *, cell: Any, execute_reply: Any, **_: Any) -> None:
        if any(told.get("source") == "ask_exit" for told in execute_reply["content"].get("payload", [])):
            cell.metadata[TROUBLE] = ENDED_THE_PROGRAM


class NotingEngine(Engine):  # type: ignore[misc]
    """Executes with the client above; `kept` receives the notebook, so that it is there when a kernel dies."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, kept: list[Any], **settings: Any) -> None:
        """Execute the notebook."""
        kept.append(nb_man.nb)
        told = {name: settings[name] for name in ("resources", "kernel_manager_class")}
        NotingClient(nb_man, kernel_name=kernel_name, startup_timeout=60, **told).execute()
