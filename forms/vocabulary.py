"""The functions an expression may call, by name: how many values each takes."""

from collections.abc import Mapping

# Answered from the values alone.
PURE: Mapping[str, tuple[int, int]] = {
    "add_days": (2, 2),
    "add_years": (2, 2),
    "age_on": (2, 2),
    "any_of": (3, 3),
    "birth_date": (1, 1),
    "birth_ym": (1, 1),
    "ceil": (1, 1),
    "contains_any": (2, 2),
    "count": (1, 1),
    "date": (3, 3),
    "days_between": (2, 2),
    "endswith": (2, 2),
    "endswith_any": (2, 2),
    "if_else": (3, 3),
    "is_blank": (1, 1),
    "length": (1, 1),
    "months_between": (2, 2),
    "or0": (1, 1),
    "startswith": (2, 2),
    "sum_of": (2, 2),
    "valid_id": (1, 2),
    "valid_mobile": (1, 1),
    "valid_ric": (1, 1),
    "valid_uscc": (1, 1),
    "workday_before": (2, 2),
    "workdays_between": (2, 2),
    "year": (1, 1),
}
# Answered by whoever knows the clock, the records and the filing's state.
WORLDLY: Mapping[str, tuple[int, int]] = {
    "applicant": (0, 0),
    "event_open": (1, 1),
    "lead_months": (1, 1),
    "late_ok": (0, 1),
    "member_of": (2, 2),
    "new_member_no": (0, 1),
    "now": (0, 0),
    "role": (1, 1),
    "similar_societies": (1, 1),
    "society": (1, 1),
    "stat": (1, 6),
    "state": (0, 0),
    "submission_state": (1, 1),
    "today": (0, 0),
    "valid_member_no": (1, 1),
}
FUNCTIONS: Mapping[str, tuple[int, int]] = {**PURE, **WORLDLY}
# Their first value is a repeat group, their second the name of a field inside it.
OVER_ROWS = frozenset({"any_of", "sum_of"})
# What society(…) knows: `society(society_id).term_end`.
SOCIETY_FACTS = frozenset(
    {
        "name", "name_full", "uscc", "discipline", "city", "president", "secretary_general",
        "legal_rep", "support_unit", "council_term_no", "term_start", "term_years", "term_end",
        "members_total", "rating", "party_kind", "domicile", "business_scope", "capital_wan",
    }
)  # fmt: skip
