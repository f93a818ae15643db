from handouts.clinic import Clinic as Clinic
from handouts.clinic import RowResult as RowResult
from handouts.errors import BadInput as BadInput
from handouts.errors import HandoutError as HandoutError
from handouts.errors import Problem as Problem
from handouts.personalise import Handout as Handout

__version__: str
