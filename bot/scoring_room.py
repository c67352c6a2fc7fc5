"""What experts, their ranking, objections and figures need, furnished."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.casework.moving import Moving
from handlers.guide import Guide
from handlers.review.figures import guides as figures_guides
from handlers.review.figures import router as figures
from handlers.review.figures.service import Figuring
from handlers.review.objections import guides as objections_guides
from handlers.review.objections import router as objections
from handlers.review.objections.service import Objecting
from handlers.review.ranking import guides as ranking_guides
from handlers.review.ranking import router as ranking
from handlers.review.ranking.publishing import Publishing
from handlers.review.ranking.service import Ranking
from handlers.review.scoring import guides as scoring_guides
from handlers.review.scoring import router as scoring
from handlers.review.scoring.assigning import Assigning
from handlers.review.scoring.service import Scoring

ROUTERS: tuple[ModuleType, ...] = (scoring, ranking, objections, figures)


@dataclass(frozen=True, kw_only=True)
class ScoringServices:
    """What these corners of the review room may ask for by name."""

    scoring: Scoring
    assigning: Assigning
    ranking: Ranking
    publishing: Publishing
    objecting: Objecting
    figuring: Figuring


def scoring_services(settings: Settings, moving: Moving) -> ScoringServices:
    offices = moving.offices
    publishing = Publishing(offices=offices, association=settings.association)
    return ScoringServices(
        scoring=Scoring(moving=moving),
        assigning=Assigning(offices=offices),
        ranking=Ranking(moving=moving),
        publishing=publishing,
        objecting=Objecting(moving=moving, publishing=publishing),
        figuring=Figuring(catalogue=offices.catalogue),
    )


def scoring_room_guides(services: ScoringServices) -> tuple[Guide, ...]:
    return (
        *scoring_guides.guides(services.scoring, services.assigning),
        *ranking_guides.guides(services.ranking, services.publishing),
        *objections_guides.guides(services.objecting),
        *figures_guides.guides(services.figuring),
    )
