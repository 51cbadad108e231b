"""The few verbs; the only place where things are wired together.

>>> bench = Workbench.open()
>>> sitting = bench.ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"], questions=["help"])
>>> sitting.hearings[0].asked[0].outcome.value
'forbidden'
"""

from siyar.workbench.bench import Workbench
from siyar.workbench.hearers import Hearers

__all__ = ["Hearers", "Workbench"]
