"""One reader, checker and writer per type of field, used on every way in."""

from forms.values.addresses import Email, Website
from forms.values.choices import HENAN_CITIES, Choice, City, Option, YesNo, choice, region
from forms.values.codes import CreditCode, ResidentId
from forms.values.dates import Date, Year
from forms.values.kind import Complaint, Kind, normalise, text_of
from forms.values.lists import Choices, Tags
from forms.values.moments import DateTime
from forms.values.monthdays import MonthDay
from forms.values.numbers import Integer, Money, Number
from forms.values.phones import Mobile, Phone
from forms.values.words import PersonName, Place, Text

__all__ = [
    "HENAN_CITIES",
    "Choice",
    "Choices",
    "City",
    "Complaint",
    "CreditCode",
    "Date",
    "DateTime",
    "Email",
    "Integer",
    "Kind",
    "Mobile",
    "Money",
    "MonthDay",
    "Number",
    "Option",
    "PersonName",
    "Phone",
    "Place",
    "ResidentId",
    "Tags",
    "Text",
    "Website",
    "Year",
    "YesNo",
    "choice",
    "normalise",
    "region",
    "text_of",
]
