"""Games that were not played on the date first set for them, with the evidence for that date.

Three things prove a first date: the referees named for it, an event of The Odds API that starts on it, and the order of
game ids, which the league gives out by date and time before the season. A game that was moved only to make room for a
postponed one cannot have been known to move before that one was called off, so both share their moment.
"""

from dataclasses import dataclass
from datetime import date, time

REFEREES = "two rows in the referee assignments"
ODDS = "an event of The Odds API starts then"
ID_ORDER = "its id stands between ids of that date"


@dataclass(frozen=True)
class MovedGame:
    """A game's first Eastern date.

    ``postponed`` is the id of the game whose postponement made the move known (the game's own id if it was itself
    called off); ``first_time`` is the Eastern tip-off first set, if known, else that of the game as played.
    """

    nba_game_id: str
    first_date: date
    postponed: str
    evidence: str
    first_time: time | None = None


MOVED_GAMES = (
    MovedGame("0022300576", date(2024, 1, 17), "0022300576", ID_ORDER),
    MovedGame("0022300589", date(2024, 1, 19), "0022300589", ID_ORDER),
    MovedGame("0022301097", date(2024, 4, 2), "0022300589", ID_ORDER),
    MovedGame("0022301124", date(2024, 4, 5), "0022300589", ID_ORDER),
    MovedGame("0022400524", date(2025, 1, 9), "0022400524", f"{REFEREES}; {ODDS}", time(22, 30)),
    MovedGame("0022400532", date(2025, 1, 11), "0022400532", f"{REFEREES}; {ODDS}", time(15, 0)),
    MovedGame("0022400537", date(2025, 1, 11), "0022400537", f"{REFEREES}; {ODDS}", time(22, 30)),
    MovedGame("0022400538", date(2025, 1, 11), "0022400538", f"{REFEREES}; {ID_ORDER}"),
    MovedGame("0022400611", date(2025, 1, 21), "0022400538", ID_ORDER),
    MovedGame("0022400627", date(2025, 1, 23), "0022400538", ID_ORDER),
    MovedGame("0022400768", date(2025, 2, 11), "0022400538", ID_ORDER),
    MovedGame("0022400983", date(2025, 3, 16), "0022400538", ID_ORDER),
    MovedGame("0022400995", date(2025, 3, 18), "0022400538", ID_ORDER),
    MovedGame("0022401004", date(2025, 3, 19), "0022400538", ID_ORDER),
    MovedGame("0022400988", date(2025, 3, 17), "0022400537", ID_ORDER),
    MovedGame("0022400996", date(2025, 3, 18), "0022400537", ID_ORDER),
    MovedGame("0022401005", date(2025, 3, 19), "0022400537", ID_ORDER),
    MovedGame("0022401012", date(2025, 3, 20), "0022400537", ID_ORDER),
    MovedGame("0022400617", date(2025, 1, 22), "0022400617", f"{REFEREES}; {ODDS}", time(20, 0)),
    MovedGame("0022400944", date(2025, 3, 12), "0022400617", ID_ORDER),
    MovedGame("0022401141", date(2025, 4, 6), "0022400617", ID_ORDER),
    MovedGame("0022401161", date(2025, 4, 9), "0022400617", ID_ORDER),
)
