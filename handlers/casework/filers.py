"""Who may still fill in and hand in: a role that has ended counts no more, whoever began it."""

from forms.specification import FormSpec
from handlers.rights import Action, NotForThisRole, require, society_for
from storage.filings import Filing
from storage.people import Person


def require_filing(person: Person, filing: Filing, form: FormSpec) -> None:
    """Raises NotForThisRole for whoever filed it once and may not any more."""
    if form.by == "anyone":
        require(person, Action.FILE_OWN)
    elif filing.society_id:
        require(person, Action.FILE, filing.society_id)
    elif not society_for(person, Action.FILE):
        raise NotForThisRole


def may_file(person: Person, filing: Filing, form: FormSpec) -> bool:
    try:
        require_filing(person, filing, form)
    except NotForThisRole:
        return False
    return True
